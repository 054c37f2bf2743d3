import re

import pytest

from kanhe.report.phrases import PHRASES, phrase


def test_both_languages() -> None:
    for key, text in PHRASES.items():
        assert text.en, key
        assert re.search(r"[\u4e00-\u9fff]", text.zh), key
    with pytest.raises(KeyError):
        phrase("no-such", "en")
