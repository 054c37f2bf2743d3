import pytest

from kanhe.ledger.importing.problems import problems

FORCED = "APP强制、频繁、过度索取权限"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("违规收集个人信息", ["违规收集个人信息"]),
        ("违规收集个人信息；超范围收集个人信息", ["违规收集个人信息", "超范围收集个人信息"]),
        (
            f"违规收集个人信息 / APP频繁自启动和关联启动 / {FORCED}",
            ["违规收集个人信息", "APP频繁自启动和关联启动", FORCED],
        ),
        (f"违规收集个人信息、{FORCED}、账号注销难", ["违规收集个人信息", FORCED, "账号注销难"]),
        ("未明示个人信息处理规则、违规收集个人信息", ["未明示个人信息处理规则", "违规收集个人信息"]),
        ("1.违规收集个人信息2.超范围收集个人信息", ["违规收集个人信息", "超范围收集个人信息"]),
        ("（1）违规收集个人信息（2）账号注销难", ["违规收集个人信息", "账号注销难"]),
        ("违规收集\n个人信息\n超范围收集个人信息", ["违规收集个人信息", "超范围收集个人信息"]),
        ("违规收集个人信息，超范围收集个人信息", ["违规收集个人信息", "超范围收集个人信息"]),
        ("违规收集个人信息\n违规收集个人信息", ["违规收集个人信息"]),
        ("", []),
    ],
)
def test_labels(cell: str, found: list[str]) -> None:
    assert list(problems(cell)) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "隐私政策未逐一列出App（包括委托的第三方或嵌入的第三方代码、插件）收集使用个人信息的目的、方式、范围等",
        "未以显著方式标示且未经用户同意，将收集到的用户搜索等个人信息，用于定向推送或广告精准营销，且未提供关闭该功能选项",
        "未建立并公布个人信息安全投诉、举报渠道", "收集通讯录信息、地理位置信息", FORCED,
    ],
)  # fmt: skip
def test_a_sentence_is_not_cut(sentence: str) -> None:
    assert problems(sentence) == (sentence,)
