import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.spelling import folded, key, letters, readings, squeezed, squeezed_at, triples


@given(st.text())
def test_places_lead_back_to_the_text(text: str) -> None:
    lower, at = squeezed_at(text)
    assert lower == squeezed(text)
    assert [folded(text)[i] for i in at] == list(lower)
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize("name", ["友盟+ SDK", "【友盟+】sdk", "友 盟＋　ＳＤＫ", "友盟+软件开发工具包"])
def test_one_key_for_all_spellings(name: str) -> None:
    assert key(name) == "友盟+"


def test_a_name_that_is_nothing_but_sdk_stays() -> None:
    assert key("SDK") == "sdk"


def test_readings_cost_more_the_more_is_left_out() -> None:
    found = list(readings("1. 极光推送服务（Android） v3.1.2"))
    costs = [cost for _, cost in found]
    assert costs[0] == 0
    assert all(cost > 0 for cost in costs[1:])
    assert "极光推送" in dict(found)


@given(st.text())
def test_readings_end_and_never_repeat(text: str) -> None:
    found = [spelled for spelled, _ in readings(text)]
    assert len(found) == len(set(found))
    assert all(found)


def test_triples() -> None:
    assert len(triples(letters("极光"))) == 0
    assert len(set(triples(letters("极光推极光推")).tolist())) == 3
