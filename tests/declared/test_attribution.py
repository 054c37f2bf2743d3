from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.attribution import attributed
from kanhe.evidence.declared_rows import DeclarationRow, DeclaredSdkRow

STATEMENT = DeclarationRow(
    "a", "policy", "app", "collect", "oaid", "OAID", start=50, end=60, item_start=55, item_end=59
)
ROW = DeclaredSdkRow("a", "policy", "极光推送", "jpush", start=40, end=80)


def one(statement: DeclarationRow, *rows: DeclaredSdkRow) -> DeclarationRow:
    (found,) = attributed([statement], rows)
    return found


def test_what_stands_in_a_row_is_said_of_its_sdk() -> None:
    found = one(STATEMENT, ROW)
    assert (found.subject, found.subject_written) == ("jpush", "极光推送")
    assert one(STATEMENT, replace(ROW, sdk=None)).subject == "partner"


def test_what_stands_outside_or_in_a_mere_sentence_is_the_apps() -> None:
    assert one(STATEMENT) == STATEMENT
    assert one(STATEMENT, replace(ROW, end=55)) == STATEMENT
    assert one(STATEMENT, replace(ROW, start=56)) == STATEMENT
    assert one(STATEMENT, replace(ROW, via="sentence")) == STATEMENT


def test_what_has_a_subject_keeps_it() -> None:
    other = replace(STATEMENT, subject="umeng-analytics")
    assert one(other, ROW) == other


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 20)), max_size=8), st.integers(0, 120))
def test_rows_that_do_not_overlap_are_told_apart(spans: list[tuple[int, int]], at: int) -> None:
    rows, end = [], 0
    for gap, length in spans:
        rows.append(replace(ROW, name_as_written=str(end), start=end + gap, end=end + gap + length))
        end += gap + length
    within = [r for r in rows if r.start <= at < r.end]
    found = one(replace(STATEMENT, item_start=at), *rows)
    assert found.subject == ("jpush" if within else "app")
    assert found.subject_written == (within[0].name_as_written if within else None)
