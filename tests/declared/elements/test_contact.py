import pytest

from kanhe.declared.elements import contact as details
from kanhe.declared.elements.contact import processor_contact
from kanhe.declared.elements.sentences import policy_of
from tests.builders.policies import document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话 010-12345678", "phone 010-12345678"), ("邮箱a@b.com.cn", "email a@b.com.cn"), ("手机13800138000",(
            "phone 13800138000"
        )),
        ("地址：北京市海淀区中关村大街1号", "address"), ("请联系在线客服", "in-app"), ("备案号2021008177", None), (
            "版本1.2.3", None),
        ("热线：400 820 1234，邮箱：x@y.org", "email x@y.org; phone 400 820 1234"),
    ],
)  # fmt: skip
def test_contact(text: str, expected: str | None) -> None:
    assert details.contact(text, text) == expected


def test_contact_gathers_what_stands_together() -> None:
    source = "# 联系我们\n电话：010-87654321\n邮箱：hi@qinghe.example.cn\n地址：北京市朝阳区光华路1号"
    place = processor_contact(policy_of(document(source)))
    assert place is not None
    assert place.detail == "email hi@qinghe.example.cn; phone 010-87654321; address"


@pytest.mark.parametrize(
    "source",
    ["请联系我们。", "第三方SDK的联系邮箱：sdk@vendor.example.cn", ("编号 13800138000123"), ("|联系|a@b.cn|\n|x|y|")],
)
def test_no_contact_of_the_processor(source: str) -> None:
    assert processor_contact(policy_of(document(source))) is None


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("# 联系我们\n联系地址：\n北京市海淀区西三旗路 33 号院 6 号楼", "address"), (
            "您可以访问 https://a.example.cn/support 联系我们。",(
            "web form"
        )),
        ("客服热线：4000-123-456", "phone 4000-123-456"), ("Write to us at 12-14 Harbour Street, London, W1A 1AA.",(
            "address"
        )),
    ],
)  # fmt: skip
def test_every_kind_of_contact(source: str, detail: str) -> None:
    place = processor_contact(policy_of(document(source)))
    assert place is not None
    assert place.detail == detail
