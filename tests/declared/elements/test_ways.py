import re
import time

from kanhe.declared.elements.elements import policy_elements
from kanhe.declared.elements.sentences import policy_of
from kanhe.declared.elements.ways import answers, find
from kanhe.knowledge.policy_elements import PolicyElement, Way
from tests.builders.policies import document

POLICY = policy_of(document("# 其他\n可以删除。\n# 您的权利\n可以删除。\n通过设置。\n# 删除"))


def way(*says: str, **rest: object) -> Way:
    return Way(("删除",), tuple(map(re.compile, says)), **rest)  # type: ignore[arg-type]


def element(*ways: Way, prefer: str | None = None) -> PolicyElement:
    return PolicyElement("x", "x", "x", "always", (), ways, re.compile(prefer) if prefer else None)


def block(found: PolicyElement) -> int | None:
    place = find(POLICY, found)
    return place.block if place else None


def test_the_first_place_unless_a_heading_is_preferred() -> None:
    assert block(element(way("删除"))) == 1
    assert block(element(way("删除"), prefer="权利")) == 3
    assert block(element(way("删除"), prefer="没有")) == 1


def test_earlier_ways_come_first() -> None:
    assert block(element(way("没有"), way("删除", under=re.compile("权利")))) == 3
    assert block(element(way("没有"))) is None


def test_every_condition_binds() -> None:
    assert answers(POLICY, 3, way("删除", near=(re.compile("设置"),)))
    assert not answers(POLICY, 1, way("删除", near=(re.compile("设置"),)))
    assert not answers(POLICY, 3, way("删除", never=(re.compile("可以"),)))
    assert not answers(POLICY, 5, way("删除")), "a title says nothing"


def test_cost_is_linear_and_small() -> None:
    text = "".join(
        f"# 第{n}节\n如您需要，您可以通过设置页面查阅、更正、删除您的个人信息，我们会在15个工作日内答复，保存期限为三年，用于提供服务。\n"
        for n in range(250)
    )

    def seconds(source: str) -> float:
        given = document(source)
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            policy_elements("a", "policy", given)
            best = min(best, time.process_time() - start)
        return best

    once, fourfold = seconds(text), seconds(text * 4)
    assert fourfold < 10 * max(once, 0.01)


def test_hostile_text_takes_no_longer() -> None:
    for text in (
        "您可以" * 20_000,
        "a@" * 30_000,
        "公司" * 30_000,
        "（" * 60_000,
        "1" * 60_000,
        "《第三方" * 15_000,
        ("SDK") * 20_000,
    ):
        start = time.process_time()
        policy_elements("a", "policy", document(text))
        assert time.process_time() - start < 3, text[:8]
