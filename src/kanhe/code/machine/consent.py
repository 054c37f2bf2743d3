"""Which stored flags tell of consent: by the words of their names.

``agreed``, ``privacy_accepted`` or ``protocol_shown`` speak of consent; ``need_privacy_dialog`` says that it is still
missing.  What the flags guard is not known here.
"""

from __future__ import annotations

import re
from functools import cache

_WORDS = re.compile(
    r"privac|agree|consent|policy|polic|protocol|gdpr|terms|accept|authori[sz]|license|legal|allow_?collect|complian"
    r"|yinsi|yszc|xieyi|隐私|同意|协议|授权|政策|条款",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"(^|[_\W])(no|not|needs?|should|show|must|first|requires?|required|deny|denied|pending)(?=$|[_\W\d])"
    r"|(^|[_\W])un_?(agree|accept|confirm|authori|consent)|disagree|refus|reject|未|不同意|拒绝|需要",
)
"""In words parted by underscores, in small letters: a notice is no ``not``, and what was shown is no ``show``."""
_AGREED = re.compile(r"agree|accept|consent|同意|接受|授权", re.IGNORECASE)
_OF_OTHERS = re.compile(r"night|theme|guide_page|version|url|link|last_|time$|date$", re.IGNORECASE)


def consent_flag(key: object, file: object = None) -> tuple[str, bool] | None:
    """(name, whether non-zero means consent) for a stored flag; None when its name does not speak of consent."""
    if type(key) is not str:
        return None
    return _flag(key)


@cache
def _flag(key: str) -> tuple[str, bool] | None:
    if not _WORDS.search(key) or (_OF_OTHERS.search(key) and not _AGREED.search(key)):
        return None
    words = re.sub(r"([a-z])([A-Z])", r"\1_\2", key).lower()
    missing = _MISSING.search(words) is not None
    return key, not missing


_BUTTON_AGREES = re.compile(r"同意|接受|agree|accept|我知道了|允许")
_BUTTON_DECLINES = re.compile(r"不同意|拒绝|不接受|disagree|decline|refuse")
_REFUSES = re.compile(rf"{_BUTTON_DECLINES.pattern}|reject")


def agrees(text: str) -> bool:
    """Whether the text of a button is an agreement."""
    plain = text.strip().lower()
    return _BUTTON_AGREES.search(plain) is not None and _BUTTON_DECLINES.search(plain) is None


def refuses(text: str) -> bool:
    """Whether the text of a button, or the name of a view, is a refusal."""
    return _REFUSES.search(text.strip().lower()) is not None
