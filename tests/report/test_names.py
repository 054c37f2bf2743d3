from kanhe.report.names import actor, item, pair, rungs, text
from kanhe.rules.model import Text


def test_ids_get_names_in_both_languages() -> None:
    assert actor("jpush") == {"id": "jpush", "zh": "极光推送", "en": "JPush"}
    assert actor("partner")["zh"] == "其他第三方"
    assert item("contacts")["zh"] == "通讯录"
    assert item("no-such") == {"id": "no-such", "zh": "no-such", "en": "no-such"}
    assert text(Text("甲", "a")) == pair("甲", "a") == {"zh": "甲", "en": "a"}


def test_rungs_are_plain() -> None:
    made = rungs(
        {"path": ("La/B;->m()V",), "entry": "activity a.M", "item": "imei", "excerpt": ("> x",)}, "La/T;->g()V"
    )
    assert [r["kind"] for r in made] == ["trigger", "step", "read"]
    assert made[1]["excerpt"] == ["> x"]
    assert rungs({}, None) == []
