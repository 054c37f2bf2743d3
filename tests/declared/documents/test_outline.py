import pytest

from kanhe.declared.documents.document import Block
from kanhe.declared.documents.outline import outlined
from kanhe.declared.documents.plain import plain_blocks

LONG = "我们会在您使用相关功能时收集必要的信息，用于为您提供服务，并采取措施保护其安全。"


def outline(text: str) -> list[tuple[str, int, str | None, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in outlined(plain_blocks(text))]


def kinds(text: str) -> list[str]:
    return [f"{k[0]}{level}" for k, level, _, _ in outline(text)]


def test_headings_within_one_another() -> None:
    text = (
        f"示例隐私政策\n一、收集\n{LONG}\n（一）注册\n{LONG}\n1. 手机号\n{LONG}\n（二）登录\n{LONG}\n二、共享\n{LONG}"
    )
    assert outline(text) == [
        ("heading", 1, None, "示例隐私政策"),
        ("heading", 2, "一、", "收集"), ("paragraph", 0, None, LONG),
        ("heading", 3, "（一）", "注册"), ("paragraph", 0, None, LONG),
        ("heading", 4, "1.", "手机号"), ("paragraph", 0, None, LONG),
        ("heading", 3, "（二）", "登录"), ("paragraph", 0, None, LONG),
        ("heading", 2, "二、", "共享"), ("paragraph", 0, None, LONG),
    ]  # fmt: skip


def test_a_scheme_stands_within_the_one_it_begins_below() -> None:
    text = f"1、收集\n（一）注册\n{LONG}\n（二）登录\n{LONG}\n2、共享\n（一）范围\n{LONG}\n3、联系\n{LONG}"
    assert [k for k in kinds(text) if k != "p0"] == ["h1", "h2", "h2", "h1", "h2", "h1"]


def test_chapters_and_articles() -> None:
    assert kinds(f"第一章 总则\n第一条 目的\n{LONG}\n第二条 范围\n{LONG}\n第二章 收集\n{LONG}") == [
        "h1", "h2", "p0", "h2", "p0", "h1", "p0",
    ]  # fmt: skip


def test_dotted_numbers() -> None:
    assert kinds(f"1. 收集\n1.1 注册\n{LONG}\n1.2 登录\n{LONG}\n2. 共享\n2.1 范围\n{LONG}") == [
        "h1", "h2", "p0", "h2", "p0", "h1", "h2", "p0",
    ]  # fmt: skip


def test_sentences_with_numbers_are_entries() -> None:
    assert outline("我们收集：\n（1）手机号；\n（2）邮箱；\n（3）头像。\n以上信息。")[1:4] == [
        ("item", 1, "（1）", "手机号；"), ("item", 1, "（2）", "邮箱；"), ("item", 1, "（3）", "头像。"),
    ]  # fmt: skip


def test_short_entries_side_by_side_are_no_headings() -> None:
    assert kinds(f"我们收集以下信息：\n1、手机号\n2、昵称\n3、头像\n{LONG}") == ["p0", "i1", "i1", "i1", "p0"]


def test_siblings_of_headings_are_headings() -> None:
    text = f"1、注册\n{LONG}\n2、登录\n{LONG}\n3、头像、昵称、签名\n{LONG}\n4、支付\n{LONG}"
    assert [k for k in kinds(text) if k != "p0"] == ["h1"] * 4


def test_an_enumeration_that_begins_again_stands_within_the_entry_above() -> None:
    text = "1. 用户应当遵守下列规定：\n1. 不得违法；\n2. 不得侵权；\n2. 用户有权投诉；\n3. 用户有权注销。"
    assert [(level, marker) for _, level, marker, _ in outline(text)] == [
        (1, "1."),
        (2, "1."),
        (2, "2."),
        (1, "2."),
        (1, "3."),
    ]


def test_a_table_of_contents_makes_no_headings() -> None:
    contents = "一、我们如何收集信息\n二、我们如何共享信息\n三、我们如何保护您的信息安全\n四、如何联系我们\n"
    body = f"一、我们如何收集信息\n{LONG}\n二、我们如何共享信息\n{LONG}\n三、我们如何保护信息安全\n{LONG}\n四、如何联系我们\n{LONG}"
    assert kinds(contents + body) == ["i1"] * 4 + ["h1", "p0"] * 4


def test_a_bold_line_heads_what_follows() -> None:
    assert kinds(f"**设备信息**\n{LONG}\n**日志信息**\n{LONG}") == ["h1", "p0", "h1", "p0"]
    assert kinds(f"**我们会收集您的设备信息。**\n{LONG}") == ["p0", "p0"]


def test_keys_and_values_are_no_headings() -> None:
    text = "**某推送SDK**\n运营方：某公司\n功能：消息推送\n收集信息：设备信息"
    assert kinds(text)[1:] == ["p0", "p0", "p0"]


@pytest.mark.parametrize("text", ["如何联系我们", "未成年人保护", "信息安全"])
def test_a_bare_line_that_names_its_subject(text: str) -> None:
    assert kinds(f"{text}\n{LONG}") == ["h1", "p0"]


def test_english_headings() -> None:
    body = "We collect the information that you give to us when you use our services, and what your device tells us."
    assert kinds(f"Information We Collect\n{body}\nHow We Share Information\n{body}") == ["h1", "p0", "h1", "p0"]


def test_headings_of_the_format_keep_their_order() -> None:
    text = f"# 示例隐私政策\n## 一、收集\n{LONG}\n### 注册\n{LONG}\n## 二、共享\n{LONG}"
    assert kinds(text) == ["h1", "h2", "p0", "h3", "p0", "h2", "p0"]


def test_headings_of_one_size_are_told_apart_by_their_numbers() -> None:
    text = f"### 一、收集\n### （一）注册\n{LONG}\n### （二）登录\n{LONG}\n### 二、共享\n{LONG}"
    assert kinds(text) == ["h1", "h2", "p0", "h2", "p0", "h1", "p0"]


def test_places_are_kept() -> None:
    source = f"一、 收集信息\n{LONG}"
    heading = outlined(plain_blocks(source))[0]
    assert source[slice(*heading.passage.span(0, 4))] == "收集信息"


def test_tables_are_left_alone() -> None:
    table = plain_blocks("a|b\n-|-\nc|d")
    assert outlined(table) == table
    assert outlined([]) == ()
    assert isinstance(table[0], Block)
