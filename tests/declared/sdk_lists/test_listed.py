from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.reading import read_document
from kanhe.declared.sdk_lists.listed import declared_sdks
from tests.declared.sdk_lists.making import document

POLICY = document(
    "# 第三方SDK目录",
    [["SDK名称", "使用目的", "收集信息"], ["极光推送", "推送", "IMEI"], ["友盟统计", "统计", "MAC地址"]],
    "SDK名称：腾讯Bugly",
    "使用目的：崩溃统计",
    "此外我们还接入了高德地图SDK，收集您的位置信息。",
)


def test_all_shapes_in_the_order_of_the_document() -> None:
    rows = declared_sdks("a", "policy", POLICY)
    assert [(r.sdk, r.via) for r in rows] == [
        ("jpush", "table"), ("umeng-analytics", "table"), ("bugly", "paragraphs"), ("amap-map", "sentence"),
    ]  # fmt: skip
    assert {r.heading for r in rows} == {"第三方SDK目录"}
    assert {(r.app, r.document) for r in rows} == {("a", "policy")}


def test_places_lead_to_the_words() -> None:
    for row in declared_sdks("a", "policy", POLICY):
        assert row.name_as_written in POLICY.text[row.start : row.end]


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    declared_sdks("a", "policy", read_document(data, "x.html"))
