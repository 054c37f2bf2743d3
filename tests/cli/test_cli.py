import subprocess
import sys

import pytest


def kanhe(*arguments: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run([sys.executable, "-m", "kanhe", *arguments], capture_output=True, text=True, check=False,
                          env={**os.environ, "KANHE_LANG": lang})  # fmt: skip


def test_help_in_both_languages() -> None:
    assert "Inspect an app package" in kanhe("--help").stdout
    assert "检测一个应用安装包" in kanhe("--help", lang="zh").stdout


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("inspect",), ("inspect", "x.apk", "--no-such-option"), ("inspect", "x.apk", "--date", "soon")],
)
def test_usage_errors_exit_with_three(arguments: tuple[str, ...]) -> None:
    done = kanhe(*arguments)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_version_and_schema() -> None:
    assert kanhe("version").stdout.startswith("kanhe 0.")
    assert "## calls" in kanhe("schema").stdout
    assert '"kanhe-report/1"' in kanhe("schema", "report").stdout
