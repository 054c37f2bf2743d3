import datetime as dt

import click
import pytest
from click.testing import CliRunner

from kanhe.cli.options import _OPTIONS, EFFORTS, options


def given(*arguments: str) -> dict[str, object]:
    found: dict[str, object] = {}
    command = click.command("x")(options(*_OPTIONS)(lambda **values: found.update(values)))
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return found


def test_a_command_gets_what_it_names_in_that_order() -> None:
    command = click.command("x")(options("html", "json")(lambda **values: None))
    assert [p.name for p in command.params] == ["html", "json_"]


def test_defaults() -> None:
    found = given()
    assert (found["date"], found["effort"], found["app_type"]) == (dt.date.today(), EFFORTS["normal"], None)
    assert found["lang"] in ("zh", "en")


def test_what_is_given() -> None:
    found = given("--date", "2026-01-02", "--effort", "quick", "--lang", "zh", "--app-type", "map-navigation", "-q")
    assert (found["date"], found["effort"], found["lang"]) == (dt.date(2026, 1, 2), 0, "zh")
    assert (found["app_type"], found["quiet"]) == ("map-navigation", True)


@pytest.mark.parametrize(
    "arguments", [("--date", "soon"), ("--app-type", "none"), ("--effort", "much"), ("--lang", "fr")]
)
def test_what_cannot_be_used(arguments: tuple[str, str]) -> None:
    with pytest.raises(click.BadParameter):
        given(*arguments)
