import pytest

from kanhe.ledger.enterprises import (
    AliasAdded,
    EnterpriseMoved,
    EnterpriseRegistered,
    GroupRegistered,
    enterprise_named,
    plain_name,
    valid_credit_code,
)  # fmt: skip
from kanhe.ledger.ledger import Ledger
from tests.ledger.entries import act, enterprise, refused

CODE = "91440300708461136T"


@pytest.mark.parametrize(("one", "other"), [
    ("腾讯科技（深圳）有限公司", "腾讯科技(深圳)有限公司"), ("Shanghai Ctrip Commerce Co.,Ltd", "SHANGHAI CTRIP COMMERCE CO., LTD."),
    ("ＱＱ", "qq"), (" 北京  搜狐 ", "北京搜狐"),
])  # fmt: skip
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


def test_other_names_stay_other() -> None:
    assert plain_name("腾讯科技（深圳）有限公司") != plain_name("腾讯科技（北京）有限公司")


def test_the_check_digit_of_a_credit_code() -> None:
    assert valid_credit_code(CODE)
    assert not valid_credit_code(CODE[:-1] + "U")
    assert not valid_credit_code("0" * 17)
    assert not valid_credit_code("９" + CODE[1:])
    assert sum(valid_credit_code(CODE[:17] + c) for c in "0123456789ABCDEFGHJKLMNPQRTUWXY") == 1


def test_a_store_name_in_english_is_an_alias(ledger: Ledger) -> None:
    ctrip = enterprise(ledger, "上海携程商务有限公司", aliases=("Shanghai Ctrip Commerce Co.,Ltd",))
    act(ledger, AliasAdded(ctrip, "携程"))
    with ledger.read() as connection:
        for name in ("Shanghai Ctrip Commerce Co., Ltd.", "上海携程商务有限公司", "携程"):
            assert enterprise_named(connection, name) == ctrip
        assert enterprise_named(connection, "携程旅行") is None


def test_a_name_belongs_to_one(ledger: Ledger) -> None:
    first = enterprise(ledger, "甲公司")
    refused(ledger, EnterpriseRegistered("甲 公司"), f"belongs to {first}")
    second = enterprise(ledger, "乙公司")
    refused(ledger, AliasAdded(second, "甲公司。"), f"belongs to {first}")
    refused(ledger, AliasAdded("nobody", "丙"), "no enterprise nobody")


@pytest.mark.parametrize("name", ["", "  ", "——", "（）"])
def test_a_name_has_letters(ledger: Ledger, name: str) -> None:
    """All such names would be one, and rows without a developer would be matched to it."""
    refused(ledger, EnterpriseRegistered(name), "no letter")


def test_one_credit_code_is_one_enterprise(ledger: Ledger) -> None:
    first = enterprise(ledger, "甲", credit_code=CODE)
    refused(ledger, EnterpriseRegistered("乙", CODE), f"registered already, as {first}")
    refused(ledger, EnterpriseRegistered("乙", CODE[::-1]), "no unified social credit code")


def test_groups(ledger: Ledger) -> None:
    act(ledger, GroupRegistered("甲集团", "g"))
    refused(ledger, GroupRegistered("又", "g"), "group g is registered already")
    one = enterprise(ledger, "甲", group="g")
    refused(ledger, EnterpriseRegistered("乙", group="h"), "no group h")
    refused(ledger, EnterpriseMoved(one, "h"), "no group h")
    refused(ledger, EnterpriseMoved("x", "g"), "no enterprise x")
    act(ledger, EnterpriseMoved(one, None))
