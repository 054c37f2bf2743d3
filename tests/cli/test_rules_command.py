from tests.cli.test_cli import kanhe


def test_list_show_lint() -> None:
    assert "weak-tls" in kanhe("rules", "list").stdout
    assert "# 不校验证书或主机名" in kanhe("rules", "show", "weak-tls", lang="zh").stdout
    assert kanhe("rules", "show", "nonsense").returncode == 3
    done = kanhe("rules", "lint")
    assert (done.returncode, done.stdout.strip()) == (0, "0 problems")
