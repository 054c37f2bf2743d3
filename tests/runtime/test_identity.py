import pytest

from kanhe.runtime.identity import Build, same_build
from kanhe.runtime.problem import RunError
from kanhe.runtime.trace.records import App

BUILD = Build("a" * 64, "com.example", "1.2", 12)


def test_a_digest_proves_the_build() -> None:
    assert same_build(App("com.example", "1.2", "A" * 64), BUILD, "run") == "same"


@pytest.mark.parametrize("version", ["1.2", "12", None])
def test_without_a_digest_names_must_agree(version: str | None) -> None:
    assert same_build(App("com.example", version), BUILD, "run") == "package"


@pytest.mark.parametrize(
    ("app", "said"),
    [
        (App("com.other", "1.2", "a" * 64), "com.other"),
        (App("com.example", "1.2", "b" * 64), "another build"),
        (App("com.example", "1.2", "not a digest"), "another build"),
        (App("com.example", "1.3"), "version 1.3"),
    ],
)
def test_another_app_or_build_is_refused_in_one_sentence(app: App, said: str) -> None:
    with pytest.raises(RunError, match=said) as caught:
        same_build(app, BUILD, "run.jsonl")
    assert "run.jsonl" in caught.value.zh
    assert "\n" not in caught.value.en
