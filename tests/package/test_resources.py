from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.package.axml import TYPE_REFERENCE, Value
from kanhe.package.opening import open_package
from kanhe.package.resources import ResourceTable
from tests.specimens.truth import APK


def table() -> bytes:
    with open_package(APK / "backup-allowed-complies.apk") as package:
        return package.members[0].archive.read("resources.arsc")


RAW = table()


def test_strings_by_id_and_name() -> None:
    resources = ResourceTable(RAW)
    texts = {r.name: r.value.text for r in resources.all("string")}
    assert texts["delete_account"] == "注销账号"
    number = next(r.id for r in resources.all("string") if r.name == "app_name")
    assert resources.text(Value(TYPE_REFERENCE, number)) == "样例"
    assert resources.name(number) == "string/app_name"
    assert resources.text(Value(TYPE_REFERENCE, 0x7F999999)) is None
    assert resources.package_name == "com.example.specimen"


def test_references_in_a_circle_end() -> None:
    from kanhe.package.resources import Resource

    resources = ResourceTable()
    resources._by_id[1] = [Resource(1, "string", "a", "", Value(TYPE_REFERENCE, 1))]
    assert resources.resolve(Value(TYPE_REFERENCE, 1)) is None


@settings(max_examples=200)
@given(st.data())
def test_any_change_of_bytes_ends(data: st.DataObject) -> None:
    raw = bytearray(RAW)
    for _ in range(data.draw(st.integers(1, 10))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    ResourceTable(bytes(raw))
