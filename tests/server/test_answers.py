from kanhe.server.answers import PROBLEMS, Problem, Said


def test_a_problem_says_why_in_both_languages() -> None:
    assert Problem(error=Said(zh="没有", en="none")).model_dump() == {"error": {"zh": "没有", "en": "none"}}


def test_every_status_is_described() -> None:
    assert {401, 403, 404, 409, 422, 429, 503} <= set(PROBLEMS)
    assert all(told["model"] is Problem and told["description"] for told in PROBLEMS.values())
