"""What ``uiautomator dump`` says of the screen: its texts and controls, with where to touch them.

The file comes from a device on which a hostile app draws; it is read without entities, document types or external things, and
within bounds on size, depth and number of nodes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

MAX_BYTES = 8 << 20
MAX_NODES = 20_000
MAX_DEPTH = 400
_BOUNDS = re.compile(r"^\[(-?\d{1,6}),(-?\d{1,6})\]\[(-?\d{1,6}),(-?\d{1,6})\]$")


class NoWindow(ValueError):
    """What came is no dump of a screen."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the screen."""

    text: str
    """What it shows, else its description for the blind."""
    package: str
    kind: str
    """Class of the view."""
    id: str
    """Resource id, with its package."""
    bounds: tuple[int, int, int, int]
    """Left, top, right, bottom, in pixels."""
    touchable: bool
    """It or something it lies in takes touches."""
    enabled: bool = True
    checkable: bool = False
    checked: bool = False
    password: bool = False

    @property
    def centre(self) -> tuple[int, int]:
        left, top, right, bottom = self.bounds
        return (left + right) // 2, (top + bottom) // 2

    @property
    def visible(self) -> bool:
        left, top, right, bottom = self.bounds
        return right > left and bottom > top


@dataclass(frozen=True, slots=True)
class Window:
    """The screen at a moment."""

    nodes: tuple[Node, ...]
    """In the order of drawing; without those of no size."""

    @property
    def packages(self) -> tuple[str, ...]:
        """Whose parts it has, the most of them first."""
        counted: dict[str, int] = {}
        for node in self.nodes:
            counted[node.package] = counted.get(node.package, 0) + 1
        return tuple(sorted(counted, key=lambda p: -counted[p]))

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(n.text for n in self.nodes if n.text)


def read_window(data: bytes) -> Window:
    """Raises :class:`NoWindow`."""
    begin = data.find(b"<?xml")
    begin = data.find(b"<hierarchy") if begin < 0 else begin
    end = data.rfind(b"</hierarchy>")
    if begin < 0 or end < begin:
        raise NoWindow("there is no hierarchy in it")
    data = data[begin : end + len(b"</hierarchy>")]
    if len(data) > MAX_BYTES:
        raise NoWindow(f"it has more than {MAX_BYTES} bytes")
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")  # whatever it says of itself
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, RecursionError) as error:
        raise NoWindow(str(error)[:160]) from error
    return Window(tuple(reader.nodes))


def _refuse(*_: object) -> None:
    raise NoWindow("it has a document type")


class _Reader:
    __slots__ = ("nodes", "over")

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.over: list[bool] = []
        """Whether the elements that are open take touches."""

    def start(self, name: str, told: dict[str, str]) -> None:
        above = self.over[-1] if self.over else False
        touchable = above or told.get("clickable") == "true"
        self.over.append(touchable)
        if len(self.over) > MAX_DEPTH:
            raise NoWindow(f"it is nested more than {MAX_DEPTH} deep")
        found = _BOUNDS.match(told.get("bounds", ""))
        if name != "node" or found is None:
            return
        if len(self.nodes) >= MAX_NODES:
            raise NoWindow(f"it has more than {MAX_NODES} nodes")
        left, top, right, bottom = map(int, found.groups())
        password = told.get("password") == "true"
        text = "" if password else (told.get("text", "").strip() or told.get("content-desc", "").strip())
        node = Node(
            text[:4000], told.get("package", "")[:200], told.get("class", "")[:200], told.get("resource-id", "")[:200],
            (left, top, right, bottom), touchable, told.get("enabled") != "false", told.get("checkable") == "true",
            told.get("checked") == "true", password,
        )  # fmt: skip
        if node.visible:
            self.nodes.append(node)

    def end(self, _: str) -> None:
        self.over.pop()
