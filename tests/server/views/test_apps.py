import datetime as dt

from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered
from kanhe.ledger.cases import CaseOpened, CaseTested, Problem, RectificationOrdered
from kanhe.ledger.inspections import FoundProblem, InspectionRecorded, Submitted
from kanhe.server.services import Services
from kanhe.server.views.apps import builds_of, earlier_inspections, own_app, own_apps
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE

APP = "android:a.b"


def test_the_newest_build_and_what_became_of_it(serving: Services) -> None:
    act = serving.ledger.act
    act(AppRegistered("a.b", "应用", ENTERPRISE), "t")
    act(AppRegistered("c.d", "另", OTHER_ENTERPRISE), "t")
    with serving.ledger.read() as connection:
        (empty,) = own_apps(connection, ENTERPRISE)
        assert (empty.builds, empty.version_name, empty.question, empty.due) == (0, None, None, 0)
        assert builds_of(connection, APP) == ()
    for n in "12":
        act(VersionRegistered(APP, n * 64, f"{n}.0", int(n), "f" * 64), "t")
    act(InspectionRecorded("1" * 64, "pass", "r", id="i1"), "t")
    found = (FoundProblem("f", "rule", "high", "问题", "problem"),)
    act(InspectionRecorded("2" * 64, "incomplete", "r", id="i2"), "t")
    act(InspectionRecorded("2" * 64, "fail", "r", found, id="i3"), "t")
    act(Submitted("2" * 64, id="s1"), "t")
    act(VersionListed("1" * 64, "store-a"), "t")
    act(CaseOpened(APP, "1.0", "store-a", "miit", "1", id="c1"), "t")
    act(CaseTested("c1", (Problem("违规收集个人信息", "IMEI"),)), "t")
    act(RectificationOrdered("c1", deadline=dt.date(2099, 1, 4)), "t")
    with serving.ledger.read() as connection:
        app = own_app(connection, APP, ENTERPRISE)
        newest, older = builds_of(connection, APP)
        assert own_app(connection, APP, OTHER_ENTERPRISE) is None
        assert [e.id for e in earlier_inspections(connection, "i3")] == ["i2", "i1"]
        assert earlier_inspections(connection, "i1") == ()
    assert app is not None
    assert (app.builds, app.version_name, app.inspection, app.verdict) == (2, "2.0", "i3", "fail")
    assert (app.submission, app.state, app.due, app.deadline) == ("s1", "queued", 1, dt.date(2099, 1, 4))
    assert app.question is not None
    assert app.question.sha256 == "2" * 64
    assert (newest.violations, newest.state, newest.stores) == (1, "queued", ())
    assert (older.verdict, older.state, older.stores) == ("pass", None, ("store-a",))
    assert older.question(app).version == "1.0"
