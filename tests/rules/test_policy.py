from pathlib import Path

import pytest

from kanhe.rules.policy import PolicyError, read_policy
from tests.specimens.truth import FOLDER


def test_the_example() -> None:
    stances = {s.name.rpartition(".")[2]: s for s in read_policy(FOLDER / "policy.yaml").permissions}
    assert stances["CAMERA"].stance == "forbidden"
    assert stances["READ_CALENDAR"].approved_by == "privacy office"
    assert stances["RECORD_AUDIO"].approved_by is None


@pytest.mark.parametrize(
    "text",
    ["[", "permissions: 3", "permissions: {banned: [a]}", "permissions: {needs-approval: [{until: 2027-01-01}]}",
     "permissions: {needs-approval: [{name: a, until: soon}]}", "permissions: {needs-approval: [{name: a, unti: 2027-01-01}]}"],
)  # fmt: skip
def test_faults_are_sentences_in_both_languages(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text)
    with pytest.raises(PolicyError) as caught:
        read_policy(path)
    assert caught.value.en
    assert caught.value.zh != caught.value.en


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="cannot be read"):
        read_policy(tmp_path / "none")
