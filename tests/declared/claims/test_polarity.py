import pytest

from kanhe.declared.claims.polarity import conditional, joined, polarity


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("我们会收集", "收集", "yes"), ("我们不会收集", "收集", "no"), ("我们绝不会主动收集", "收集", "no"), ("我们如何收集", "收集", "none"),
        ("您拒绝我们收集", "收集", "none"), ("如果您不同意我们收集", "收集", "none"), ("在收集您的手机号后，我们会删除", "收集", "none"),
        ("我们并非不会收集", "收集", "no"), ("我们不是不收集", "收集", "yes"), ("我们不仅收集", "收集", "yes"), ("我们收集前会告知", "收集", "none"),
        ("我们要求第三方按照本政策处理", "处理", "none"), ("We do not collect", "collect", "no"), ("We never collect", "collect", "no"), ("We collect", "collect", "yes"),
        ("how we collect", "collect", "none"), ("经您同意后我们收集", "收集", "yes"), ("当您注册时我们会收集", "收集", "yes"), ("没有收集", "收集", "no"),
        ("儿童不得发布", "发布", "none"), ("请不要发送", "发送", "none"), ("我们不得不收集", "收集", "yes"),
    ],
)  # fmt: skip
def test_how_a_verb_is_put(text: str, verb: str, expected: str) -> None:
    at = text.index(verb)
    assert polarity(text, 0, 0, at, at + len(verb)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("未经您同意，我们不会共享", True), ("我们不会共享，除非您同意", True), ("我们不会收集", False), ("我们不会共享，法律另有规定的除外", False),
     ("We will not share it without your consent", True)],
)  # fmt: skip
def test_a_denial_may_be_a_condition(sentence: str, expected: bool) -> None:
    assert conditional(sentence) is expected


def test_verbs_side_by_side() -> None:
    assert joined("、")
    assert joined("和")
    assert not joined("手机号并")
