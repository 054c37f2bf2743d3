from pathlib import Path

from tests.cli.ledger.driver import Ledger
from tests.ledger.importing.formats import as_docx
from tests.ledger.importing.test_notice import GUIZHOU, MINISTRY, MINISTRY_TEXT


def put(folder: Path, data: bytes, name: str = "list.docx") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_a_notice_counts_for_those_it_names(ledger: Ledger, tmp_path: Path) -> None:
    ledger.id("enterprise", "add", "腾讯科技(深圳)有限公司", "--id", "tencent")
    ledger("app", "add", "com.tencent.mm", "微信", "--enterprise", "tencent")
    path = put(tmp_path, as_docx(MINISTRY_TEXT, MINISTRY))
    assert ledger("import", path).code == 3
    dry = ledger("import", path, "--regulator", "miit", "--dry-run", "--json").json
    assert (len(dry["rows"]), dry["total_number"]) == (5, 17)
    done = ledger("import", path, "--regulator", "miit", "--key", "k")
    assert done.code == 0
    assert "2 rows without an enterprise" in done.out
    ledger("app", "add", "com.tencent.qqlive", "腾讯视频", "--enterprise", "tencent")
    assert ledger("import", path, "--regulator", "miit", "--key", "k", "--json").json["repeated"] is True
    assert ledger("import", path, "--regulator", "miit").code == 4, "the batch is there already"
    found = ledger("strikes", "tencent", "--as-of", "2021-12-31", "--json").json
    assert (found["count"], found["batches"][0]["names"]) == (1, ["腾讯视频", "微信"])
    notice = found["batches"][0]["notice"]
    assert ledger("notice", "show", notice, "--json").json[4]["app_id"] == "android:com.tencent.mm"
    assert ledger("verify").code == 0


def test_a_list_that_takes_apps_down_is_no_strike(ledger: Ledger, tmp_path: Path) -> None:
    ledger.id("enterprise", "add", "贵州太子晋酒业有限公司", "--id", "jin")
    ledger("app", "add", "com.example.wang", "王氏源起", "--enterprise", "jin")
    lines = ["贵州省通信管理局关于下架侵害用户权益APP的通报（2024年第4批）", "2025年1月21日"]
    stranger = ["不知名", "不知名公司", "", "1.0", "小米应用商店", "账号注销难"]
    path = put(tmp_path, as_docx(lines, [*GUIZHOU, stranger]))
    assert ledger("import", path, "--regulator", "gzca").code == 11
    done = ledger("import", path, "--regulator", "gzca", "--store", "小米应用商店")
    assert done.code == 0
    assert "不知名" in done.err
    assert ledger("strikes", "jin", "--json").json["count"] == 0
    (row,) = ledger("outstanding", "--json").json
    assert row["app"] == "android:com.example.wang"


def test_what_cannot_be_read(ledger: Ledger, tmp_path: Path) -> None:
    for data in (b"", b"PK\x03\x04", b"\xff\xfe", b"text"):
        done = ledger("import", put(tmp_path, data, "x"), "--regulator", "miit")
        assert (done.code, done.err.count("\n")) == (11, 1), data
    assert ledger("import", str(tmp_path / "absent"), "--regulator", "miit").code == 3
    assert ledger("import", str(tmp_path), "--regulator", "miit").code == 3


def test_figures_all_or_none(ledger: Ledger, tmp_path: Path) -> None:
    head = "regulator,first_round,last_round,published,tested,ordered,named,delisted,source\n"
    path = put(tmp_path, (head + "miit,1,2,2020-01-01,1,,1,,s\nmiit,2,3,2020-02-01,1,,1,,s\n").encode(), "f.csv")
    assert ledger("import", path, "--dry-run").code == 0
    assert ledger("import", path).code == 4
    assert ledger("stats", "--json").json["published"]["rounds"] == 0
