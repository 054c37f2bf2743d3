import pytest

from kanhe.ledger.importing.stated import differs, stated


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("近期抽查共发现23款APP及SDK存在侵害用户权益行为。", 23),
        ("累计检测62万款APP，责令2234款APP整改。截至目前，尚有157款APP未完成整改。", 157),
        ("发现120款APP存在问题。截至目前，尚有43款APP未完成整改。", 43),
        ("我部发现71款APP存在问题，现予以通报。广东、北京通信管理局检测发现74款APP仍未完成整改，现予以通报。", 145),
        ("共发现107款APP、13款SDK存在问题。", 120),
        ("尚有二十二款APP未完成整改", 22),
        ("上述共计31款APP应整改。", None),
        ("各有关企业应当重视。", None),
    ],
)
def test_counts(text: str, count: int | None) -> None:
    assert stated([text]) == count


def test_tolerance() -> None:
    assert not differs(100, 95)
    assert differs(100, 94)
    assert not differs(100, 50, 104)
