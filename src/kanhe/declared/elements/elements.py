"""Which mandatory elements a policy has, with the words that show each.

Holds the list of finders; how each finds is its own matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kanhe.declared.documents.document import Document
from kanhe.declared.elements.contact import processor_contact
from kanhe.declared.elements.dates import effective_date, update_date, version
from kanhe.declared.elements.lists import collected_list, sdk_list, third_party_list
from kanhe.declared.elements.marking import sensitive_marked
from kanhe.declared.elements.permissions import permission_purposes
from kanhe.declared.elements.place import Place, row
from kanhe.declared.elements.processor import processor_name
from kanhe.declared.elements.sentences import Policy, policy_of
from kanhe.declared.elements.ways import find
from kanhe.evidence.declared_rows import PolicyElementRow
from kanhe.knowledge.policy_elements import policy_elements as known

FINDERS: Mapping[str, Callable[[Policy], Place | None]] = {
    "processor-name": processor_name, "processor-contact": processor_contact, "sensitive-marked": sensitive_marked,
    "third-party-list": third_party_list, "sdk-list": sdk_list, "collected-list": collected_list,
    "permission-purposes": permission_purposes, "effective-date": effective_date, "update-date": update_date,
    "version": version,
}  # fmt: skip
"""Elements that are found by more than the words of one place."""


def policy_elements(app: str, name: str, document: Document) -> list[PolicyElementRow]:
    """One row an element of the knowledge; ``name`` is the document's id in ``documents.document``."""
    policy = policy_of(document)
    return [
        row(app, name, policy, e.id, FINDERS[e.id](policy) if e.id in FINDERS else find(policy, e))
        for e in known().values()
    ]
