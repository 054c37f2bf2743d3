import json

from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.listing import listing_row


def test_a_store_s_answer() -> None:
    answer = {"code": 0, "data": {"app": {
        "app_name": "晴雨", "pkgName": "com.example.weather", "versionName": "1.2",
        "developer": "晴雨科技有限公司", "privacyPolicyUrl": "https://example.com/p", "permissions": [{"name": "定位"}, {"name": "相机"}],
    }}}  # fmt: skip
    row = listing_row("a", "listing", json.dumps(answer))
    assert row is not None
    assert (row.name, row.package_id, row.developer) == ("晴雨", "com.example.weather", "晴雨科技有限公司")
    assert row.permissions == ("定位", "相机")
    assert row.policy_url == "https://example.com/p"


def test_chinese_keys_and_numbers() -> None:
    row = listing_row("a", "listing", '{"应用名称": "晴雨", "版本": 3, "开发者": "某公司", "权限": "定位"}')
    assert row is not None
    assert (row.name, row.version_name, row.developer, row.permissions) == ("晴雨", "3", "某公司", ("定位",))


def test_the_better_key_wins_over_the_first() -> None:
    row = listing_row(
        "a", "listing", '{"name": "pkg", "trackName": "晴雨", "artistName": "某", "sellerName": "某公司"}'
    )
    assert row is not None
    assert (row.name, row.developer) == ("晴雨", "某公司")


def test_what_is_no_listing() -> None:
    for text in ("", "no json", "[]", "3", '{"a": 1}', "[" * 100_000):
        assert listing_row("a", "listing", text) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["name", "permissions", "x", "data"]), inner),
)


@given(json_values)
def test_any_json(value: object) -> None:
    row = listing_row("a", "listing", json.dumps(value))
    assert row is None or row.name or row.package_id or row.developer
