"""Where a text names personal information: each mention with the item of the taxonomy, or the general word, it stands for.

Words are found by the tokenizer's boundaries; neighbouring words that belong to one name are one mention, and the last
of them says what it is: 手机 + 型号 is a model.  Knows no statement and no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kanhe.declared.language.tokens import Token, tokens
from kanhe.knowledge.item_words import Meaning, folded, meanings
from kanhe.knowledge.phrase_words import phrase_words
from kanhe.knowledge.policy_verbs import policy_verbs

_UNKNOWN = Meaning()
_NOUN = ("n", "b", "j", "l", "eng", "vn")
_ENDS = frozenset("、，,;；:：/／|｜()（）[]【】\"“”‘’'《》<>·•-—。.!！?？\n\t")
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&#%:+~@-]+|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}+\.[\w.]+", re.ASCII)
"""Addresses of pages and mailboxes, whose words name nothing."""
_NOT_ITS_PERMISSION = frozenset({"电话", "手机"})
"""电话权限 gives the state of the telephone, not its number."""
_CLOSING = frozenset("）)]】”’》>")
_DEEDS = frozenset({"存储"})
"""Names that are verbs too: one only where no other verb stands beside it."""
_MOST_BEFORE = 3
"""Words that may be added before a name."""
_APART = frozenset({"real-name", "nickname-avatar", "gender", "age", "phone-number", "id-document", "email"})
"""Items whose names stand side by side without a comma: 姓名电话, 头像昵称."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters ``start`` to ``end`` of a text name information."""

    start: int
    end: int
    written: str
    item: str | None
    """Item id; null for a general word, or for information the taxonomy does not know."""
    group: str | None = None
    """Id of the general word (设备信息), which covers no identifier by itself."""


@dataclass(frozen=True, slots=True)
class _Name:
    """Words ``first`` to ``last`` of a text are a word of the lexicon, or the head of an unknown name."""

    first: int
    last: int
    key: str
    meaning: Meaning


def mentions(text: str) -> tuple[Mention, ...]:
    """All mentions in a text, in order, not overlapping."""
    return tuple(_mentions(text, tokens(text)))


def _mentions(text: str, words: Sequence[Token]) -> Iterator[Mention]:
    keys = [folded(word.text) for word in words]
    names = list(_names(keys))
    addresses = [m.span() for m in _ADDRESS.finditer(text)] if "." in text else []
    index, free = 0, 0
    while index < len(names):
        name = names[index]
        index += 1
        while index < len(names) and _one_name(keys, name, names[index]):
            if name.first == name.last and name.meaning == _UNKNOWN and name.key in _deeds():
                name, index = names[index], index + 1
                continue  # a verb before a name: 记录日志
            name = _joined(name, names[index])
            index += 1
        beside = index < len(names) and names[index].first == name.last + 1
        first = _widened(words, keys, name, free)
        start, end = words[first].start, words[name.last].end
        if _stands(words, keys, first, name, beside, first == free > 0) and not any(
            a < end and start < b for a, b in addresses
        ):
            yield Mention(start, end, text[start:end], name.meaning.item, name.meaning.group)
        free = name.last + 1


def _names(keys: Sequence[str]) -> Iterator[_Name]:
    """Words of the lexicon, the longest first, and heads."""
    lexicon, prefixes = _lexicon()
    heads = phrase_words().heads
    at = 0
    while at < len(keys):
        found, key = None, ""
        for last in range(at, len(keys)):
            if not keys[last] and last == at:
                break
            key += keys[last]
            if key not in prefixes:
                break
            if keys[last] and (meaning := lexicon.get(key)):
                found = _Name(at, last, key, meaning)
        if found is None and keys[at] in heads:
            found = _Name(at, at, keys[at], _UNKNOWN)
        if found:
            yield found
        at = found.last + 1 if found else at + 1


