"""Bytes of a text → characters: which encoding it is in, whatever it says, and how sure that is.

Chinese texts come as UTF-8 or GB18030, with no declaration or with a wrong one; UTF-16 and Big5 are met as well.  What fits
strictly and reads like a text wins.  Knows no document.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_HEAD = 4096
_SAMPLE = 1 << 18
"""Bytes by which guesses are compared."""
_KIN = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "gb18030": "gb18030", "hz-gb-2312": "hz",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "latin-1": "cp1252", "iso-8859-1": "cp1252", "windows-1252": "cp1252",
    "us-ascii": "utf-8", "ascii": "utf-8", "utf8": "utf-8", "unicode": "utf-16-le",
}  # fmt: skip
COMMON = frozenset(
    "的一是不了在有和您我们为个人信息这上中大国以要他时来用到说地出会可也对生能而子那得于着下自之年过发后作里如所服务使提供收"
    "集权政策隐私保护平台户账号设备第三方或者与及其关联公司应法律规定相同意更新包括共享存储安全需将并"
    "個們為資訊這國時來說會對於發後裡務權護台戶帳號設備與關聯應規訂儲將並"
)
"""Characters every Chinese text of this kind is full of; a text decoded wrongly hardly has them."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, their encoding, and how many bytes did not fit it.  ``encoding`` is None when none can be told."""

    text: str
    encoding: str | None
    declared: str | None = None
    """What the text itself says its encoding is, where it says so."""
    misfits: int = 0


def decode(data: bytes) -> Decoded:
    """Decode a text.  Never raises."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            return Decoded(text, name, name, text.count("\ufffd"))
    declared = declared_encoding(data)
    wide = _utf16(data)
    if wide is not None:
        text = data.decode(wide, "replace")
        return Decoded(text, wide, declared, text.count("\ufffd"))
    if data.isascii():
        return Decoded(data.decode("ascii"), "utf-8", declared)
    unicode = _strictly(data, "utf-8")
    if unicode is not None:
        return Decoded(unicode, "utf-8", declared)
    fits = {name: told for name in _candidates(declared) if (told := _strictly(data, name)) is not None}
    if fits:
        best = _likeliest(fits, declared)
        if best in ("cp1252", declared) or likelihood(fits[best][:_SAMPLE]) > 0.02:
            return Decoded(fits[best], best, declared)
    return _nearly(data, declared)


def declared_encoding(data: bytes) -> str | None:
    """What an HTML or XML text says its encoding is, as Python names it; None when it does not, or names none."""
    found = _DECLARED.search(data[:_HEAD])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    name = _KIN.get(name, name)
    try:
        return codecs.lookup(name).name if name not in ("utf-8", "gb18030", "big5hkscs", "cp1252") else name
    except LookupError:
        return None


def likelihood(text: str) -> float:
    """Share of the characters beyond ASCII that are common in Chinese texts of this kind; 0 to 1."""
    beyond = [c for c in text if c > "\x7f"]
    return sum(c in COMMON for c in beyond) / len(beyond) if beyond else 0.0


def _likeliest(fits: dict[str, str], declared: str | None) -> str:
    """The encoding whose text reads best; the first of equal ones."""
    scores = {name: likelihood(text[:_SAMPLE]) for name, text in fits.items()}
    best = max(scores, key=lambda name: scores[name])
    # Big5 must win clearly: most short GB18030 texts are Big5 as well.
    rival = scores.get("gb18030", 0.0)
    if best == "big5hkscs" and best != declared and (scores[best] < 2 * rival or rival > 0.15):
        return "gb18030"
    return best


def _candidates(declared: str | None) -> list[str]:
    names = ["gb18030", "big5hkscs", "cp1252"]
    if declared in names:
        names.remove(declared)
        names.insert(0, declared)
    return names


def _strictly(data: bytes, name: str) -> str | None:
    """The text, if every byte fits; a character cut off at the very end is no fault."""
    for cut in range(4):
        try:
            text = data[: len(data) - cut].decode(name)
        except (UnicodeDecodeError, LookupError, ValueError) as error:
            if isinstance(error, UnicodeDecodeError) and error.start < len(data) - 4:
                return None
            continue
        if name == "cp1252" and not _latin(data):
            return None
        return text
    return None


def _latin(data: bytes) -> bool:
    """Mostly ASCII with single letters beyond it."""
    sample = data[:_SAMPLE]
    return sum(b > 0x7F for b in sample) * 20 < len(sample)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: zero bytes on one side of many characters."""
    sample = data[: min(len(data), 8192) & ~1]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    units = len(sample) // 2
    if high > 20 * low and high * 50 > units:
        name = "utf-16-le"
    elif low > 20 * high and low * 50 > units:
        name = "utf-16-be"
    else:
        return None
    return name if sample.decode(name, "replace").count("\ufffd") * 100 < units else None


def _nearly(data: bytes, declared: str | None) -> Decoded:
    """The encoding that all but a few bytes fit."""
    best: tuple[int, str, str] | None = None
    for name in ("utf-8", "gb18030", "big5hkscs"):
        text = data.decode(name, "replace")
        misfits = text.count("\ufffd")
        if best is None or misfits < best[0]:
            best = (misfits, name, text)
    if best is None or best[0] * 50 > max(1, sum(c > "\x7f" for c in best[2])):
        return Decoded(data.decode("latin-1"), None, declared, len(data))
    return Decoded(best[2], best[1], declared, best[0])
