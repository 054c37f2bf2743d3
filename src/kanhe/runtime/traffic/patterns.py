"""What looks like personal information without being planted: shapes with their checks, and the names of their fields.

A shape alone is a likelihood; one whose field is named like the item is taken as found, and marked as a pattern all the
same.  Facts on the shapes are public: GB 11643, ISO/IEC 7812 (Luhn), 3GPP TS 23.003, E.164 in China.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def luhn(digits: str) -> bool:
    """The check digit of cards and of IMEI."""
    total = 0
    for k, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + k % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def identity_number(text: str) -> bool:
    """The check character of a citizen's identity number (GB 11643)."""
    rest = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True)) % 11
    return "10X98765432"[rest] == text[17].upper()


def _many(text: str) -> bool:
    return len(set(text)) > 4


def _mac(text: str) -> bool:
    """A real interface: neither the mask, nor nothing, nor what Android answers in place of it."""
    plain = text.lower().replace("-", ":")
    return plain not in ("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "02:00:00:00:00:00")


@dataclass(frozen=True, slots=True)
class Sign:
    """What is quick to find and part of every value of a shape, and how far the value may reach around it."""

    mark: re.Pattern[str]
    before: int
    after: int


_MOBILE = Sign(re.compile(r"1[3-9]\d{9}(?![\d.])", re.ASCII), 4, 14)
_BIRTHDAY = Sign(re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d{4}[\dXx](?![\dXx])", re.ASCII), 7, 14)
"""In the midst of an identity number: few numbers have one, and digits are everywhere."""
_FIFTEEN = Sign(re.compile(r"(?:35|86|99|01)\d{13}(?![\d.])", re.ASCII), 1, 17)
_AT = Sign(re.compile("@"), 66, 660)
_PAIRS = Sign(re.compile(r"[:-](?=[0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-])"), 3, 18)
MAX_SIGNS = 2000
"""Signs of one shape around which a request is looked through."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shape of values of an item."""

    item: str
    shape: re.Pattern[str]
    named: re.Pattern[str]
    """How fields are called that hold the item, searched in the last part of a way."""
    check: Callable[[str], bool] = lambda text: True
    alone: bool = True
    """The shape tells something even under another name."""
    sign: Sign | None = None


def candidates(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    """Every match of a shape in a text, looked for only around its sign."""
    if pattern.sign is None:
        yield from pattern.shape.finditer(text)
        return
    until = 0
    for sign in islice(pattern.sign.mark.finditer(text), MAX_SIGNS):
        begin, end = max(until, sign.start() - pattern.sign.before), sign.start() + pattern.sign.after
        for match in pattern.shape.finditer(text, begin, end):
            if match.start() > sign.start():
                break  # belongs to a later sign
            yield match
            until = match.end()


def _pattern(
    item: str,
    shape: str,
    named: str,
    check: Callable[[str], bool] = lambda text: True,
    alone: bool = True,
    sign: Sign | None = None,
) -> Pattern:
    return Pattern(item, re.compile(shape), re.compile(named, re.IGNORECASE), check, alone, sign)


PATTERNS: tuple[Pattern, ...] = (
    _pattern("phone-number", r"(?<![\d.])(?:\+?86)?1[3-9]\d{9}(?![\d.])",
             r"phone|mobile|msisdn|^tel|_tel|手机", sign=_MOBILE),
    _pattern("id-document", r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])",
             r"id_?card|id_?no|identity|cert_?(?:no|num)|身份证", identity_number, sign=_BIRTHDAY),
    _pattern("imei", r"(?<![\d.])(?:35|86|99|01)\d{13}(?![\d.])", r"imei|device_?id|^did$|^dev_?id", luhn, sign=_FIFTEEN),
    _pattern("imsi", r"(?<!\d)460\d{12}(?!\d)", r"imsi|subscriber", _many, alone=False),
    _pattern("iccid", r"(?<!\d)8986\d{15,16}(?!\d)", r"iccid|sim_?serial", _many, alone=False),
    _pattern("mac-address", r"(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:])",
             r"mac|wlan|hw_?addr", _mac, sign=_PAIRS),
    _pattern("android-id", r"(?<![0-9a-fA-F])[0-9a-f]{16}(?![0-9a-fA-F])",
             r"android_?id|^aid$|ssaid|^andid$", _many, alone=False),
    _pattern("oaid",
             r"(?<![0-9a-fA-F-])(?:[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9a-f]{16}|[0-9a-f]{64})(?![0-9a-fA-F-])",
             r"oaid|^vaid$|^aaid$", _many, alone=False),
    _pattern("gaid", r"(?<![0-9a-fA-F-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-fA-F-])",
             r"gaid|ad_?id$|advertising_?id|adid$", _many, alone=False),
    _pattern("email", r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,10}(?![\w@])",
             r"e?-?mail|邮箱", sign=_AT),
    _pattern("bank-account", r"(?<![\d.])(?:62|4|5[1-5])\d{14,17}(?![\d.])", r"card_?(?:no|num)|bank|银行卡", luhn, alone=False),
    _pattern("location-precise", r"(?<![\d.])-?(?:1[0-7]\d|\d{1,2})\.\d{4,}(?![\d.])",
             r"^(?:lat|lng|lon|long)$|latitude|longitude|gps|坐标", alone=False),
    _pattern("ssid-bssid", r"(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:])", r"bssid", _mac, alone=False),
)  # fmt: skip
"""Looked for in every text of a request."""
