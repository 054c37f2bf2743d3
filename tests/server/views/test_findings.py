from kanhe.ledger.reviews import FindingReviewed, InspectionRevised
from kanhe.server.services import Services
from kanhe.server.views.findings import inspection_rows, inspection_view
from tests.server.regime import World, act


def test_findings_with_their_reviews_the_gravest_first(serving: Services, world: World) -> None:
    serving.ledger.act(FindingReviewed(world.inspection, "f1", "confirmed"), "甲")
    serving.ledger.act(FindingReviewed(world.inspection, "f3", "dismissed", "误报"), "乙")
    with serving.ledger.read() as connection:
        view = inspection_view(connection, world.inspection)
        assert view is not None
        assert [f.severity for f in view.findings] == ["critical", "high", "low"]
        assert (view.confirmed, view.dismissed, view.unreviewed) == (1, 1, 1)
        (found,) = (f for f in view.findings if f.fingerprint == "f3")
        assert found.review is not None
        assert (found.review.by, found.review.reason) == ("乙", "误报")
        assert inspection_view(connection, "inspection-0") is None
        assert {c.id for c in view.cases} == {world.sampled, world.tested, world.ordered}


def test_a_revision_knows_where_it_comes_from(serving: Services, world: World) -> None:
    act(serving, FindingReviewed(world.inspection, "f1", "dismissed", "误报"))
    revised = act(serving, InspectionRevised(world.inspection, "复核"))
    with serving.ledger.read() as connection:
        view = inspection_view(connection, revised)
        assert view is not None
        assert view.revision is not None
        assert (view.revision.of, view.revision.reason, view.looked) == (world.inspection, "复核", world.inspection)
        assert [i.id for i in inspection_rows(connection).items] == [revised]
        assert {i.id for i in inspection_rows(connection, newest_only=False).items} == {revised, world.inspection}
        assert inspection_rows(connection, world.other_app).items == ()
        assert inspection_rows(connection, world.app, "pass").items == ()
        assert inspection_view(connection, "inspection-0") is None
