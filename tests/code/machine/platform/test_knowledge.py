import pytest

from kanhe.code.hierarchy import build_hierarchy
from kanhe.code.machine.platform.knowledge import Knowledge
from kanhe.code.machine.symbols import Symbols
from kanhe.code.references import read_references
from tests.builders.dex import Class
from tests.builders.program import program_of


@pytest.fixture(scope="module")
def symbols() -> Symbols:
    program = program_of([Class("La/Stream;", "Ljava/net/HttpURLConnection;")])
    return Symbols(program, build_hierarchy(program), read_references(program).field_writes.target)


def test_sinks(symbols: Symbols) -> None:
    known = Knowledge(symbols)
    log = symbols.platform_method("Landroid/util/Log;", "d", "(Ljava/lang/String;Ljava/lang/String;)I")
    found = known.sink(log)
    assert found is not None
    assert found.kind == "log"
    assert found.api.startswith("Landroid/util/Log;->d(")
    assert known.sink(log) is found
    assert known.sink(symbols.platform_method("Ljava/lang/Object;", "d", "()V")) is None


def test_items_of_reads(symbols: Symbols) -> None:
    known = Knowledge(symbols)
    name = "Landroid/telephony/TelephonyManager;"
    assert known.item(symbols.platform_method(name, "getDeviceId", "()Ljava/lang/String;")) == "imei"
    assert known.item(symbols.platform_method(name, "getPhoneType", "()I")) is None


def test_transfers(symbols: Symbols) -> None:
    known = Knowledge(symbols)
    named = symbols.platform_method("Ljava/util/UUID;", "nameUUIDFromBytes", "([B)Ljava/util/UUID;")
    assert known.transfer(named) == "hash"
    assert known.transfer(symbols.platform_method("Ljava/util/ArrayList;", "size", "()I")) == "none"
    assert known.transfer(symbols.platform_method("Lx/Unheard;", "of", "()V")) is None
