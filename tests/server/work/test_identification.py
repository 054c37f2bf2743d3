import contextlib
import hashlib
import random
from pathlib import Path

import pytest

from kanhe.server.work.identification import NoPackage, identify
from kanhe.worker import Allowance

WEATHER = Path(__file__).parents[3] / "examples/weather.apk"


def test_what_a_package_says_it_is() -> None:
    found = identify(WEATHER)
    assert found.sha256 == hashlib.sha256(WEATHER.read_bytes()).hexdigest()
    assert found.package_id.count(".") >= 1
    assert found.version_name
    assert found.version_code is not None
    assert found.signer is not None
    assert len(found.signer) == 64
    assert found.label


def test_what_is_no_package(tmp_path: Path) -> None:
    file = tmp_path / "package.apk"
    for content, why in ((b"", "empty"), (b"%PDF-1.7 ...", "zip"), (WEATHER.read_bytes()[:4000], "archive|zip|end")):
        file.write_bytes(content)
        with pytest.raises(NoPackage, match=why) as told:
            identify(file)
        assert told.value.zh


def test_what_takes_too_long_says_so() -> None:
    with pytest.raises(NoPackage, match="time and memory"):
        identify(WEATHER, Allowance(0.0001, 2048))


def test_foreign_bytes_end_in_a_sentence_or_an_answer(tmp_path: Path) -> None:
    whole, chance = WEATHER.read_bytes(), random.Random(7)
    for turn in range(12):
        mutated = bytearray(whole)
        for _ in range(1 + turn):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        file = tmp_path / f"package-{turn}.apk"
        file.write_bytes(mutated)
        with contextlib.suppress(NoPackage):
            assert identify(file).sha256 == hashlib.sha256(mutated).hexdigest()
