import re

import pytest

from kanhe.code.analysis import BOUNDS
from kanhe.report.phrases import PHRASES, phrase, place


def test_both_languages() -> None:
    for key, text in PHRASES.items():
        assert text.en, key
        assert re.search(r"[\u4e00-\u9fff]", text.zh), key
    with pytest.raises(KeyError):
        phrase("no-such", "en")


def test_where_the_run_was_cut_has_words() -> None:
    assert all(place("analysis-bound", where, "zh") != where for where in BOUNDS)
    assert place("unfinished-run", "phases", "en") == "the bound on instructions was reached"
    assert place("native-code", "phases", "en") == "phases"
