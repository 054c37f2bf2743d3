import pytest

from kanhe.ledger.importing.series import Series, series


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["关于侵害用户权益行为的APP通报（2021年第8批，总第17批）"], (2021, 8, 17)),
        (["关于侵害用户权益行为的APP（SDK）通报", "（2025年第4批，总第49批）"], (2025, 4, 49)),
        (["川渝两地通信管理局关于侵害用户权益行为APP的通报（2025年第五期）"], (2025, 5, None)),
        (["关于侵害用户权益行为APP的通报（二〇二四年第十二批）"], (2024, 12, None)),
        (["关于侵害用户权益行为的APP通报", "2024年第6批"], (2024, 6, None)),
        (["关于侵害用户权益行为的APP通报（总第５批）"], (None, None, 5)),
        (["关于侵害用户权益行为的APP通报"], (None, None, None)),
        (["一句话。没有标题"], (None, None, None)),
    ],
)
def test_places(lines: list[str], found: tuple[int | None, ...]) -> None:
    read = series(lines)
    assert (read.year, read.number, read.total_number) == found


def test_what_the_title_says() -> None:
    assert series(["关于下架侵害用户权益APP名单的通报"]).delisting
    assert not series(["关于侵害用户权益行为的APP通报", "逾期不整改的，予以下架。"]).delisting
    assert series(["关于侵害用户权益行为APP“回头看”的通报"]).look_back
    assert series([], "2021年第8批（总第17批）.xlsx") == Series(None, 2021, 8, 17)
