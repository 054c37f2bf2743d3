import pytest

from kanhe.package.archive import Archive
from kanhe.package.bounds import Bounds
from kanhe.package.signature.block import SignatureFault
from kanhe.package.signature.jar import announced_schemes, block_names, verify_jar
from tests.package.signature.test_verify import SIGNED
from tests.package.test_archive import zipped

ARCHIVE = Archive(memoryview(SIGNED), "t", Bounds())


def test_a_good_jar_signature() -> None:
    (block,) = block_names(ARCHIVE)
    assert announced_schemes(ARCHIVE, block) == {"v2", "v3"}
    assert len(verify_jar(ARCHIVE, entries=True)) == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("META-INF/A.RSA", b"x")], "no entry META-INF/MANIFEST.MF"),
        ([("META-INF/MANIFEST.MF", b""), ("META-INF/A.RSA", b"x")], "has no signature file"),
        ([("META-INF/MANIFEST.MF", b""), ("META-INF/A.SF", b""), ("META-INF/A.RSA", b"\x30\x03abc")], "cannot be read"),
    ],
)
def test_what_is_missing_is_named(files: list[tuple[str, bytes]], sentence: str) -> None:
    with pytest.raises(SignatureFault, match=sentence):
        verify_jar(Archive(memoryview(zipped(*files)), "t", Bounds()), entries=True)
