from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered
from kanhe.server.services import Services
from kanhe.server.views.accounts import belonging
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE


def test_enterprises_and_stores_of_the_ledger(serving: Services) -> None:
    serving.ledger.act(AppRegistered("com.example.a", "甲", ENTERPRISE), "tests")
    serving.ledger.act(VersionRegistered("android:com.example.a", "a" * 64, "1.0"), "tests")
    serving.ledger.act(VersionListed("a" * 64, "some-store"), "tests")
    with serving.ledger.read() as connection:
        found = belonging(connection)
    assert dict(found.enterprises) == {ENTERPRISE: "本企业", OTHER_ENTERPRISE: "他企业"}
    assert found.stores == ("some-store",)
    assert found.enterprise_name(ENTERPRISE) == "本企业"
    assert found.enterprise_name("unknown") == "unknown"
    assert not found.enterprise_name(None)
