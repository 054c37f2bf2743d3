"""User-interface facts from layouts and string resources: texts with a role, default states of boxes and switches.

Only rows that mean something are kept, not every text of the app.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from kanhe.declared.wording import role_of
from kanhe.evidence import Evidence, LimitRow, ScreenRow
from kanhe.evidence.limits import limit
from kanhe.package.axml import Element, is_binary_xml, parse, string_pool
from kanhe.package.errors import PackageError
from kanhe.package.model import Entry
from kanhe.package.package import Package

_BOXES = re.compile(r"CheckBox|Switch|RadioButton|ToggleButton|CheckedTextView")
_TEXTS = ("text", "hint", "title", "contentDescription", "textOn", "summary")
_CONSENT_ROLES = frozenset({"policy-link", "policy-text", "consent-prompt"})
_MAX_TEXT = 500
MAX_LAYOUTS = 20_000


def screen_evidence(package: Package) -> Evidence:
    """Rows of ``screens``, and limits for layouts that could not be read."""
    rows = list(_strings(package))
    limits: list[LimitRow] = []
    rows.extend(_assets(package))
    telling = _telling_ids(package)
    for count, entry in enumerate(layout_entries(package)):
        if count >= MAX_LAYOUTS:
            limits.append(limit(package.app, "bound", "layouts", f"only the first {MAX_LAYOUTS} layouts were read"))
            break
        try:
            data = package.read(entry)
        except PackageError as error:
            limits.append(limit(package.app, "archive", entry.path, error.en))
            continue
        if is_binary_xml(data):
            rows.extend(_layout(package, entry.path, data, telling))
    return Evidence.of(rows, limits)


def custom_views(package: Package) -> frozenset[str]:
    """Class names that layouts and other resource files name: the platform creates them without a call in code."""
    names: set[str] = set()
    for entry in layout_entries(package):
        try:
            data = package.read(entry)
        except PackageError:
            continue  # told of by screen_evidence
        if is_binary_xml(data):
            names.update(s for s in string_pool(data).all() if "." in s and _CLASS.match(s))
    return frozenset(names)


_CLASS = re.compile(r"^(?:[a-z_]\w*\.)+[A-Za-z_][\w$]*$")


def layout_entries(package: Package) -> Iterator[Entry]:
    """Layouts and other resource files in XML that may hold texts or classes."""
    for entry in package.entries():
        if entry.path.endswith(".xml") and entry.path != "AndroidManifest.xml" and 100 < entry.size < 2 << 20:
            if entry.path.startswith(("assets/", "META-INF/")):
                continue
            if any(part in entry.path for part in _NO_TEXT):
                continue
            yield entry


_NO_TEXT = ("/drawable", "/anim", "/color", "/mipmap", "/interpolator", "/transition", "/font", "/raw")


def _assets(package: Package) -> Iterator[ScreenRow]:
    """Texts of pages and scripts that the package brings along: in hybrid apps they are the screens."""
    left = MAX_ASSET_BYTES
    for entry in package.entries():
        if not entry.path.startswith("assets/") or not entry.path.lower().endswith(_ASSET_ENDINGS) or entry.size > left:
            continue
        left -= entry.size
        try:
            text = package.read(entry).decode("utf-8", "replace")
        except PackageError:
            continue  # an entry that cannot be read is told of where the archive is read
        roles: dict[str, str] = {}
        for match in _ASSET_WORDS.finditer(text):
            around = _PHRASE.search(text[max(0, match.start() - 40) : match.end()])
            roles.setdefault(role_of(around.group() if around else match.group()), match.group())
        for role, shown in roles.items():
            if role != "other":
                yield ScreenRow(package.app, "asset", entry.path, text=shown, role=role)


_ASSET_ENDINGS = (".html", ".htm", ".js", ".json", ".txt", ".bundle", ".md")
_ASSET_WORDS = re.compile(
    r"隐私(?:保护)?(?:政策|协议|声明)|注销(?:账号|账户)|个性化(?:推荐|广告)|收集个人信息清单|撤回(?:同意|授权)"
    r"|第三方[^\"'<>`\n]{0,8}(?:共享清单|SDK目录|SDK清单)|[\u4e00-\u9fa5]ICP备\d{4,12}号|privacy policy",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"[^\"'<>`\n]*(?:阅读|同意)[^\"'<>`\n]*隐私[^\"'<>`\n]*\Z")
MAX_ASSET_BYTES = 64 << 20


def _strings(package: Package) -> Iterator[ScreenRow]:
    for resource in package.resources.all("string"):
        text = resource.value.text
        if text and (role := role_of(text)) != "other":
            yield ScreenRow(
                package.app, "string", f"string/{resource.name}", text=text[:_MAX_TEXT], role=role,
                locale=resource.locale or None,
            )  # fmt: skip


def _layout(package: Package, where: str, data: bytes, telling: npt.NDArray[np.uint32]) -> Iterator[ScreenRow]:
    texts = string_pool(data).all()
    words = np.frombuffer(data, "<u4", len(data) // 4)
    # Most layouts say nothing of interest; only the others deserve a tree.
    if not (
        any(_BOXES.search(t) or (not t.isascii() and role_of(t) != "other") for t in texts)
        or np.isin(words, telling).any()
    ):
        return
    root = parse(data).root
    if root is None:
        return
    told = [(element, text, role_of(text)) for element in root.walk() for text in _texts_of(package, element)]
    consents = any(role in _CONSENT_ROLES for _, _, role in told)
    for element in root.walk():
        if _BOXES.search(element.name):
            yield _box(package, where, element, consents)
    for element, text, role in told:
        if role != "other" and not _BOXES.search(element.name):
            yield ScreenRow(
                package.app, "layout", where, _simple(element.name), _id(package, element), text[:_MAX_TEXT], role
            )


def _box(package: Package, where: str, element: Element, consents: bool) -> ScreenRow:
    value = package.resources.resolve(element.attributes.get("checked"))
    texts = _texts_of(package, element)
    text = texts[0] if texts else None
    role = role_of(text) if text else "other"
    if consents and role in (*_CONSENT_ROLES, "other", "agree"):
        role = "consent-prompt"
    return ScreenRow(
        package.app, "layout", where, _simple(element.name), _id(package, element), text and text[:_MAX_TEXT], role,
        checked=bool(value.data) if value else False,
    )  # fmt: skip


def _telling_ids(package: Package) -> npt.NDArray[np.uint32]:
    """uint32[n]: ids of the string resources whose text has a role."""
    return np.unique(
        np.array([r.id for r in package.resources.all("string") if role_of(r.value.text or "") != "other"], np.uint32)
    )


def _texts_of(package: Package, element: Element) -> list[str]:
    return [t for name in _TEXTS if (t := package.resources.text(element.attributes.get(name), "zh")) and len(t) > 1]


def _simple(name: str) -> str:
    return name.rpartition(".")[2]


def _id(package: Package, element: Element) -> str | None:
    value = element.attributes.get("id")
    return package.resources.name(value.data) if value else None


def text_rows(app: str, texts: Iterable[tuple[str, str]]) -> Iterator[ScreenRow]:
    """Rows for string constants in code: (method, text) pairs, each text once."""
    seen: set[str] = set()
    for where, text in texts:
        if text not in seen and (role := role_of(text)) != "other":
            seen.add(text)
            yield ScreenRow(app, "code", where, text=text[:_MAX_TEXT], role=role)
