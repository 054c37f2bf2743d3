import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.window import MAX_DEPTH, NoWindow, read_window

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
NODE = (
    '<node index="0" text="{text}" resource-id="a:id/x" class="android.widget.Button" package="com.b" content-desc="{desc}" '
    'checkable="false" checked="false" clickable="{click}" enabled="true" password="{secret}" bounds="{bounds}"'
)


def node(text="", desc="", click="false", secret="false", bounds="[0,10][100,30]") -> str:
    return NODE.format(text=text, desc=desc, click=click, secret=secret, bounds=bounds)


def read(*rows: str):
    return read_window((HEAD + '<hierarchy rotation="0">' + "".join(rows) + "</hierarchy>").encode())


def test_a_screen() -> None:
    window = read(node("同意", click="true") + "/>", node(desc="返回") + "/>")
    first, second = window.nodes
    assert (first.text, first.package, first.id, first.touchable, first.centre) == (
        "同意",
        "com.b",
        "a:id/x",
        True,
        (50, 20),
    )
    assert (second.text, second.touchable) == ("返回", False)
    assert (window.texts, window.packages) == (("同意", "返回"), ("com.b",))


def test_what_lies_in_a_control_takes_its_touches() -> None:
    outer, inner = read(node(click="true") + ">" + node("同意") + "/></node>").nodes
    assert outer.touchable
    assert inner.touchable


def test_a_secret_field_has_no_text() -> None:
    assert read(node("hunter2", secret="true") + "/>").texts == ()


@pytest.mark.parametrize("bounds", ["[0,0][0,0]", "[5,5][1,1]", "nonsense", "[9999999,0][1,1]"])
def test_what_has_no_place_is_left_out(bounds: str) -> None:
    assert read(node("x", bounds=bounds) + "/>").nodes == ()


def test_the_tools_words_around_the_file_do_not_matter() -> None:
    data = (HEAD + "<hierarchy>" + node("a") + "/></hierarchy>").encode()
    assert read_window(b"UI hierchary dumped to: /dev/tty\n" + data + b"\nKilled\n").texts == ("a",)


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><hierarchy><node text="&b;" bounds="[0,0][1,1]"/>'
    "</hierarchy>"
)
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><hierarchy></hierarchy>'


@pytest.mark.parametrize(
    "data",
    [
        b"", b"ERROR: could not get idle state.", b"<hierarchy>", b"<hierarchy><node></hierarchy>", (HEAD + BOMB).encode(),
        (HEAD + OUTSIDE).encode(), ("<hierarchy>" + "<node>" * (MAX_DEPTH + 1) + "</node>" * (MAX_DEPTH + 1) + "</hierarchy>").encode(),
        ("<hierarchy>" + node() + "/>" * 1 + (node() + "/>") * 20_001 + "</hierarchy>").encode(),
         b"<?xml version='1.0'?><hierarchy>\xff\xfe</hierarchy>",
        b"<?xml version='1.0'?><hierarchy>&undefined;</hierarchy>",
    ],
    ids=["nothing", "error", "cut", "crossed", "bomb", "outside", "deep", "many", "bytes", "entity"],
)  # fmt: skip
def test_what_is_no_screen(data: bytes) -> None:
    with pytest.raises(NoWindow):
        read_window(data)


def test_too_large_is_refused(monkeypatch) -> None:
    monkeypatch.setattr("kanhe.runtime.device.window.MAX_BYTES", 50)
    with pytest.raises(NoWindow, match="more than 50 bytes"):
        read(node("x") + "/>")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_screen_or_none(data: bytes) -> None:
    for framed in (data, b"<hierarchy>" + data + b"</hierarchy>"):
        try:
            read_window(framed)
        except NoWindow:
            continue


SAFE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="<>&\"'\ufffe\uffff"), max_size=40
)


@given(st.lists(st.tuples(SAFE, st.booleans()), max_size=8))
def test_texts_come_back(rows: list[tuple[str, bool]]) -> None:
    window = read(*(node(text, click=str(touch).lower()) + "/>" for text, touch in rows))
    assert [(n.text, n.touchable) for n in window.nodes] == [(text.strip(), touch) for text, touch in rows]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-l", "gb18030"])
def test_the_encoding_is_what_the_tool_writes_whatever_it_says(encoding: str) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?><hierarchy>{node('同意')}/></hierarchy>".encode()
    assert read_window(data).texts == ("同意",)
