from kanhe.evidence.declared_rows import PolicyElementRow
from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.report.diff import elements
from kanhe.report.diff.elements import document_changes, element_changes
from tests.report.diff.builds import build, policy, short, told


def element(present: bool = True, detail: str | None = None, **columns: object) -> PolicyElementRow:
    return PolicyElementRow(
        **{
            "app": "a",
            "document": "policy",
            "element": "effective-date",
            "present": present,
            "detail": detail,
            **columns,
        }
    )


def test_gained_lost_and_changed() -> None:
    there, other, missing = (
        build(element(detail="2024-01-01")),
        build(element(detail="2025-01-01")),
        build(element(False)),
    )
    assert short(element_changes(missing, there)) == ["new effective-date [policy] plain"]
    assert short(element_changes(there, missing)) == ["gone effective-date [policy] high"]
    assert told(element_changes(there, other)) == ["2024-01-01 → 2025-01-01"]
    assert list(element_changes(missing, build())) == []
    assert list(element_changes(there, build(element(detail="2024-01-01", quote="别处", start=3)))) == []


def test_elements_have_names() -> None:
    (known,) = element_changes(build(), build(element()))
    (unknown,) = element_changes(build(), build(element(element="no-such-element")))
    assert known.name.zh != "effective-date"
    assert unknown.name.en == "no-such-element"


def test_documents_that_came_or_went() -> None:
    assert short(document_changes(build(), build(policy()))) == ["new policy [policy] high"]
    assert short(document_changes(build(policy()), build())) == ["gone policy [policy] high"]


def test_another_text_asks_other_bytes_do_not() -> None:
    assert short(document_changes(build(policy(characters=10)), build(policy("2", characters=12)))) == [
        "changed policy [policy] plain"
    ]
    assert short(document_changes(build(policy(characters=10)), build(policy("2", characters=10)))) == [
        "changed policy [] weak"
    ]
    assert list(document_changes(build(policy()), build(policy()))) == []


def test_every_role_has_a_name() -> None:
    assert elements.ROLES.keys() == VOCABULARY["document_role"].keys()
