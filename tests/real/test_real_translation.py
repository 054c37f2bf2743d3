"""Real apps become class files that link beside the platform's framework and pass the JVM's verifier, every one of them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from benchmarks.real_apps import by_name
from kanhe.runtime.desk import jars
from kanhe.runtime.desk.translating import translate
from kanhe.runtime.problem import RunError
from tests.builders import jvm

pytestmark = [pytest.mark.real, *jvm.MARKS]
LOADING = Path(__file__).parents[1] / "runtime/desk/java/loading"


@pytest.fixture(scope="module")
def loader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return jvm.compile_java([LOADING / "Loading.java"], tmp_path_factory.mktemp("loading"), release=17)


@pytest.mark.timeout(250)
@pytest.mark.parametrize(("name", "least"), [("apidemos", 5000), ("settings", 5000)], ids=["apidemos", "settings"])
def test_every_class_loads_and_verifies(name: str, least: int, loader: Path) -> None:
    try:
        beside, app = jars.fetch(), by_name(name)
    except (RunError, RuntimeError, OSError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"left out: {error}")
    made = translate(app, frameworks=[jars.framework()])
    assert made.untranslated == ()
    assert made.classes > least
    told = jvm.java("loading.Loading", made.jar, "--", *beside, classpath=[loader]).stdout
    found = re.fullmatch(r"\{loaded=(\d+)\}", told.strip())
    assert found, told
    assert int(found[1]) > made.classes
