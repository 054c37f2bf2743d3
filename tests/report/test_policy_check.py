import io

import pytest
from rich.console import Console

from kanhe.declared.given import GivenDocument
from kanhe.inspection import check_documents
from kanhe.report.policy_check import print_policy_check
from tests.specimens.truth import FOLDER

POLICY = FOLDER.parents[1] / "examples/weather-policy.html"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_reader_is_told(lang: str) -> None:
    console = Console(file=io.StringIO(), width=160, highlight=False)
    print_policy_check(check_documents((GivenDocument("policy", POLICY),)), console, lang)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    for words in {
        "zh": ("期满后的处理", "声明不收集", "通讯录", "极光推送 SDK", "= jpush"),
        "en": ("What happens afterwards", "says it does not collect", "jpush"),
    }[lang][0 if lang == "zh" else 1 :]:
        assert words in shown
    assert "晴雨天气隐私政策" in shown
    assert "{" not in shown, "a placeholder was left"
