from kanhe.declared.claims.statements import Frame
from kanhe.declared.claims.tables import read_table
from kanhe.declared.documents.document import Block
from kanhe.declared.documents.reading import read_document


def table(text: str) -> Block:
    (block,) = [b for b in read_document(text.encode(), "policy.md").blocks if b.kind == "table"]
    return block


COLLECTED = "| 业务功能 | 收集的个人信息 | 使用目的 |\n| --- | --- | --- |\n| 注册 | 手机号、昵称 | 创建账号 |\n| 配送 | 收货地址 | |\n"
SDKS = "| SDK名称 | 收集的信息 | 目的 |\n| --- | --- | --- |\n| 推送 | IMEI | 推送 |\n"


def test_a_row_states_its_items_with_purpose_and_occasion() -> None:
    cells = list(read_table(table(COLLECTED), Frame("app", "collect")))
    assert [(c.mention.item, c.frame.purpose, c.frame.condition) for c in cells] == [
        ("phone-number", "创建账号", "注册"), ("nickname-avatar", "创建账号", "注册"), ("recipient-address", None, "配送"),
    ]  # fmt: skip
    assert all(c.passage.text[c.mention.start : c.mention.end] == c.mention.written for c in cells)


def test_a_list_of_sdks_is_not_the_apps() -> None:
    assert not list(read_table(table(SDKS), Frame("app", "collect")))


def test_a_table_of_something_else_states_nothing() -> None:
    assert not list(read_table(table("| 甲 | 乙 |\n| --- | --- |\n| 手机号 | 二 |\n"), Frame("app", "collect")))
