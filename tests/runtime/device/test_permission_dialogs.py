import pytest

from kanhe.runtime.device.permission_dialogs import question, refusal
from kanhe.runtime.device.window import Node, Window


def node(text: str, package: str, ident: str = "", touchable: bool = True) -> Node:
    return Node(text, package, "android.widget.Button", ident, (0, 0, 10, 10), touchable)


AOSP = "com.android.permissioncontroller"
MIUI = "com.lbe.security.miui"


@pytest.mark.parametrize(
    ("nodes", "refused"),
    [
        (
            [node("允许吗？", AOSP, touchable=False), node("允许", AOSP, f"{AOSP}:id/permission_allow_button"),
             node("不允许", AOSP, f"{AOSP}:id/permission_deny_button")],
            "不允许",
        ),
        ([node("x", AOSP, f"{AOSP}:id/permission_deny_and_dont_ask_again_button")], "x"),
        ([node("允许“示例”定位？", MIUI, touchable=False), node("仅在使用中允许", MIUI), node("拒绝", MIUI)], "拒绝"),
        ([node("Don’t allow", AOSP)], "Don’t allow"),
    ],
    ids=["aosp", "dont-ask", "miui", "english"],
)  # fmt: skip
def test_the_refusing_control(nodes: list[Node], refused: str) -> None:
    window = Window(tuple(nodes))
    found = refusal(window)
    assert found is not None
    assert found.text == refused


@pytest.mark.parametrize(
    "nodes", [[node("拒绝", "com.example.app")], [node("权限管理", AOSP)], []], ids=["app", "settings", "nothing"]
)
def test_what_asks_for_none(nodes: list[Node]) -> None:
    assert refusal(Window(tuple(nodes))) is None


def test_the_question_without_its_answers() -> None:
    window = Window(
        (node("允许“示例”定位？", MIUI, touchable=False), node("拒绝", MIUI), node("别的", "com.x", touchable=False))
    )
    assert question(window) == "允许“示例”定位？"
