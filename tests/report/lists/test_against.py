import re
from typing import Any

import pytest

from kanhe.declared.documents.reading import read_document
from kanhe.declared.evidence import Declared, declared_evidence
from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.items import items
from kanhe.knowledge.sdks import sdks
from kanhe.report.lists.against import Comparison, against
from kanhe.report.lists.existing import Entry, Existing, ListedSdk, existing
from kanhe.report.lists.html import render_html
from kanhe.report.lists.list_page import list_page
from kanhe.report.lists.markdown import render_markdown
from tests.report.lists.sample import APP, PACKED, SHOP, call, lists, sdk

READ = [i for i in items() if i not in (*double_list().left_out, "idfa", "idfv", "caid")]
"""Every item that Android has."""
MANY = (
    *(call(item, offset=n, phase=("startup", "event", "background")[n % 3]) for n, item in enumerate(READ)),
    *(sdk(name) for name in ("jpush", "bugly", "umeng-analytics", "amap-location", "wechat-opensdk", "tpns")),
)  # fmt: skip

FULL = ("vendor", "purpose", "link")


def entry(item: str, *, purpose: bool = True, scene: bool = True, unfilled: bool = False) -> Entry:
    return Entry((item,), (), item, purpose, scene, unfilled, f"{item} 一行")


def word(group: str) -> Entry:
    return Entry((), (group,), "某类信息", True, True, False, "某类信息 一行")


def third(name: str | None, *items: str, missing: tuple[str, ...] = (), unfilled: bool = False) -> ListedSdk:
    return ListedSdk(name, name or "某 SDK", items, (), missing, unfilled, "一行")


def held(*rows: Entry | ListedSdk, packed: bool = False) -> Comparison:
    made = lists(*SHOP, *([PACKED] if packed else []))
    known = Existing(tuple(r for r in rows if isinstance(r, Entry)), tuple(r for r in rows if isinstance(r, ListedSdk)))
    return against(made, known, "old.html", ["amap-location", "jcore", "bugly"])


def kinds(found: Comparison) -> dict[str, str]:
    return {c.id: c.kind for c in (*found.collected, *found.shared)}


def test_what_is_collected_and_not_listed_is_to_be_added() -> None:
    found = held(entry("imei"))
    assert kinds(found)["imei"] == "same"
    assert kinds(found)["location-precise"] == "add"
    assert found.differs
    assert all(c.what for c in found.collected if c.kind == "add")


def test_a_list_that_says_all_agrees() -> None:
    made = lists(*SHOP)
    rows = [entry(i) for r in made.collected for i in r.items]
    third_parties = [third(r.sdk, *r.items) for r in made.shared]
    found = held(*rows, *third_parties)
    assert set(kinds(found).values()) == {"same"}
    assert not found.differs


def test_a_finer_item_covers_the_coarser_and_a_general_word_no_identifier() -> None:
    found = held(word("device-information"))
    assert kinds(found)["imei"] == "add"
    fold = next(c for c in found.collected if c.id == "device-information")
    assert fold.kind == "change"
    assert "网络类型与状态" in fold.what[0].zh
    assert "设备型号" not in fold.what[0].zh


def test_missing_purpose_and_scene_are_to_be_written() -> None:
    change = next(c for c in held(entry("imei", purpose=False, scene=False)).collected if c.id == "imei")
    assert change.kind == "change"
    assert [w.zh.partition("：")[0] for w in change.what] == ["补充使用目的", "补充使用场景"]
    assert change.written == "imei 一行"


def test_what_only_code_reads_is_to_be_removed_when_nothing_reads_it() -> None:
    assert kinds(held(entry("sms")))["sms"] == "remove"


def test_nothing_is_to_be_removed_where_code_was_hidden() -> None:
    found = held(entry("sms"), third("bugly", "imei"), third("tpns", "imei"), packed=True)
    assert kinds(found)["sms"] == "verify"
    assert kinds(found)["tpns"] == "verify"


def test_what_users_type_or_vendors_publish_is_to_be_verified() -> None:
    found = held(entry("real-name"), entry("oaid"))
    assert kinds(found)["real-name"] == "verify"
    assert kinds(found)["oaid"] == "verify"
    assert "厂商" in next(c for c in found.collected if c.id == "oaid").what[0].zh


