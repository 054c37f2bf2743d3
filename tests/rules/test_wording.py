from kanhe.rules.model import Text
from kanhe.rules.wording import actor_name, fields, fill, readable


def test_ids_become_names() -> None:
    text = Text("{actor}：{items}，{n}，{missing}", "{actor}: {items}, {n}, {missing}")
    filled = fill(text, {"actor": "app", "items": ["imei", "unknown-item"], "n": 3})
    assert filled.zh == "应用自身代码：国际移动设备识别码（IMEI）、unknown-item，3，—"
    assert filled.en.startswith("the app's own code: International Mobile Equipment Identity, unknown-item, 3")
    assert fields(text) == {"actor", "items", "n", "missing"}


def test_values_are_never_templates() -> None:
    assert fill(Text("{a}", "{a}"), {"a": "{b} {0.__class__}", "b": "no"}).en == "{b} {0.__class__}"


def test_long_values_are_cut() -> None:
    assert len(fill(Text("{a}", "{a}"), {"a": "x" * 9999}).en) < 400
    assert fill(Text("{a}", "{a}"), {"a": list("abcdefghijkl")}).en.endswith("… (+4)")


def test_descriptors_as_people_write_them() -> None:
    assert readable("La/b/C$D;->m(I)V") == "a.b.C$D.m"
    assert readable("La/b/C;->F:I", short=True) == "C.F"
    assert readable("content://sms") == "content://sms"
    assert actor_name("no-such-sdk", "zh") == "no-such-sdk"
