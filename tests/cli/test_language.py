import pytest

from kanhe.cli.language import detect


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        ([], {}, "en"), ([], {"LANG": "zh_CN.UTF-8"}, "zh"), ([], {"LANG": "zh_CN", "KANHE_LANG": "en"}, "en"),
        (["inspect", "--lang", "zh"], {"KANHE_LANG": "en"}, "zh"), (["--lang=zh"], {}, "zh"), (["--lang"], {}, "en"),
    ],
)  # fmt: skip
def test_who_decides(arguments: list[str], environment: dict[str, str], lang: str) -> None:
    assert detect(arguments, environment) == lang
