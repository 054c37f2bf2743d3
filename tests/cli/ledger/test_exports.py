import sqlite3
from pathlib import Path

from kanhe.ledger.exporting.texts import KINDS
from tests.cli.ledger.driver import Ledger


def test_what_was_exported_can_be_imported_elsewhere(ledger: Ledger, tmp_path: Path) -> None:
    ledger("example")
    notice = ledger("notice", "list", "--json").json[2]["id"]
    for name in ("n.docx", "n.html"):
        path = str(tmp_path / name)
        assert ledger("export", "notice", notice, "--out", path).code == 0
        elsewhere = Ledger(tmp_path / f"{name}.db")
        assert elsewhere("import", path, "--regulator", "miit").code == 0
        columns = ("name", "developer", "source", "version", "problems")
        rows = [[r[c] for c in columns] for r in ledger("notice", "show", notice, "--json").json]
        (there,) = elsewhere("notice", "list", "--json").json
        assert [[r[c] for c in columns] for r in elsewhere("notice", "show", there["id"], "--json").json] == rows


def test_the_measure_on_standard_output(ledger: Ledger) -> None:
    ledger("example")
    (measure,) = ledger("measure", "list", "--json").json
    done = ledger("export", "measure", measure["id"], "--out", "-", "--signed", "某局")
    assert done.code == 0
    assert "共计4批次被公开通报" in done.out
    assert "某局" in done.out


def test_what_cannot_be_exported(ledger: Ledger, tmp_path: Path) -> None:
    assert ledger("export", "notice", "notice-9", "--out", str(tmp_path / "x.html")).code == 4
    assert ledger("export", "notice", "notice-9", "--out", "x.pdf").code == 3
    assert ledger("export", "notice", "notice-9", "--out", str(tmp_path / "no" / "x.html")).code == 3
    assert ledger("export", "poem", "x", "--out", "x.html").code == 3
    for kind in KINDS:
        assert ledger("export", kind, "x", "--out", str(tmp_path / "x.html")).code == 4
    assert sqlite3.connect(ledger.database).execute("select count(*) from journal").fetchone() == (0,)
