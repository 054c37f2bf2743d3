from pathlib import Path

from kanhe.server.settings import Settings


def test_what_has_no_address_of_its_own_lies_in_the_folder(tmp_path: Path) -> None:
    plain = Settings(tmp_path)
    assert plain.database == f"sqlite:///{tmp_path / 'kanhe.db'}"
    assert plain.evidence == (tmp_path / "evidence").as_uri()
    assert Settings(tmp_path, "postgresql://x/y", "s3://b").database == "postgresql://x/y"


def test_https_makes_it_secure(tmp_path: Path) -> None:
    assert not Settings(tmp_path).secure
    assert Settings(tmp_path, public_url="https://kanhe.example").secure
