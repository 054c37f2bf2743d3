import datetime as dt

from kanhe.server.work.progress import MOST, MOST_STAGES, Progress, Stage

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def test_stages_of_attempts_and_of_a_worker_that_died() -> None:
    progress = Progress()
    progress.reached("s", "open", AT)
    assert progress.stages("s") == ()
    progress.begin("s", 1)
    for name in ("open", "code", "open"):
        progress.reached("s", name, AT)
    progress.begin("s", 2)
    progress.reached("s", "open", AT)
    assert progress.stages("s") == (
        Stage("open", AT, 1), Stage("code", AT, 1), Stage("open", AT, 1, 1), Stage("open", AT, 2),
    )  # fmt: skip


def test_it_does_not_grow() -> None:
    progress = Progress()
    for n in range(MOST + 50):
        progress.begin(f"s{n}", 1)
        for k in range(3):
            progress.reached(f"s{n}", f"x{k}", AT)
    assert progress.stages("s0") == ()
    assert len(progress.stages(f"s{MOST + 49}")) == 3
    for k in range(MOST_STAGES * 2):
        progress.reached(f"s{MOST + 49}", f"y{k}", AT)
    assert len(progress.stages(f"s{MOST + 49}")) == MOST_STAGES
