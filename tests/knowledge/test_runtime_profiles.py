import re

import pytest

from kanhe.knowledge.runtime_profiles import read_profile, runtime_profiles, thresholds
from kanhe.knowledge.store import KnowledgeError
from kanhe.rules.rule import catalogue
from kanhe.rules.runtime_views import RUNTIME_VIEWS


def test_every_profile_has_every_threshold() -> None:
    assert {"default", "store", "xiaomi", "lab"} <= set(runtime_profiles())
    for profile in runtime_profiles().values():
        assert set(profile.values) == set(thresholds())
    assert runtime_profiles()["store"].values["self_starts_per_hour"] == 1
    assert runtime_profiles()["xiaomi"].values["permission_repeat_ms"] == 48 * 3600 * 1000
    assert runtime_profiles()["default"].values == {k: t.value for k, t in thresholds().items()}


def test_every_threshold_says_where_it_comes_from_and_is_used() -> None:
    queries = " ".join(
        [
            *(r.query for r in catalogue().values()),
            *(u.query for r in catalogue().values() for u in r.unseen),
            *(v.query for v in RUNTIME_VIEWS.values()),
        ]
    )
    for name, threshold in thresholds().items():
        assert threshold.origin
        assert threshold.zh != threshold.en
        assert re.search(rf"\b{name}\b", queries), f"nothing asks for {name}"


def test_a_profile_of_the_users(tmp_path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("reads_per_minute: 3\n")
    assert read_profile(path).values["reads_per_minute"] == 3
    assert read_profile(path).values["cold_starts"] == 3


@pytest.mark.parametrize(
    "text", ["moons: 3", "reads_per_minute: -1", "reads_per_minute: many", "[1]", "a: [", "reads_per_minute: .inf"]
)
def test_what_is_no_profile(tmp_path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(KnowledgeError):
        read_profile(path)
