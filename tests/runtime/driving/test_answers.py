"""The consent screen is found by its words, and by nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.driving.answers import Control, consent_screen, tidy

PROMPT = Control("0", "请您阅读并同意《隐私政策》与《用户协议》", False)


def button(name: str, text: str) -> Control:
    return Control(name, text, True)


def test_the_agreeing_and_the_refusing_control_are_found() -> None:
    screen = consent_screen([PROMPT, button("1", "不同意"), button("2", "同意并继续")])
    assert screen is not None
    assert screen.accept == button("2", "同意并继续")
    assert screen.decline == button("1", "不同意")
    assert "隐私政策" in screen.text
    assert "不同意" not in screen.text


def test_a_vague_word_agrees_only_beside_the_policy() -> None:
    assert consent_screen([Control("0", "网络不给力", False), button("1", "好的")]) is None
    screen = consent_screen([PROMPT, button("1", "好的")])
    assert screen is not None
    assert screen.accept == button("1", "好的")


def test_a_clear_word_goes_before_a_vague_one() -> None:
    screen = consent_screen([PROMPT, button("1", "同意"), button("2", "确定")])
    assert screen is not None
    assert screen.accept is not None
    assert screen.accept.id == "1"


def test_a_link_in_the_settings_asks_for_nothing() -> None:
    assert consent_screen([button("1", "隐私政策"), button("2", "关于我们")]) is None


def test_boxes_that_are_not_ticked_and_links_are_told() -> None:
    screen = consent_screen(
        [PROMPT, Control("1", "", True, box=True), Control("2", "x", True, box=True, ticked=True),
         button("3", "《隐私政策》"), button("4", "同意")]
    )  # fmt: skip
    assert screen is not None
    assert [box.id for box in screen.boxes] == ["1"]
    assert [link.id for link in screen.links] == ["3"]


def test_text_that_cannot_be_touched_answers_nothing() -> None:
    assert consent_screen([PROMPT, Control("1", "同意", False)]) is None


@given(st.lists(st.builds(Control, st.text(max_size=3), st.text(max_size=40), st.booleans(), st.booleans())))
def test_answers_are_controls_of_the_screen(controls: list[Control]) -> None:
    screen = consent_screen(controls)
    if screen is not None:
        assert screen.accept or screen.decline
        assert {screen.accept, screen.decline} - {None} <= {c for c in controls if c.touchable}


def test_tidy() -> None:
    assert tidy(" 同意\n 并继续\t") == "同意 并继续"


def test_a_button_may_say_it_all() -> None:
    screen = consent_screen([button("1", "同意《隐私政策》并进入")])
    assert screen is not None
    assert screen.accept == button("1", "同意《隐私政策》并进入")


def test_a_picture_of_the_policy_is_asked_about_by_its_two_buttons() -> None:
    screen = consent_screen([button("1", "不同意"), button("2", "同意")])
    assert screen is not None
    assert screen.decline == button("1", "不同意")
