from pathlib import Path

from kanhe.declared.given import GivenDocument


def test_documents_of_one_role_and_path_are_one() -> None:
    assert len({GivenDocument("policy", Path("a")), GivenDocument("policy", Path("a"))}) == 1
    assert GivenDocument("policy", Path("a")) != GivenDocument("sdk-list", Path("a"))
