from kanhe.server.services import Services
from kanhe.server.views.registry import app_rows, app_view
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE, STORE
from tests.server.regime import World


def test_apps_and_their_builds(serving: Services, world: World) -> None:
    with serving.ledger.read() as connection:
        assert {a.id for a in app_rows(connection).items} == {world.app, world.other_app}
        assert [a.id for a in app_rows(connection, "本应").items] == [world.app]
        assert [a.id for a in app_rows(connection, "example.other").items] == [world.other_app]
        assert [a.id for a in app_rows(connection, enterprise=ENTERPRISE).items] == [world.app]
        assert app_rows(connection, "%").items == ()
        view = app_view(connection, world.app)
        assert view is not None
        assert [(b.version_name, b.verdict, b.stores) for b in view.builds] == [
            ("2.0", "fail", ()),
            ("1.0", None, (STORE,)),
        ]
        assert view.app.versions == 2
        assert app_view(connection, world.app, OTHER_ENTERPRISE) is None
        assert app_view(connection, "android:nothing") is None
