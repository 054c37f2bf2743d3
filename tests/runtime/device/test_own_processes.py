from kanhe.package import open_package
from kanhe.runtime.device.own_processes import OwnProcesses, own_processes
from tests.runtime.device.scripted.package import write_package


def test_by_the_package_behind_a_colon_and_by_a_name_of_its_own() -> None:
    mine = OwnProcesses("a.b", frozenset({"io.push"}))
    names = ["a.b", "a.b:work", "io.push", "a.bc", "io.push2", ""]
    assert [mine.own(n) for n in names] == ["a.b", "a.b:work", "a.b:io.push", None, None, None]


def test_the_manifest_names_them(tmp_path) -> None:
    with open_package(write_package(tmp_path / "a.apk", process="io.example.push")) as package:
        assert own_processes(package) == OwnProcesses("com.example.app", frozenset({"io.example.push"}))
    with open_package(write_package(tmp_path / "b.apk", process=":push")) as package:
        assert own_processes(package) == OwnProcesses("com.example.app")
