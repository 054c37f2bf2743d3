import re

import pytest

from kanhe.code.analysis import BOUNDS
from kanhe.report.phrases import PHRASES, phrase, place, why


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


def test_why_a_run_was_not_watched_is_told_in_the_readers_language() -> None:
    assert why("run-gap", "12 s: native-library: liba.so", "zh") == "12 秒：原生库 liba.so 没有执行"
    assert why("run-gap", "0 s: disconnected", "en") == "the device was not connected"
    assert why("run-gap", "no length", "zh") == "no length"
    assert why("native-code", "1 s: disconnected", "zh") == "1 s: disconnected"
