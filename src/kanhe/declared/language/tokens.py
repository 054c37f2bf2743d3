"""Text → words with their places and parts of speech, by a Chinese tokenizer whose dictionary is inside it.

Knows nothing of what the words mean to us, except that names of information are words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import rjieba

from kanhe.knowledge.item_words import meanings

_SURE = 30_000
"""Frequency of an added word: above that of the pieces it is made of."""


class Token(NamedTuple):
    """Characters ``start`` to ``end`` of a text are a word."""

    start: int
    end: int
    text: str
    tag: str
    """Part of speech in the marks of the ICTCLAS set: n…, v…, r pronoun, x punctuation, eng…"""


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; together they cover it without a gap."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    for word, tag in _tokenizer().tag(text):
        yield Token(at, at + len(word), word, tag)
        at += len(word)


@cache
def _tokenizer() -> rjieba.Jieba:
    tokenizer = rjieba.Jieba()
    # Names of two to four characters that the dictionary does not know would be torn apart or glued to their neighbours;
    # longer ones are put together from words, and those of other letters are never torn.
    for word in meanings():
        if 2 <= len(word) <= 4 and all("\u4e00" <= c <= "\u9fff" for c in word) and not tokenizer.has_word(word):
            tokenizer.add_word(word, _SURE, "n")
    return tokenizer
