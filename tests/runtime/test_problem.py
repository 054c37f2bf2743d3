from kanhe.runtime.problem import KEPT, Problems, RunError


def test_problems_are_kept_to_a_bound_and_all_counted() -> None:
    problems = Problems()
    for line in range(KEPT + 5):
        problems.add(line, "坏", "bad")
    assert len(problems.kept) == KEPT
    assert problems.count == KEPT + 5
    assert problems.kept[3].line == 3


def test_an_error_has_both_languages() -> None:
    error = RunError("不行", "no")
    assert (error.zh, error.en, str(error)) == ("不行", "no", "no")
