import pytest
from click.testing import CliRunner

from kanhe.cli.rules_command import lint_rules
from kanhe.rules import lint
from tests.cli.test_cli import kanhe


def test_list_and_show() -> None:
    assert "weak-tls" in kanhe("rules", "list").stdout
    assert "# 不校验证书或主机名" in kanhe("rules", "show", "weak-tls", lang="zh").stdout
    assert kanhe("rules", "show", "nonsense").returncode == 3


@pytest.mark.parametrize(
    ("problems", "status", "told"),
    [
        ([], 0, ["0 problems"]),
        (
            [lint.Problem("some-rule", "a check", "what is wrong")],
            1,
            ["some-rule: a check: what is wrong", "1 problems"],
        ),
    ],
    ids=["clean", "faulty"],
)
def test_lint(monkeypatch: pytest.MonkeyPatch, problems: list[lint.Problem], status: int, told: list[str]) -> None:
    """What it looks at is tested beside it (tests/rules/test_lint.py)."""
    monkeypatch.setattr(lint, "lint", lambda: problems)
    monkeypatch.setenv("KANHE_LANG", "en")
    done = CliRunner().invoke(lint_rules, [], standalone_mode=False)
    assert (done.return_value, done.output.splitlines()) == (status, told)