def test_sdks_to_add_to_remove_and_to_verify() -> None:
    found = held(third("jcore", "imei"), third("tpns", "imei"), third("bugly"), third(None))
    assert kinds(found) == {
        "amap-location": "add",
        "jcore": "change",
        "tpns": "remove",
        "bugly": "verify",
        "某 SDK": "verify",
    }
    assert [c.kind for c in found.shared] == ["add", "remove", "change", "verify", "verify"]


def test_a_row_is_told_what_it_lacks() -> None:
    change = next(c for c in held(third("jcore", "imei", missing=FULL)).shared if c.id == "jcore")
    said = [w.zh.partition("：")[0] for w in change.what]
    assert said == [
        "补充信息种类（代码读取）",
        "补充信息种类（厂商公示）",
        "补充公司名称",
        "补充使用目的",
        "补充隐私政策链接",
    ]
    assert "软件安装列表" in change.what[0].zh


def test_items_beyond_what_is_known_are_to_be_verified() -> None:
    row = next(r for r in lists(*SHOP).shared if r.sdk == "jcore")
    assert "sms" not in sdks()["jcore"].collects
    change = next(c for c in held(third("jcore", *row.items, "sms")).shared if c.id == "jcore")
    assert change.kind == "verify"
    assert "短信" in change.what[0].zh


def test_a_list_that_is_not_there_is_not_compared() -> None:
    found = held(third("jcore", "imei"))
    assert found.collected == ()
    assert not found.collected_found
    assert found.shared_found
    assert held(entry("imei")).shared == ()


def test_to_verify_is_no_difference() -> None:
    made = lists(*SHOP)
    rows = [entry(i) for r in made.collected for i in r.items]
    assert not held(*rows, entry("real-name")).differs


def test_gaps_left_open_are_to_be_filled_in() -> None:
    made = lists(*SHOP)
    row = next(r for r in made.shared if r.sdk == "jcore")
    found = held(entry("imei", unfilled=True), third("jcore", *row.items, unfilled=True))
    for name in ("imei", "jcore"):
        change = next(c for c in (*found.collected, *found.shared) if c.id == name)
        assert change.kind == "change"
        assert change.what[0].zh.startswith("填写其中的【待填写")


def test_general_words_that_stand_for_nothing_here_are_to_be_made_plain() -> None:
    found = held(entry("imei"), word("location-information"), word("personal-information"))
    assert "某类信息" in {c.subject.zh for c in found.collected if c.kind == "verify"}
    assert sum(c.kind == "verify" for c in found.collected) == 1


def read_back(drawn: str, name: str) -> Existing:
    document = read_document(drawn.encode(), name)
    return existing(declared_evidence(APP, [Declared("collected-list", "given", document)]))


@pytest.mark.parametrize("name", ["l.html", "l.md"])
@pytest.mark.parametrize("rows", [SHOP, MANY], ids=["shop", "many"])
def test_its_own_list_agrees_but_for_the_gaps(name: str, rows: tuple[Any, ...]) -> None:
    made = lists(*rows)
    page = list_page(made, "zh")
    drawn = render_html(page) if name == "l.html" else render_markdown(page)
    found = against(made, read_back(drawn, name), name, [r.sdk for r in made.shared])
    every = (*found.collected, *found.shared)
    assert [c.id for c in every if c.kind in ("add", "remove", "verify")] == []
    lacking = {w.zh.partition("：")[0].partition("【")[0] for c in every if c.kind == "change" for w in c.what}
    assert lacking <= {"填写其中的", "补充使用目的", "补充使用场景", "补充公司名称", "补充隐私政策链接"}


@pytest.mark.parametrize("name", ["l.html", "l.md"])
def test_once_its_gaps_are_filled_it_agrees(name: str) -> None:
    made = lists(*SHOP)
    page = list_page(made, "zh")
    drawn = render_html(page) if name == "l.html" else render_markdown(page)
    filled = re.sub(r"【待填写：[^】]*】", "用户下单时", drawn)
    found = against(made, read_back(filled, name), name, [r.sdk for r in made.shared])
    assert {c.kind for c in (*found.collected, *found.shared)} == {"same"}
    assert not found.differs


def test_a_row_taken_out_is_missed() -> None:
    made = lists(*SHOP)
    drawn = render_markdown(list_page(made, "zh"))
    without = "\n".join(
        line for line in drawn.splitlines() if not line.startswith(("| 软件安装列表", "| 高德定位 SDK"))
    )
    found = against(made, read_back(without, "l.md"), "l.md", [])
    assert {c.id for c in (*found.collected, *found.shared) if c.kind == "add"} == {"installed-apps", "amap-location"}
