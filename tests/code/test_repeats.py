import pytest

from kanhe.code.machine.trace import Mark, Moment, Phase, Trace
from kanhe.code.reads import Site
from kanhe.code.repeats import Repeats
from kanhe.inspection import inspect
from tests.specimens.truth import APK

TIMER = "Ljava/util/Timer;->schedule(Ljava/util/TimerTask;JJ)V"
POST = "Landroid/os/Handler;->postDelayed(Ljava/lang/Runnable;J)Z"
RATE = "Ljava/util/concurrent/ScheduledExecutorService;->scheduleAtFixedRate"
ALARM = "Landroid/app/AlarmManager;->setRepeating"


def marked(site: Site, *numbers: int | None, components: tuple[str, ...] = ()) -> Trace:
    trace = Trace()
    trace.marks[site.method, site.offset] = {Mark(Moment(Phase.EVENT), numbers, components): None}
    return trace


def test_a_timer_drives_what_it_runs() -> None:
    site = Site(1, 4, "timer-repeat", "direct", TIMER)
    repeats = Repeats(marked(site, None, 0, 300_000), [site])
    assert repeats.interval(site) == 300_000
    assert repeats.of(None, [(1, -1, "call"), (2, 4, "schedule → run")]) == 300_000
    assert repeats.of(None, [(1, -1, "call"), (2, 6, "call")]) is None


def test_a_unit_stands_beside_the_number() -> None:
    site = Site(1, 4, "timer-repeat", "direct", RATE, "MINUTES")
    assert Repeats(marked(site, None, 0, 5), [site]).interval(site) == 300_000
    unknown = Site(1, 4, "timer-repeat", "direct", RATE)
    assert Repeats(marked(unknown, None, 0, 5), [unknown]).interval(unknown) is None


def test_a_task_that_posts_itself_goes_round() -> None:
    site = Site(2, 8, "post-delayed", "direct", POST)
    trace = marked(site, None, 2000)
    trace.edges[2, 2, 8, 2] = "postDelayed → run"
    trace.edges[2, 2, 3, 5] = "call"
    repeats = Repeats(trace, [site])
    assert repeats.of(None, [(1, -1, "call"), (2, 0, "call"), (5, 3, "call")]) == 2000
    once = marked(site, None, 2000)
    once.edges[2, 2, 8, 7] = "postDelayed → run"
    assert Repeats(once, [site]).of(None, [(7, 8, "postDelayed → run")]) is None


def test_an_alarm_drives_the_component_it_names() -> None:
    site = Site(1, 4, "alarm-repeat", "direct", ALARM)
    repeats = Repeats(marked(site, 0, 0, 60_000, None, components=("Lcom/x/Wake;",)), [site])
    assert repeats.of("receiver com.x.Wake", []) == 60_000
    assert repeats.of("receiver com.x.Other", []) is None


@pytest.mark.parametrize(
    ("name", "interval"),
    [
        ("location-around-the-clock-violates", 300_000),
        ("read-repeated-violates", 2000),
        ("read-repeated-complies", None),
        ("mechanism-alarm-location", 300_000),
        ("mechanism-executor-period", 5000),
        ("mechanism-message-loop", 10_000),
    ],
)
def test_in_real_code(name: str, interval: int | None) -> None:
    rows = inspect(APK / f"{name}.apk").evidence.rows("calls")
    assert {r["interval_ms"] for r in rows} == {interval}


def test_a_computed_constant_is_followed() -> None:
    rows = inspect(APK / "location-too-frequent-violates.apk").evidence.rows("behaviours")
    assert [r["interval_ms"] for r in rows if r["behaviour"] == "location-updates"] == [10_000]
