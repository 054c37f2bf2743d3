import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.event_log import Event, component, fields, host, read_event, read_line

OLD = "      1764115200.123456  1234  1250 I am_proc_start: [0,9876,10123,com.example.app,activity,com.example.app/.MainActivity]"
NEW = "1764115200.123456  1234  1250 I am_proc_start: [0,9876,10123,com.example.app:push,service,{com.example.app/com.sdk.Push}]"


def event(line: str, year: int | None = None) -> Event | None:
    told = read_line(line, year)
    assert told is not None
    return read_event(told)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (OLD, Event("start", 1764115200.123456, 9876, "com.example.app", "com.example.app/com.example.app.MainActivity", "activity")),
        (NEW, Event("start", 1764115200.123456, 9876, "com.example.app:push", "com.example.app/com.sdk.Push", "service")),
        (
            "1764115200.000001 1 2 I am_proc_start: [0,5,10001,com.b,broadcast,{com.b/.R}]",
            Event("start", 1764115200.000001, 5, "com.b", "com.b/com.b.R", "broadcast"),
        ),
        (
            "1764115200.000001 1 2 I am_proc_start: [0,5,10001,com.b,content provider,{com.b/com.c.P}]",
            Event("start", 1764115200.000001, 5, "com.b", "com.b/com.c.P", "provider"),
        ),
        ("1764115200.5 1 2 I am_proc_bound: [0,5,com.b]", None),
        ("1764115200.500 1 2 I am_proc_bound: [0,5,com.b]", Event("bound", 1764115200.5, 5, "com.b")),
        ("1764115200.500 1 2 I am_proc_died: [0,5,com.b,905,19]", Event("die", 1764115200.5, 5, "com.b")),
        ("1764115200.500 1 2 I am_kill : [0,5,com.b,905,stop com.b due to from pid 1,8]", Event("die", 1764115200.5, 5, "com.b")),
        (
            "1764115200.500 77 77 I am_on_resume_called: [0,com.b.Main,LAUNCH_ACTIVITY]",
            Event("resumed", 1764115200.5, 77, None, "com.b.Main"),
        ),
        (
            "1764115200.500 77 77 I wm_on_resume_called: [115423,com.b.Main,RESUME_ACTIVITY,0]",
            Event("resumed", 1764115200.5, 77, None, "com.b.Main"),
        ),
        (
            "1764115200.500 77 77 I wm_on_stop_called: [115423,com.b.Main,STOP_ACTIVITY_ITEM,4]",
            Event("stopped", 1764115200.5, 77, None, "com.b.Main"),
        ),
        (
            "1764115200.500 77 77 I am_on_stop_called: [0,com.b.Main,handleStopActivity]",
            Event("stopped", 1764115200.5, 77, None, "com.b.Main"),
        ),
        ("1764115200.500 77 77 I wm_on_destroy_called: [1,com.b.Main,x]", Event("destroyed", 1764115200.5, 77, None, "com.b.Main")),
        ("1764115200.500 1 2 I screen_toggled: 0", Event("screen_off", 1764115200.5)),
        ("1764115200.500 1 2 I screen_toggled: [1]", Event("screen_on", 1764115200.5)),
        ("1764115200.500 1 2 I power_screen_state: [0,2,0,0,412]", Event("screen_off", 1764115200.5)),
        ("1764115200.500 1 2 I screen_toggled: 2", None),
        (
            "1764115200.500 1 2 I am_foreground_service_start: [0,com.b/.Keep,1,PROC_STATE_TOP,33,33,0]",
            Event("fgs_on", 1764115200.5, None, None, "com.b/com.b.Keep"),
        ),
        (
            "1764115200.500 1 2 I am_foreground_service_stop: [0,com.b/.Keep,1]",
            Event("fgs_off", 1764115200.5, None, None, "com.b/com.b.Keep"),
        ),
        ("1764115200.500 1 2 I input_interaction: Interaction with: 3f7 com.b/com.b.Main (server), ", Event("touch", 1764115200.5)),
        ("1764115200.500 1 2 I chatty  : uid=1000(system) expire 12 lines", Event("lost", 1764115200.5)),
        ("1764115200.500 1 2 I am_proc_start: [0,5]", None),
        ("1764115200.500 1 2 I am_pss  : [1,2,com.b,3]", None),
    ],
    ids=[
        "start-10", "start-13", "broadcast", "provider", "short-fraction", "bound", "died", "killed", "resume-10", "resume-13", "stop-13",
        "stop-10", "destroy", "off", "on", "power", "doze", "fgs", "fgs-stop", "touch", "chatty", "cut", "other",
    ],
)  # fmt: skip
def test_lines(line: str, expected: Event | None) -> None:
    told = read_line(line)
    assert (read_event(told) if told is not None else None) == expected


