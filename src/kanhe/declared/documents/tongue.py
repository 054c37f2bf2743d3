"""Which language a text is in, by its characters and a few words of each.  Knows no document."""

from __future__ import annotations

import re

import numpy as np

from kanhe.declared.documents.tape import codes_of

_SIMPLIFIED = "们个这为国时来说会对发后务权护户账号设备与关联应规订储将并处问题过还没网络让认证请进开电话样种无义书标"
_TRADITIONAL = "們個這為國時來說會對發後務權護戶賬號設備與關聯應規訂儲將並處問題過還沒網絡讓認證請進開電話樣種無義書標"
_ONLY = [(s, t) for s, t in zip(_SIMPLIFIED, _TRADITIONAL, strict=True) if s != t]
_HANS = re.compile("[" + "".join(s for s, _ in _ONLY) + "]")
_HANT = re.compile("[" + "".join(t for _, t in _ONLY) + "帳臺裡線戶]")
_ADDRESS = re.compile(r"https?://[!-~]+")
_WORD = re.compile(r"[a-zA-ZÀ-ÿ]+")
_ENGLISH_WORDS = "the of and to in we you your our that is or for are this may with information on by not as be"
_OTHER_WORDS = """
der die das und wir sie ihre nicht von mit für le la les des et vous nous votre que pour dans el los las una para por con su
sus datos il che di per dei nel os não seus você
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHERS = frozenset(_OTHER_WORDS.split())
SAMPLE = 200_000
"""Characters by which the language is judged."""


def language_of(text: str) -> str | None:
    """'zh', 'zh-Hant', 'en', the script's or language's name for another, None for a text with too few letters."""
    text = _ADDRESS.sub(" ", text[:SAMPLE])
    codes = codes_of(text)
    han = _count(codes, (0x3400, 0x9FFF), (0x20000, 0x3FFFF))
    kana = _count(codes, (0x3041, 0x30FF))
    hangul = _count(codes, (0xAC00, 0xD7A3))
    latin = _count(codes, (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F))
    others = {
        "Cyrillic": _count(codes, (0x400, 0x52F)), "Arabic": _count(codes, (0x600, 0x6FF), (0x750, 0x77F)),
        "Thai": _count(codes, (0xE00, 0xE7F)), "Devanagari": _count(codes, (0x900, 0x97F)),
        "Hebrew": _count(codes, (0x590, 0x5FF)), "Greek": _count(codes, (0x370, 0x3FF)),
        "Tibetan": _count(codes, (0xF00, 0xFFF)), "Mongolian": _count(codes, (0x1800, 0x18AF)),
    }  # fmt: skip
    if kana * 8 > han + kana and kana > 8:
        return "Japanese"
    if hangul > han and hangul * 3 > latin:
        return "Korean"
    script, most = max(others.items(), key=lambda one: one[1])
    if most > 20 and most > 4 * han and most > latin:
        return script
    # A Chinese character says as much as several letters, and Chinese texts are full of Latin names.
    if han * 8 >= latin:
        if han < 4:
            return None
        return "zh-Hant" if len(_HANT.findall(text)) > len(_HANS.findall(text)) else "zh"
    return _by_words(text)


def _by_words(text: str) -> str | None:
    words = [w.lower() for w in _WORD.findall(text)]
    if len(words) < 4:
        return None
    english = sum(w in _ENGLISH for w in words)
    foreign = sum(w in _OTHERS for w in words)
    if foreign > 2 * english and foreign * 25 > len(words):
        return "another European language"
    return "en"


def _count(codes: np.ndarray[tuple[int, ...], np.dtype[np.uint32]], *ranges: tuple[int, int]) -> int:
    return sum(int(np.count_nonzero((codes >= a) & (codes <= b))) for a, b in ranges)
