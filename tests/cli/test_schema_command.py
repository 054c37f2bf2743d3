import json

from tests.cli.test_cli import kanhe


def test_every_format() -> None:
    assert kanhe("schema", "evidence").stdout.startswith("# Evidence tables")
    assert json.loads(kanhe("schema", "report").stdout)["title"] == "kanhe-report/1"
    assert json.loads(kanhe("schema", "diff").stdout)["title"] == "kanhe-diff/1"
    assert kanhe("schema", "nonsense").returncode == 3
