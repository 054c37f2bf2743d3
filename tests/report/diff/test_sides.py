from pathlib import Path

from kanhe.inspection import Options, inspect
from kanhe.report.diff.sides import side
from tests.specimens.truth import APK


def test_a_folder_is_judged_anew_as_the_package_was(tmp_path: Path) -> None:
    path = APK / "weak-tls-violates.apk"
    inspection = inspect(path)
    inspection.evidence.save(tmp_path / "e")
    saved, fresh = side(tmp_path / "e", Options()), side(path, Options())
    assert saved.saved
    assert not fresh.saved
    assert {f.fingerprint for f in saved.judgement.findings} == {f.fingerprint for f in inspection.judgement.findings}
    assert saved.package == fresh.package
