import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kanhe.evidence import Evidence
from tests.cli.test_cli import kanhe
from tests.report.lists.sample import PACKED, SHOP, call, evidence, package
from tests.specimens.truth import APK, FOLDER

EXAMPLE = str(FOLDER.parents[1] / "examples/weather.apk")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("shop")
    evidence(*SHOP).save(folder)
    return str(folder)


def test_lists_of_a_package() -> None:
    done = kanhe("lists", EXAMPLE, "--effort", "quick", "--date", "2026-11-01", lang="zh")
    assert done.returncode == 0, done.stderr
    assert "## 已收集个人信息清单" in done.stdout
    assert "国际移动设备识别码（IMEI）" in done.stdout
    assert "2026-11-01" in done.stdout


@pytest.mark.parametrize("name", ["l.md", "l.html", "l.xlsx", "l.json"])
def test_the_format_follows_the_name(shop: str, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert kanhe("lists", "--evidence", shop, "--out", str(out)).returncode == 0
    start = {"l.md": b"# ", "l.html": b"<!doctype html>", "l.xlsx": b"PK", "l.json": b"{"}[name]
    assert out.read_bytes().startswith(start)


def test_the_format_asked_for_comes_first(shop: str, tmp_path: Path) -> None:
    out = tmp_path / "l.txt"
    assert kanhe("lists", "--evidence", shop, "-o", str(out), "--format", "xlsx").returncode == 0
    assert len(load_workbook(io.BytesIO(out.read_bytes())).sheetnames) == 4
    assert json.loads(kanhe("lists", "--evidence", shop, "--format", "json").stdout)["format"] == "kanhe-lists/1"


def test_the_language_is_that_of_the_option(shop: str) -> None:
    assert "已收集个人信息清单" in kanhe("lists", "--evidence", shop, "--lang", "zh").stdout
    assert "List of collected personal information" in kanhe("lists", "--evidence", shop, lang="en").stdout


def test_presence_only_when_asked_for(shop: str) -> None:
    def items(*more: str) -> set[str]:
        read = json.loads(kanhe("lists", "--evidence", shop, "--format", "json", *more).stdout)
        return {r["id"] for r in read["collected"]}

    assert items("--level", "present") - items() == {"contacts"}


def test_given_documents_take_the_place_of_those_in_the_evidence(shop: str, tmp_path: Path) -> None:
    policy = tmp_path / "new.md"
    policy.write_text(
        "# 隐私政策\n\n我们重视您的隐私。为了识别设备，我们会收集您的安卓设备标识（Android ID）。\n"
        + "本政策适用于小店。\n" * 20,
        "utf-8",
    )
    read = json.loads(kanhe("lists", "--evidence", shop, "--policy", str(policy), "--format", "json").stdout)
    assert read["documents"] == ["new.md"]


def test_a_policy_that_cannot_be_read_is_said(shop: str, tmp_path: Path) -> None:
    policy = tmp_path / "empty.html"
    policy.write_bytes(b"")
    done = kanhe("lists", "--evidence", shop, "--policy", str(policy))
    assert done.returncode == 2
    assert "empty.html" in done.stderr
    assert "# " in done.stdout


def test_an_existing_list_is_held_against_the_app(shop: str, tmp_path: Path) -> None:
    old = tmp_path / "old.md"
    assert kanhe("lists", "--evidence", shop, "--out", str(old), lang="zh").returncode == 0
    done = kanhe("lists", "--evidence", shop, "--against", str(old), lang="zh")
    assert done.returncode == 1
    assert "填写其中的" in done.stdout
    filled = "".join(
        part.partition("】")[2] if n else part for n, part in enumerate(old.read_text("utf-8").split("【待填写"))
    )
    old.write_text(filled.replace(" |  |", " | 用户下单时 |"), "utf-8")
    html = tmp_path / "difference.html"
    kanhe("lists", "--evidence", shop, "--against", str(old), "--out", str(html))
    assert "Add" not in html.read_text("utf-8").partition("<main>")[2]


def test_what_hides_rows_is_said_and_has_its_exit_code(tmp_path: Path) -> None:
    evidence(*SHOP, PACKED).save(tmp_path)
    done = kanhe("lists", "--evidence", str(tmp_path))
    assert done.returncode == 2
    assert "rows may be missing" in done.stderr
    assert "# " in done.stdout


def test_an_existing_list_that_holds_none(shop: str, tmp_path: Path) -> None:
    old = tmp_path / "old.md"
    old.write_text("# 公告\n\n" + "本周五晚间停机维护，请各位提前安排好自己的时间。\n\n" * 20, "utf-8")
    done = kanhe("lists", "--evidence", shop, "--against", str(old))
    assert done.returncode == 2
    assert "no list was found" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "either a package"),
        ((EXAMPLE, "--evidence", "/tmp"), "either a package"),
        ((EXAMPLE, "--policy", "/no/policy.html"), "no such file"),
        ((EXAMPLE, "--against", "/no/list.html"), "no such file"),
        ((EXAMPLE, "--against", "https://a.example/list"), "not fetched"),
        ((EXAMPLE, "--out", "/no/such/folder/l.html"), "cannot write"),
        ((EXAMPLE, "--format", "pdf"), "pdf"),
        ((EXAMPLE, "--date", "soon"), "not a date"),
        (("--evidence", "/no/such/folder"), "no evidence there"),
    ],
    ids=["nothing", "both", "policy", "against", "address", "out", "format", "date", "evidence"],
)
def test_unusable_arguments_are_one_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    done = kanhe("lists", *arguments)
    assert done.returncode == 3
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_evidence_of_several_apps_is_refused(tmp_path: Path) -> None:
    Evidence.of([package(), package(app="b" * 64), call("imei")]).save(tmp_path)
    done = kanhe("lists", "--evidence", str(tmp_path))
    assert done.returncode == 3
    assert "2 apps" in done.stderr


def test_damaged_evidence_is_one_sentence(tmp_path: Path) -> None:
    evidence(*SHOP).save(tmp_path)
    (tmp_path / "calls.parquet").write_bytes(b"PAR1 nonsense")
    done = kanhe("lists", "--evidence", str(tmp_path))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "code"), [(b"text", 10), (b"PK\x03\x04" + bytes(99), 11)], ids=["text", "truncated"]
)
def test_bad_packages_have_the_exit_codes_of_inspect(tmp_path: Path, content: bytes, code: int) -> None:
    path = tmp_path / "bad.apk"
    path.write_bytes(content)
    done = kanhe("lists", str(path))
    assert done.returncode == code
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_packed_app_is_told_to_be_hidden() -> None:
    done = kanhe("lists", str(APK / "format-packed.apk"), "--effort", "quick", lang="zh")
    assert done.returncode == 2
    assert "加固" in done.stderr
    assert "没有看到" in done.stdout
