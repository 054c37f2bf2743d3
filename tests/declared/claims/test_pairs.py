import pytest

from kanhe.declared.claims.pairs import Pair, pairs
from kanhe.declared.documents.document import Document
from kanhe.declared.documents.reading import read_document


def read(text: str) -> Document:
    return read_document(text.encode(), "policy.txt")


def found(text: str, *sdks: int) -> list[Pair]:
    blocks = read(text).blocks
    return list(pairs(blocks, [index in sdks for index in range(len(blocks))]).values())


def test_a_run_tells_what_for() -> None:
    one, other, third = found("收集信息：设备型号\n使用目的：适配机型\n使用场景：启动时\n谢谢。")
    assert one == Pair("data", False, "适配机型", "启动时")
    assert (other.kind, third.kind) == ("purpose", "occasion")


@pytest.mark.parametrize(
    "text",
    [
        "SDK名称：某推送\n收集信息：IMEI\n",
        "公司名称：某公司\n收集信息：IMEI\n",
        "某推送SDK\n\n使用目的：推送\n收集信息：IMEI\n",
    ],
)
def test_a_run_of_a_third_party(text: str) -> None:
    assert all(pair.of_others for pair in found(text))


def test_an_sdk_named_by_a_value() -> None:
    assert all(pair.of_others for pair in found("服务名称：友盟\n收集信息：IMEI\n", 0))


def test_one_alone_is_no_run() -> None:
    assert not found("收集信息：设备型号\n我们重视您的隐私。")
    assert not found("我们重视您的隐私。")
