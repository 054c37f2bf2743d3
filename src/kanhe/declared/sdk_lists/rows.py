"""Entries → rows: which SDK each names, what it takes, and which fields the list fills."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanhe.declared.language.mentions import mentions
from kanhe.declared.sdk_lists.addresses import package_names
from kanhe.declared.sdk_lists.columns import says_nothing
from kanhe.declared.sdk_lists.context import platforms
from kanhe.declared.sdk_lists.entry import Entry, Words
from kanhe.declared.sdk_lists.matching import ENOUGH, match_sdk, match_with_purpose
from kanhe.declared.sdk_lists.naming import known_names, parts
from kanhe.declared.sdk_lists.permissions_named import permissions_named
from kanhe.declared.sdk_lists.prose import ADDRESS, companies_in
from kanhe.evidence.declared_rows import DeclaredSdkRow

_FUNCTION_SDK = re.compile(r"(push|推送|分享|登录|支付)\s?SDK", re.IGNORECASE)
_FIELDS = ("name", "vendor", "items", "purpose", "means", "link", "permissions", "package")


def rows_of(app: str, document: str, entry: Entry, heading: str | None) -> Iterator[DeclaredSdkRow]:
    """The rows of an entry: one, or one for each SDK that its name names."""
    name, vendor = _name_and_vendor(entry)
    if name is None:
        return
    items_written = entry.text("items")
    found = mentions(items_written)
    said = " ".join((entry.text("items"), entry.text("permissions"))) if entry.told else entry.sentence
    permissions = tuple(
        dict.fromkeys((*permissions_named(entry.text("permissions"), of_permissions=True), *permissions_named(said)))
    )
    packages = package_names(entry.text("package"))
    package = packages[0] if packages else None
    link = _link(entry)
    filled = {field for field in entry.has if not says_nothing(entry.text(field))}
    if vendor:
        filled.add("vendor")
    filled |= {"permissions"} if permissions else set()
    start, end = entry.span
    for part, look_up in _names(entry, name):
        match = match_sdk(look_up, vendor, entry.text("package"), link)
        if match is None or match.score < ENOUGH:
            match = match_with_purpose(look_up, _does(entry)) or match
        sure = match is not None and match.score >= ENOUGH
        yield DeclaredSdkRow(
            app, document, part.text, match.sdk if match and sure else None, match.score if match else 0,
            match.reason if match else None, vendor or None, tuple(dict.fromkeys(m.item for m in found if m.item)),
            items_written or None, tuple(dict.fromkeys(m.group for m in found if m.group)),
            entry.text("purpose") or entry.text("kind") or None, entry.text("means") or None, permissions, package, link,
            _platforms(entry, part.text), tuple(f for f in _FIELDS if f in filled | {"name"}), heading, entry.via,
            entry.sentence, start, end,
        )  # fmt: skip


def _does(entry: Entry) -> str:
    """What the SDK does: in a sentence that speaks of a Push SDK this, else its purpose."""
    named = _FUNCTION_SDK.search(entry.sentence) if entry.via == "sentence" else None
    return named[1] if named else entry.text("purpose") or entry.text("kind")


def _names(entry: Entry, name: Words) -> Iterator[tuple[Words, str]]:
    """The SDKs an entry names: by its name, or by its text where the name only says what they do (推送SDK：…我们使用了…)."""
    found = list(parts(name))
    if entry.via == "list" and len(found) == 1 and match_sdk(name.text) is None:
        inside = [(part, part.text) for said in entry.whole for part in known_names(said)]
        found = list({match_sdk(look): (part, look) for part, look in reversed(inside)}.values())[::-1] or found
    yield from found


def _name_and_vendor(entry: Entry) -> tuple[Words | None, str]:
    """The name, and the company as written: a party is the name where none stands beside it, else the company."""
    name = next((w for w in entry.of("name") if not says_nothing(w.text)), None)
    party = next((w for w in entry.of("party") if not says_nothing(w.text)), None)
    vendor = next((w for w in entry.of("vendor") if not says_nothing(w.text)), None)
    if name is None:
        name, party = party or vendor, None
    company = vendor or party
    if company is None and name is not None:  # 极光推送SDK（由某公司提供）
        company = next((c for c in companies_in(name) if c.text != name.text), None)
    return name, _company_alone(company.text) if company is not None and company is not name else ""


def _company_alone(written: str) -> str:
    """A company's cell without the address that stands in it too."""
    return ADDRESS.sub("", written).strip("。；;，,<>[]() ") or written


def _link(entry: Entry) -> str | None:
    """Where its policy is: the last address under its heading, as a link or in words."""
    for value in (*entry.of("link"), *entry.of("name")):
        if match := ADDRESS.search(value.text):
            return match.group().rstrip(".,，。;；)）]>_*")
        targets = [t for t in value.links if ADDRESS.match(t)]
        if targets:
            return targets[0]
    return None


def _platforms(entry: Entry, name: str) -> tuple[str, ...]:
    """For which platforms: as the entry says, else its name, else what stands above it."""
    for said in (entry.text("platform"), name, entry.context.rpartition("\n")[2], entry.context):
        if found := platforms(said):
            return found
    return ()
