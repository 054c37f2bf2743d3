import json

from kanhe.inspection import inspect
from kanhe.report.json import json_schema, render_json
from tests.report.test_document import EXAMPLE


def test_text_is_deterministic_but_for_timings() -> None:
    first, second = (json.loads(render_json(inspect(EXAMPLE))) for _ in range(2))
    first.pop("timings")
    second.pop("timings")
    assert first == second
    assert "晴雨天气" in render_json(inspect(EXAMPLE))
    assert json_schema()["properties"]["format"]["const"] == "kanhe-report/1"
