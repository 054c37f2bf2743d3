"""What layouts make run: views and fragments of the app's own classes, and methods that a click calls.

Only layouts that name such a thing are read as trees.  Knows nothing of what the classes do.
"""

from __future__ import annotations

from kanhe.code.machine.screens import Layout, Screens
from kanhe.declared.screens import layout_entries
from kanhe.package.axml import Document, Element, is_binary_xml, parse, string_pool
from kanhe.package.errors import PackageError
from kanhe.package.package import Package

MAX_LAYOUTS = 5_000
_TELLING = frozenset({"onClick", "fragment", "include", "inputType", "password", "text"})
_CLASS, _VARIATION = 0x0F, 0xFF0
_PASSWORDS = frozenset({0x81, 0x91, 0xE1, 0x12})
"""Input types (class and variation) of passwords: text, visible text, web, number (android.text.InputType)."""
_MAIL = frozenset({0x21, 0xD1})
_PHONE = 0x03


def screens(package: Package) -> Screens:
    """Layouts by resource id, custom views by id, names of ids and default texts."""
    resources = package.resources
    by_path = {r.value.text: r.id for r in resources.all("layout") if r.value.text}
    documents: dict[int, Document] = {}
    for entry in layout_entries(package):
        number = by_path.get(entry.path)
        if number is None or len(documents) >= MAX_LAYOUTS:
            continue
        try:
            data = package.read(entry)
        except PackageError:
            continue  # told of where the screens are read
        if is_binary_xml(data) and any(t in _TELLING or "." in t for t in string_pool(data).all()):
            documents[number] = parse(data)
    views: dict[int, tuple[str, bool]] = {}
    inputs: dict[int, str] = {}
    layouts = {number: _layout(package, document, documents, views) for number, document in documents.items()}
    for document in documents.values():
        inputs.update(_inputs(document))
    names = {r.id: r.name for r in resources.all("id")}
    texts: dict[int, str] = {}
    for resource in resources.all("string"):
        if resource.value.text and (resource.id not in texts or not resource.locale):
            texts[resource.id] = resource.value.text
    shown = _texts(package, documents)
    return Screens({n: facts for n, facts in layouts.items() if facts is not None}, views, names, texts, inputs, shown)


def _texts(package: Package, documents: dict[int, Document]) -> dict[str, str]:
    """Name of a view's id → text that its layout gives it."""
    found = {}
    for document in documents.values():
        for element in document.root.walk() if document.root is not None else ():
            identity, text = element.attributes.get("id"), element.attributes.get("text")
            if identity is None or text is None:
                continue
            name, shown = package.resources.name(identity.data), package.resources.text(text)
            if name and shown:
                found[name.rpartition("/")[2]] = shown
    return found


def _inputs(document: Document) -> dict[int, str]:
    """Id of an input field → item of personal information that the user is asked to type into it."""
    found = {}
    for element in document.root.walk() if document.root is not None else ():
        identity, given = element.attributes.get("id"), element.attributes.get("inputType")
        hidden = element.attributes.get("password")
        if identity is None:
            continue
        item = _asked(given.data) if given is not None else None
        if hidden is not None and hidden.data:
            item = "password"
        if item is not None:
            found[identity.data] = item
    return found


def _asked(kind: int) -> str | None:
    if kind & (_CLASS | _VARIATION) in _PASSWORDS:
        return "password"
    if kind & (_CLASS | _VARIATION) in _MAIL:
        return "email"
    return "phone-number" if kind & _CLASS == _PHONE else None


def _layout(
    package: Package, document: Document, documents: dict[int, Document], views: dict[int, tuple[str, bool]]
) -> Layout | None:  # fmt: skip
    if document.root is None:
        return None
    made: list[str] = []
    fragments: list[str] = []
    clicks: list[tuple[str, str | None]] = []
    queue: list[tuple[Element, int]] = [(document.root, 0)]
    while queue:
        element, depth = queue.pop()
        name = element.name
        identity = element.attributes.get("id")
        if name == "include" and depth < 4:
            included = element.attributes.get("layout")
            other = documents.get(included.data) if included else None
            if other is not None and other.root is not None:
                queue.append((other.root, depth + 1))
        given = element.attributes.get("class") or (element.attributes.get("name") if "ragment" in name else None)
        if (name == "fragment" or name.endswith("FragmentContainerView")) and given is not None and given.text:
            fragments.append(_descriptor(given.text))
        elif name == "view" and given is not None and given.text:
            made.append(_descriptor(given.text))
        elif "." in name:
            made.append(_descriptor(name))
            if identity is not None:
                views[identity.data] = (_descriptor(name), True)
        click = element.attributes.get("onClick")
        if click is not None and (text := package.resources.text(click)):
            clicks.append((text, package.resources.name(identity.data) if identity is not None else None))
        queue.extend((child, depth) for child in element.children)
    if not (made or fragments or clicks):
        return None
    return Layout(tuple(made), tuple(fragments), tuple(clicks))


def _descriptor(name: str) -> str:
    return f"L{name.replace('.', '/')};"
