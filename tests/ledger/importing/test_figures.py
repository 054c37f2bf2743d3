from pathlib import Path

import pytest

from kanhe.ledger.importing.content import Unreadable
from kanhe.ledger.importing.figures import COLUMNS, is_figures, read_figures

EXAMPLE = Path(__file__).parents[3] / "examples/rounds-2021.csv"
HEAD = ",".join(COLUMNS)


def test_the_example_says_how_it_was_computed() -> None:
    data = EXAMPLE.read_bytes()
    assert is_figures(data)
    found = read_figures(data)
    assert [(f.first_round, f.last_round) for f in found] == [(1, 10), (11, 16), (17, 21)]
    assert [sum(getattr(f, c) or 0 for f in found) for c in ("tested", "named", "delisted")] == [2_440_000, 2_049, 540]
    assert all("ifference of published totals" in f.source for f in found[1:])


@pytest.mark.parametrize(
    ("row", "sentence"),
    [("miit,1,x,2021-01-01,,,,,s", "line 2"), ("miit,1,1,2021-13-01,,,,,s", "line 2"), (",1,1,2021-01-01,,,,,s", "regulator"),
     ("miit,1,1,2021-01-01," + "9" * 40 + ",,,,s", "too large"), ("miit,1,99999,2021-01-01,,,,,s", "too large")],
)  # fmt: skip
def test_a_wrong_line_is_named(row: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_figures(f"{HEAD}\n{row}\n".encode())


def test_missing_columns_and_other_files() -> None:
    with pytest.raises(Unreadable, match="published"):
        read_figures(b"regulator,first_round,last_round\n")
    assert not is_figures("序号,应用名称\n".encode("gb18030"))
    (figures,) = read_figures(f'{HEAD}\nmiit,1,1,2021-01-01,"1,390,000",,3,,s\n\n'.encode())
    assert (figures.tested, figures.ordered, figures.named) == (1_390_000, None, 3)
