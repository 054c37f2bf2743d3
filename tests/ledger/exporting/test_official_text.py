import datetime as dt

from kanhe.ledger.exporting.official_text import laws, optional_columns, printed, regulator_name

IDS = ("PIPL", "CSL", "M164", "PRESET407")


def test_only_laws_in_force_on_the_day_are_cited() -> None:
    assert laws(IDS, dt.date(2020, 1, 1)) == (
        "《中华人民共和国网络安全法》《移动智能终端应用软件预置和分发管理暂行规定》（工信部信管〔2016〕407号）"
    )
    assert "个人信息保护法" in laws(IDS, dt.date(2021, 11, 1))
    assert "专项整治行动的通知》（工信部信管函〔2020〕164号）" in laws(IDS, dt.date(2021, 11, 1))


def test_cells() -> None:
    assert printed("a\x00\x0b\u202eb") == "ab"
    assert printed(None) == printed("  ") == "—"
    assert optional_columns(("a", "b", "c"), [("1", None, ""), ("2", "", None)], ("b",)) == (
        ("a", "c"),
        (("1", "—"), ("2", "—")),
    )
    assert regulator_name("scca") == "scca"
