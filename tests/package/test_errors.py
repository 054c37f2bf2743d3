from kanhe.package.errors import BoundExceeded, DamagedPackage, NotAPackage, PackageError


def test_every_kind_has_its_exit_code_and_both_sentences() -> None:
    assert [k.exit_code for k in (NotAPackage, DamagedPackage, BoundExceeded)] == [10, 11, 12]
    error = DamagedPackage("broken", "损坏")
    assert (str(error), error.zh) == ("broken", "损坏")
    assert isinstance(error, PackageError)
