from kanhe.rules.model import Text
from kanhe.rules.wording import actor_name, duration, fields, fill, readable, trigger


def test_ids_become_names() -> None:
    text = Text("{actor}：{items}，{n}，{missing}", "{actor}: {items}, {n}, {missing}")
    filled = fill(text, {"actor": "app", "items": ["imei", "unknown-item"], "n": 3})
    assert filled.zh == "应用自身代码：国际移动设备识别码（IMEI）、unknown-item，3，—"
    assert filled.en.startswith("The app's own code: International Mobile Equipment Identity, unknown-item, 3")
    assert fields(text) == {"actor", "items", "n", "missing"}


def test_triggers_sinks_and_lengths_of_time() -> None:
    row = {"entry": "provider com.x.Init", "sink": "sms", "interval_ms": 300_000, "sink_api": "Lcom/x/A;->b()V"}
    given = fill(Text("{entry} {sink} {interval_ms} {sink_api}", "{entry} {sink} {interval_ms} {sink_api}"), row)
    assert given.zh == "随进程启动的 ContentProvider Init 短信 5 分钟 A.b"
    assert given.en == "The content provider Init, which starts with the process text message 5 min A.b"
    assert [duration(n, "en") for n in (0, 500, 90_000, 5_400_000)] == [
        "0 s (as often as possible)",
        "500 ms",
        "1.5 min",
        "1.5 h",
    ]
    assert trigger("something else", "zh") == "something else"


def test_in_the_background_a_screen_is_not_what_triggers() -> None:
    template = Text("由{entry}触发", "triggered by {entry}")
    row = {"entry": "activity com.x.Main", "phase": "background"}
    assert fill(template, row).en == "triggered by what the screen Main registered or started"
    assert fill(template, row).zh == "由界面 Main 注册或启动的代码触发"
    assert fill(template, {**row, "phase": "startup"}).en == "triggered by the screen Main"
    assert fill(template, {**row, "entry": "receiver com.x.R"}).en == "triggered by the broadcast receiver R"


def test_names_among_chinese_words() -> None:
    row = {"entry": "activity com.x.Main", "kind": "service", "d": "同意"}
    assert fill(Text("由{entry}触发，{kind}，名为{d}的", ""), row).zh == "由界面 Main 触发，服务，名为同意的"
    assert fill(Text("", "the {kind}"), row).en == "The service"


def test_truth_is_written_as_in_a_manifest() -> None:
    assert fill(Text("debuggable={d}", "debuggable={d}"), {"d": True}).en == "debuggable=true"


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


def test_places_levels_fields_and_elements_have_names() -> None:
    row = {
        "where_zh": "“存储”一节", "where_en": 'the section "存储"', "level": "reachable", "fields": ["vendor", "link"],
        "element": "retention", "languages": ["en"],
    }  # fmt: skip
    given = fill(
        Text(
            "{place}，{level}，{fields}，{element}，{languages}", "{place}; {level}; {fields}; {element}; {languages}"
        ),
        row,
    )
    assert given.zh == "“存储”一节，代码可达，厂商、隐私政策链接，保存期限，英文"
    assert given.en == 'The section "存储"; reachable; company, link to its rules; Retention period; English'
