import pytest

from kanhe.ledger.importing.headers import ALIASES, column, columns, lists_sdks


def test_every_alias_names_its_column() -> None:
    assert all(column(alias) == name for name, aliases in ALIASES.items() for alias in aliases)


@pytest.mark.parametrize(
    ("header", "name"),
    [("应 用 名 称", "name"), ("ＡＰＰ名称", "name"), ("应用开发者/运营者", "developer"), ("App备案编号", "filing"), ("主要存在问题", "problems"),
     ("下架版本号", "version"), ("样品获取来源", "source"), ("备注", None), ("违规收集个人信息且超范围收集个人信息等多个问题的说明", None)],
)  # fmt: skip
def test_variants(header: str, name: str | None) -> None:
    assert column(header) == name


def test_a_row_of_headers_names_the_app_and_more() -> None:
    assert columns(["序号", "应用名称", "备注"]) is None
    assert columns(["序号", "应用名称", "版本", "备注"]) == ("number", "name", "version", None)
    assert columns(["1", "企业名称查询", "某公司", "1.0"]) is None
    assert lists_sdks(["序号", "SDK名称", "开发者"])
    assert not lists_sdks(["序号", "APP/SDK名称", "开发者"])
