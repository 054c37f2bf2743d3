import time

import pytest

from kanhe.declared.elements.readability import LONG, readability
from tests.builders.policies import document


def test_counts() -> None:
    measured = readability(document("# 标题\n我们收集手机号。您可以拒绝！\n- 位置信息，用于导航。"))
    assert (measured.characters, measured.sentences, measured.longest_sentence) == (2 + 14 + 10, 3, 10)
    assert (measured.vague_terms, measured.summary) == (0, None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我们会收集设备型号等相关信息。", 1), ("我们可能会收集您的其他信息。", 2), (
            "我们收集手机号、昵称、头像。", 0),
        ("收集的信息包括但不限于个人资料。", 1), ("收集的信息包括但不限于手机号、昵称、头像、性别。", 0), (
            "我们不会收集其他信息。", 0),
        ("请等待信息加载。", 0), ("我们收集手机号、位置等。", 1), ("We may collect certain information.", 2), (
            "信息用于其他目的。", 1),
    ],
)  # fmt: skip
def test_vague_terms_where_items_are_named(text: str, count: int) -> None:
    measured = readability(document(text))
    assert measured.vague_terms == count
    assert measured.vague_examples == ((text,) if count else ())


def test_at_most_ten_examples_each_short() -> None:
    measured = readability(document("\n".join(f"{'长' * 300}第{n}，我们收集手机号等信息。" for n in range(20))))
    assert (measured.vague_terms, len(measured.vague_examples)) == (20, 10)
    assert all(len(e) == 200 and "等信息" in e for e in measured.vague_examples)


FILLER = "\n".join("我们在您使用服务时收集手机号，用于登录和找回密码。" for _ in range(LONG // 20))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", False),
        ("# 摘要\n", True),
        ("本政策包含以下内容：\n", True),
        ("一、收集\n二、使用\n三、共享\n四、保存\n五、权利\n", True),
        ("一、收集\n", False),
    ],
)
def test_a_long_text_needs_a_summary(head: str, expected: bool) -> None:
    assert readability(document(head + FILLER)).summary is expected


def test_cost_is_linear() -> None:
    def seconds(source: str) -> float:
        given = document(source)
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            readability(given)
            best = min(best, time.process_time() - start)
        return best

    text = "我们可能会收集您的设备型号、位置等信息。" * 2000
    assert seconds(text * 4) < 10 * max(seconds(text), 0.002)
