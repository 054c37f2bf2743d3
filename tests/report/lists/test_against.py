from kanhe.knowledge.sdks import sdks
from kanhe.report.lists.against import Comparison, against
from kanhe.report.lists.existing import Entry, Existing, ListedSdk
from tests.report.lists.sample import PACKED, SHOP, lists

FULL = ("vendor", "purpose", "link")


def entry(item: str, *, purpose: bool = True, scene: bool = True) -> Entry:
    return Entry((item,), (), item, purpose, scene, f"{item} 一行")


def word(group: str) -> Entry:
    return Entry((), (group,), "设备信息", True, True, "设备信息 一行")


def third(name: str | None, *items: str, missing: tuple[str, ...] = ()) -> ListedSdk:
    return ListedSdk(name, name or "某 SDK", items, (), missing, "一行")


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
