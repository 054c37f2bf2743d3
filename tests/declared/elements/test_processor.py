import pytest

from kanhe.declared.elements.processor import processor_name
from kanhe.declared.elements.sentences import policy_of
from tests.builders.policies import document


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("本应用由北京甲乙科技有限公司运营。", "北京甲乙科技有限公司"), (
            "“我们”是指上海丙丁网络有限公司及其关联公司。",(
            "上海丙丁网络有限公司"
        )),
        ("广州戊己软件股份有限公司（“本公司”）深知隐私的重要。", "广州戊己软件股份有限公司"), (
            "开发者：南京庚辛工作室",(
            "南京庚辛工作室"
        )),
        ("武汉指尖山茶科技有限公司（以下简称“我们”）", "武汉指尖山茶科技有限公司"), (
            "华为山茶终端有限公司（下称“我们”）",(
            "华为山茶终端有限公司"
        )),
        ("“控制”指直接或间接地拥有影响所提及公司管理的能力。", None),
        ("This app is operated by Blue Harbor LLC.", "Blue Harbor LLC"), ("我们可能与关联公司共享。", None), (
            "有限公司", None),
        ("提供【深圳壬癸网络科技有限公司】及其关联公司（以下简称「我们」）的服务", "深圳壬癸网络科技有限公司"),
    ],
)  # fmt: skip
def test_the_words_around_a_name_tell_whose_it_is(source: str, name: str | None) -> None:
    place = processor_name(policy_of(document(source)))
    assert (place.detail if place else None) == name


def test_the_one_that_says_we_comes_before_others() -> None:
    source = "# 共享\n甲物流有限公司（以下简称甲）会送货。\n# 总则\n乙丙丁科技有限公司（以下简称“我们”）尊重您。"
    place = processor_name(policy_of(document(source)))
    assert place is not None
    assert place.detail == "乙丙丁科技有限公司"
