"""Reasons of gaps: whatever a recorder may write has a sentence in both languages."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.trace.gaps import CODES, SENTENCES, Code, reason, sentence

RUNTIME = Path(str(resources.files("kanhe.runtime")))
SOURCES = {suffix: sorted(RUNTIME.rglob(f"*.{suffix}")) for suffix in ("py", "java", "js")}


def codes(suffix: str, pattern: str) -> set[str]:
    """What stands where sources name a code."""
    return {code for path in SOURCES[suffix] for code in re.findall(pattern, path.read_text("utf-8"))}


def test_each_code_has_its_sentences_and_each_sentence_its_code() -> None:
    assert set(SENTENCES) == set(CODES)
    for zh, en in SENTENCES.values():
        assert zh != en
        assert ("{what}" in zh) == ("{what}" in en)
        assert re.search(r"[一-鿿]", zh)
        assert not re.search(r"[一-鿿]", en)


def test_every_code_that_sources_write_is_in_the_table() -> None:
    (enum,) = [path for path in SOURCES["java"] if path.name == "Gap.java"]
    constants = re.findall(r"^  ([A-Z_]+)[,;]$", enum.read_text("utf-8"), re.M)
    java = {name.lower().replace("_", "-") for name in constants}
    translated = codes("java", r'listener\.accept\("([a-z-]+)"')
    assert translated
    assert java
    assert translated <= java <= set(CODES)
    python = codes("py", r'(?:\.gap\([^"\n]*|reason\()\s*"([^":]*)"')
    assert len(python) > 5
    assert python <= set(CODES)
    assert codes("js", r'k: "gap"|t: "gap"') == set()  # the agent's script leaves gaps to whoever hears it
    written = java | python | codes("py", r'"([a-z]+(?:-[a-z]+)+)"')
    assert set(CODES) <= written  # a sentence for nothing would never be told


@pytest.mark.parametrize("code", CODES)
def test_a_reason_is_read_back(code: Code) -> None:
    what = "liba.so" if "{what}" in SENTENCES[code][0] else ""
    zh, en = sentence(reason(code, what))
    assert zh != en
    assert what in zh
    assert what in en


@given(st.text(min_size=1))
def test_whatever_it_is_it_is_told(why: str) -> None:
    zh, en = sentence(why)
    assert zh
    assert en
    assert zh == why or why.partition(": ")[0] in CODES


@given(st.text(min_size=1))
def test_what_it_is_about_stays_as_it_is(what: str) -> None:
    assert sentence(reason("native-library", what))[1] == f"the native library {what} was not executed"
