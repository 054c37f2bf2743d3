from kanhe.declared.sdk_lists.names import Names, names
from kanhe.knowledge.sdks import Sdk

MADE = (
    Sdk("a", "Alpha SDK", "sdk", "push", "阿尔法推送", ("阿尔法",), ("阿法",)),
    Sdk("b", "Beta", "sdk", "ads", aliases=("阿尔法", "Branch"), aliases_exact_only=("Branch",)),
    Sdk("c", "Gamma", "library", "framework"),
)


def test_a_shared_name_means_both() -> None:
    assert Names(MADE).by_key["阿尔法"].sdks == ("a", "b")


def test_a_brand_is_a_name_only_alone() -> None:
    made = Names(MADE)
    assert made.by_key["阿法"].kind == "brand"
    assert [s.known.sdks for s in made.in_text("阿法是品牌，阿法 SDK 是产品，branch")] == [("a",)]


def test_the_longest_name_wins_and_libraries_are_not_named() -> None:
    text = "含阿尔法推送与Gamma"
    (found,) = Names(MADE).in_text(text)
    assert text[found.start : found.end] == "阿尔法推送"


def test_every_name_in_the_knowledge_is_known() -> None:
    assert names().by_key["极光推送"].sdks == ("jpush",)