@cache
def _lexicon() -> tuple[dict[str, Meaning], frozenset[str]]:
    """Folded word → meaning, plurals of English words included; and every beginning of every word."""
    lexicon = dict(meanings())
    for word, meaning in meanings().items():
        if word.isascii() and word[-1:].isalpha() and not word.endswith("s"):
            lexicon.setdefault(word[:-1] + "ies" if word.endswith("y") else word + "s", meaning)
    return lexicon, frozenset(word[:n] for word in lexicon for n in range(1, len(word) + 1))


def _one_name(keys: Sequence[str], name: _Name, following: _Name) -> bool:
    between = keys[name.last + 1 : following.first]
    if any(between) or len(between) > 1 or following.key in _DEEDS:
        return False
    if between and not (following.key in phrase_words().heads and keys[name.last].isascii()):
        return False
    one, other = name.meaning.item, following.meaning.item
    return not (one in _APART and other in _APART and one != other)


def _joined(name: _Name, following: _Name) -> _Name:
    told = following.meaning
    adds = told != _UNKNOWN and told.group != "other-information" and following.key not in phrase_words().transparent
    meaning = told if adds or name.meaning == _UNKNOWN else name.meaning
    return _Name(name.first, following.last, name.key + following.key, meaning)


def _widened(words: Sequence[Token], keys: Sequence[str], name: _Name, free: int) -> int:
    """The first word of the whole name: nouns and their like that stand right before it belong to it."""
    first = at = name.first
    modifiers = phrase_words().modifiers
    while at > max(free, name.first - _MOST_BEFORE):
        at -= 1
        key, tag = keys[at], words[at].tag
        if (
            not key
            or key in _ENDS
            or key in phrase_words().joins
            or key in phrase_words().object_of
            or key in _deeds()
            or (key.isascii() and tag != "eng")
        ):
            break
        if tag.startswith(_NOUN) and tag != "nr":
            first = at
        elif key in modifiers:
            # A verb belongs to the name only where nobody could be doing it: 您的注册邮箱, not 我们注册邮箱.
            before = keys[at - 1] if at > free else ""
            if key in phrase_words().no_part and name.meaning != _UNKNOWN:
                break
            if (
                before in _ENDS
                or before in ("的", "您", "你", "和", "及", "或", "")
                or words[at - 1].tag.startswith("n")
            ):
                first = at
        else:
            break
    return first


def _stands(words: Sequence[Token], keys: Sequence[str], first: int, name: _Name, beside: bool, behind: bool) -> bool:
    """Whether the words name information here, and not a function, a service or a company.  ``beside``, ``behind``: another
    name follows, or went before, without a comma."""
    known = phrase_words()
    after = keys[name.last + 1] if name.last + 1 < len(keys) else ""
    if after in known.not_before or (after == "权限" and name.key in _NOT_ITS_PERMISSION):
        return False
    if first == name.first and name.meaning == _UNKNOWN:
        return name.first != name.last and name.key not in known.heads
    if name.meaning == _UNKNOWN and keys[first] in phrase_words().pointing:
        return False
    if name.key in _DEEDS and any(_word(keys, at) in _verbs() for at in (first - 2, name.last + 2)):
        return False
    if first == name.first and name.key in known.weak:
        return (behind or _is_object(words, keys, first)) and (
            beside or not after or after in _ENDS or after in phrase_words().joins or after == "权限"
        )
    return True


def _word(keys: Sequence[str], at: int) -> str:
    return keys[at] if 0 <= at < len(keys) else ""


@cache
def _verbs() -> frozenset[str]:
    """Verbs that say what is done with information."""
    return frozenset(word for kind, words in policy_verbs().items() if kind != "provide" for word in words)


@cache
def _deeds() -> frozenset[str]:
    """Those of them that make up no names."""
    return _verbs() - phrase_words().modifiers


def _is_object(words: Sequence[Token], keys: Sequence[str], first: int) -> bool:
    at = first - 1
    while at >= 0 and not keys[at]:
        at -= 1
    if at < 0:
        return True
    if keys[at] == "的":
        return at == 0 or keys[at - 1] not in phrase_words().owners
    return (keys[at] in _ENDS and keys[at] not in _CLOSING) or keys[at] in phrase_words().object_of
