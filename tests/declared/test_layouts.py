from dataclasses import dataclass, field

import pytest

from kanhe.code.machine.screens import Layout
from kanhe.code.machine.simulation import Screens
from kanhe.declared.layouts import screens
from kanhe.package.axml import TYPE_STRING, Value
from kanhe.package.errors import PackageError
from kanhe.package.model import Entry
from kanhe.package.resources import Resource, ResourceTable
from tests.builders.axml import Node, write_axml

MAIN, OTHER, BUTTON, TEXT = 0x7F030001, 0x7F030002, 0x7F010001, 0x7F020001


@dataclass
class Pack:
    """As much of a package as layouts are read from."""

    files: dict[str, bytes]
    resources: ResourceTable = field(default_factory=ResourceTable)

    def entries(self) -> list[Entry]:
        return [Entry("base", path, max(len(data), 101), len(data)) for path, data in self.files.items()]

    def read(self, entry: Entry) -> bytes:
        if not self.files[entry.path]:
            raise PackageError("gone", "没有了")
        return self.files[entry.path]


def pack(*layouts: Node, texts: dict[str, str] | None = None) -> Screens:
    """What layouts make run; ``texts``: locale → the one text resource."""
    files = {f"res/layout/l{k}.xml": write_axml(node) for k, node in enumerate(layouts)}
    found = Pack(files)
    known = found.resources._by_id
    for number, path in zip((MAIN, OTHER), files, strict=False):
        known[number] = [Resource(number, "layout", path[11:13], "", Value(TYPE_STRING, 0, path))]
    known[BUTTON] = [Resource(BUTTON, "id", "accept", "", Value(0x12, 0))]
    known[TEXT] = [
        Resource(TEXT, "string", "t", locale, Value(TYPE_STRING, 0, text)) for locale, text in (texts or {}).items()
    ]
    return screens(found)  # type: ignore[arg-type]


def one(node: Node) -> Layout:
    return pack(Node("LinearLayout", children=[node])).layouts[MAIN]


def test_a_click_names_a_method_and_its_view() -> None:
    assert one(Node("Button", {"onClick": "agree", "id": BUTTON})).clicks == (("agree", "id/accept"),)
    assert one(Node("Button", {"onClick": "agree"})).clicks == (("agree", None),)


@pytest.mark.parametrize("name", ["fragment", "androidx.fragment.app.FragmentContainerView"])
@pytest.mark.parametrize("given", [{"plain": {"class": "a.F"}}, {"android": {"name": "a.F"}}])
def test_fragments(name: str, given: dict) -> None:
    assert one(Node(name, **given)).fragments == ("La/F;",)


def test_views_of_classes_of_their_own() -> None:
    found = pack(
        Node("LinearLayout", children=[Node("a.b.Meter", {"id": BUTTON}), Node("view", plain={"class": "a.V"})])
    )
    assert set(found.layouts[MAIN].views) == {"La/b/Meter;", "La/V;"}
    assert found.views == {BUTTON: ("La/b/Meter;", True)}


def test_a_layout_that_makes_nothing_run_is_left_out() -> None:
    assert pack(Node("LinearLayout", children=[Node("TextView", {"text": "hello"})])).layouts == {}


def test_what_is_included_counts_as_its_own() -> None:
    found = pack(
        Node("LinearLayout", children=[Node("include", plain={"layout": OTHER})]),
        Node("merge", children=[Node("Button", {"onClick": "go"})]),
    )
    assert found.layouts[MAIN].clicks == (("go", None),)


def test_layouts_that_include_themselves_end() -> None:
    found = pack(
        Node("LinearLayout", children=[Node("include", plain={"layout": MAIN}), Node("Button", {"onClick": "go"})])
    )
    assert set(found.layouts[MAIN].clicks) == {("go", None)}


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        (0x81, "password"), (0x91, "password"), (0xE1, "password"), (0x12, "password"), (0x80081, "password"),
        (0x21, "email"), (0xD1, "email"), (0x03, "phone-number"), (0x01, None), (0x02, None), (0x61, None),
    ],
)  # fmt: skip
def test_what_an_input_field_asks_for(kind: int, item: str | None) -> None:
    found = pack(Node("EditText", {"id": BUTTON, "inputType": kind}))
    assert found.inputs == ({BUTTON: item} if item else {})


def test_an_old_password_field() -> None:
    assert pack(Node("EditText", {"id": BUTTON, "password": True})).inputs == {BUTTON: "password"}
    assert pack(Node("EditText", {"id": BUTTON, "password": False, "inputType": 1})).inputs == {}


def test_texts_of_views_and_resources() -> None:
    found = pack(Node("Button", {"id": BUTTON, "text": "同意并继续"}), texts={"zh": "同意", "": "Agree"})
    assert found.view_texts == {"accept": "同意并继续"}
    assert found.view_names == {BUTTON: "accept"}
    assert found.texts == {TEXT: "Agree"}
    assert pack(texts={"zh": "同意"}).texts == {TEXT: "同意"}


def test_a_file_that_cannot_be_read_is_passed_over() -> None:
    found = Pack({"res/layout/a.xml": b"", "res/layout/b.xml": b"no xml"})
    for number, path in enumerate(found.files, MAIN):
        found.resources._by_id[number] = [Resource(number, "layout", "a", "", Value(TYPE_STRING, 0, path))]
    assert screens(found).layouts == {}  # type: ignore[arg-type]
