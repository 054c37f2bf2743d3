from kanhe.inspection import inspect
from tests.specimens.truth import APK


def test_rows_are_in_a_stable_order_with_their_proof() -> None:
    evidence = inspect(APK / "fingerprint-many-params-violates.apk").evidence
    rows = evidence.rows("calls")
    keys = [(r["item"], r["caller"], r["offset"], r["api"]) for r in rows]
    assert keys == sorted(keys)
    strong = next(r for r in rows if r["item"] == "android-id")
    weak = next(r for r in rows if r["item"] == "device-model-params")
    assert strong["excerpt"]
    assert strong["line"]
    assert strong["code_file"] == "classes.dex"
    assert weak["excerpt"] == []  # weak parameters carry no proof of their own
    assert weak["level"] == "reachable"
