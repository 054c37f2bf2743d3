import json

from tests.cli.test_cli import kanhe


def test_both_formats() -> None:
    assert kanhe("schema", "evidence").stdout.startswith("# Evidence tables")
    assert json.loads(kanhe("schema", "report").stdout)["title"] == "kanhe-report/1"
    assert kanhe("schema", "nonsense").returncode == 3