def test_a_line_with_a_date_needs_the_year() -> None:
    line = "11-26 00:00:00.250  1234  1250 I am_proc_bound: [0,5,com.b]"
    assert event(line, 2025) == Event("bound", 1764115200.25, 5, "com.b")
    assert event(f"2025-{line}") == Event("bound", 1764115200.25, 5, "com.b")
    undated = read_line(line)
    assert undated is not None
    assert undated.at == 0


@pytest.mark.parametrize("line", ["", "--------- beginning of events", "02-30 00:00:00.000 1 2 I a: b", "x" * 9000])
def test_what_is_no_line(line: str) -> None:
    assert read_line(line, 2025) is None


@given(st.text(max_size=300))
def test_any_text_is_a_line_or_nothing(text: str) -> None:
    told = read_line(text, 2025)
    assert told is None or read_event(told) is None or told.at >= 0


TAGS = [
    "am_proc_start",
    "am_proc_bound",
    "am_kill",
    "am_on_resume_called",
    "wm_on_stop_called",
    "screen_toggled",
    "chatty",
]


@given(st.sampled_from(TAGS), st.text(st.characters(exclude_characters="\n\r"), max_size=200))
def test_any_fields_of_a_known_tag_do_not_break(tag: str, text: str) -> None:
    told = read_line(f"1764115200.000001 1 2 I {tag}: {text}")
    assert told is not None
    found = read_event(told)
    assert found is None or found.at == told.at


NAMES = st.text("abcdefgh.:_$", min_size=1, max_size=20)


@given(st.integers(0, 99_999_999), NAMES, NAMES)
def test_a_start_comes_back_as_written(pid: int, process: str, name: str) -> None:
    found = event(f"1764115200.000001 1 2 I am_proc_start: [0,{pid},1,{process},service,{{{process}/x{name}}}]")
    assert found == Event("start", 1764115200.000001, pid, process, f"{process}/x{name}", "service")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a,b]", ("a", "b")), ("a", ("a",)), ("[]", ("",)), ("[a,{b,c},d]", ("a", "{b,c}", "d")), ("[a,b}}],c]", ("a", "b}}]", "c")),
    ],
    ids=["two", "one", "none", "nested", "unbalanced"],
)  # fmt: skip
def test_fields(text: str, expected: tuple[str, ...]) -> None:
    assert fields(text) == expected


def test_hosts_and_components() -> None:
    words = [
        "pre-top-activity",
        "next-activity",
        "service",
        "restart",
        "broadcast",
        "content provider",
        "added application",
        "backup",
    ]
    assert [host(w) for w in words] == [
        "activity", "activity", "service", "service", "broadcast", "provider", "other", "other",
    ]  # fmt: skip
    assert (component("{a.b/.C}"), component("a.b.C"), component("{}")) == ("a.b/a.b.C", "a.b.C", None)


def test_only_a_restart_tells_who_asked_for_it() -> None:
    line = "1764115200.000001 1 2 I am_proc_start: [0,5,10001,com.b,{why},{{com.b/com.b.S}}]"
    assert [event(line.format(why=why)).caller for why in ("restart", "service", "broadcast")] == [
        "android",
        None,
        None,
    ]
