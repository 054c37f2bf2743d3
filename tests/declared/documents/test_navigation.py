import numpy as np

from kanhe.declared.documents.document import Block, Link, Passage
from kanhe.declared.documents.navigation import link_share, without_navigation


def block(text: str, target: str | None = None) -> Block:
    links = (Link(0, len(text), target),) if target else ()
    return Block("paragraph", Passage(text, np.arange(len(text) + 1, dtype=np.int32), links=links))


TEXT = block("我们会收集您的手机号码，用于为您注册账号并提供服务，您可以拒绝提供。")


def kept(*placed: tuple[str, Block]) -> list[str]:
    return [b.text for b in without_navigation(placed)]


def test_menus_at_the_ends() -> None:
    menu = [("", block(text, "/x")) for text in ("首页", "产品", "关于我们")]
    footer = [("", block(text, "/x")) for text in ("招聘", "合作", "帮助")]
    assert kept(*menu, ("", TEXT), ("", TEXT), *footer, ("", block("© 2021 示例公司 京ICP备1号"))) == [TEXT.text] * 2


def test_few_links_and_links_within_the_page_stay() -> None:
    assert kept(("", block("用户协议", "/x")), ("", TEXT)) == ["用户协议", TEXT.text]
    contents = [("", block(text, "#x")) for text in ("收集", "共享", "联系我们")]
    assert kept(*contents, ("", TEXT)) == ["收集", "共享", "联系我们", TEXT.text]


def test_parts_of_the_page() -> None:
    placed = [
        ("nav", block("产品中心与解决方案", "/x")), ("edge", block("版权所有 示例公司")), ("edge", block("隐私政策")),
        ("nav", block("目录：我们如何收集您的个人信息以及如何使用", "#x")), ("", TEXT), ("", TEXT),
    ]  # fmt: skip
    assert kept(*placed) == ["隐私政策", "目录：我们如何收集您的个人信息以及如何使用", TEXT.text, TEXT.text]


def test_a_page_of_which_little_would_remain_is_kept_whole() -> None:
    placed = [("nav", block("第一章 收集信息", "/x"))] * 9 + [("", block("短"))]
    assert len(kept(*placed)) == 10
    assert kept() == []


def test_share_of_links() -> None:
    assert link_share(block("首页", "/x")) == 1.0
    assert link_share(block("首页", "#x")) == 0.0
