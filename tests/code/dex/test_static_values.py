from kanhe.code.dex.static_values import static_strings
from kanhe.inspection import inspect
from tests.builders.dex import Class
from tests.builders.program import tables_of
from tests.specimens.truth import FOLDER


def test_version_written_in_a_static_field() -> None:
    rows = inspect(FOLDER.parents[1] / "examples/weather.apk").evidence.rows("sdks")
    push = next(r for r in rows if r["sdk"] == "jpush")
    assert push["version"] == "3.3.4"
    assert push["version_source"] == "Lcn/jpush/android/api/JPushInterface;->SDK_VERSION"


def test_class_without_values() -> None:
    (dex,) = tables_of([Class("La/A;")])
    assert list(static_strings(dex, 0)) == []
