from kanhe.code.machine.trace import Moment, Phase
from kanhe.code.moments import moment_of, phase_name, world_name
from kanhe.inspection import inspect
from tests.specimens.truth import APK


def rows(name: str, table: str) -> list[dict]:
    return inspect(APK / f"{name}.apk").evidence.rows(table)


def test_names_of_moments() -> None:
    assert phase_name(Moment(Phase.STARTUP)) == "startup"
    assert phase_name(Moment(Phase.STARTUP, "agreed")) == "startup-guarded"
    assert [world_name(w) for w in range(6)] == [
        "startup",
        "startup-guarded",
        "event",
        "event",
        "background",
        "background",
    ]
    assert all(moment_of(w).world == w for w in range(6))


def test_a_refusal_runs_only_what_its_own_button_runs() -> None:
    assert [r["refused"] for r in rows("read-after-refusal-violates", "calls")] == [True]
    assert [r["refused"] for r in rows("read-after-refusal-complies", "calls")] == [False]


def test_behaviours_have_their_moment() -> None:
    (asked,) = (
        r for r in rows("permission-at-launch-violates", "behaviours") if r["behaviour"] == "permission-request"
    )
    assert (asked["phase"], asked["guard"]) == ("startup-guarded", "privacy_agreed")
    assert asked["reasons"] == ["screen opened"]


def test_every_step_of_a_path_shows_its_call() -> None:
    (row,) = rows("read-before-consent-violates", "calls")
    assert len(row["path"]) == len(row["reasons"]) == len(row["path_excerpts"]) == len(row["path_lines"]) == 3
    assert all(code.splitlines()[-1].startswith(">") for code in row["path_excerpts"][:-1])
    assert all(row["path_lines"][:-1])
    assert row["path_excerpts"][-1] == ""  # the read's own excerpt stands in its column
