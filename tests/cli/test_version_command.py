from kanhe import __version__
from tests.cli.test_cli import kanhe


def test_version_of_program_and_knowledge() -> None:
    done = kanhe("version")
    assert done.stdout.startswith(f"kanhe {__version__} (knowledge ")
    assert done.returncode == 0
