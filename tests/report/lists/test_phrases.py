import re
from pathlib import Path

import pytest

import kanhe.report.lists
from kanhe.report.lists.against import KINDS
from kanhe.report.lists.phrases import PHRASES, phrase
from kanhe.rules.model import Text

FOLDER = Path(kanhe.report.lists.__file__).parent


@pytest.mark.parametrize("name", list(PHRASES))
def test_both_languages_have_the_same_places(name: str) -> None:
    text = PHRASES[name]
    assert text.zh
    assert text.en
    assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en))


def test_texts_are_filled_in_their_language() -> None:
    assert phrase("sensitive", name=Text("短信", "SMS")) == Text("短信（敏感个人信息）", "SMS (sensitive)")
    assert phrase("gaps", n=3).zh.startswith("有 3 处")


def test_every_phrase_is_used() -> None:
    code = "".join(p.read_text("utf-8") for p in FOLDER.glob("*.py") if p.name != "phrases.py")
    families = {"title", "lead", "short", "none", "fact", "column", "check", "do", "no-list", "change"}
    unused = {n for n in PHRASES if f'"{n}"' not in code and n.partition(".")[0] not in families}
    assert not unused


def test_families_are_complete() -> None:
    assert {f"do.{kind}" for kind in KINDS} <= set(PHRASES)
    from typing import get_args

    from kanhe.report.lists.model import CheckKind

    assert {f"check.{kind}" for kind in get_args(CheckKind)} <= set(PHRASES)
