import pytest

from kanhe.knowledge.item_coverage import item_coverage


@pytest.mark.parametrize(
    ("stated", "covered", "not_covered"),
    [
        ("location-precise", "location-coarse", "location-background"),
        ("location-coarse", "location-coarse", "location-precise"),
        ("track", "location-precise", "photos"),
        ("imei", "imei", "meid"),
        ("device-information", "device-model-params", "imei"),
        ("network-information", "network-state", "mac-address"),
    ],
)
def test_what_a_statement_covers(stated: str, covered: str, not_covered: str) -> None:
    assert covered in item_coverage().covered_by(stated)
    assert not_covered not in item_coverage().covered_by(stated)


def test_general_words_name_no_identifier() -> None:
    from kanhe.knowledge.items import items

    for word, says in item_coverage().words.items():
        assert not [i for i in says.covers if items()[i].weight == "identifier"], word


def test_what_is_not_known_covers_nothing() -> None:
    assert item_coverage().covered_by("no-such-word") == ()
