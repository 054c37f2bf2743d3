import pytest

from kanhe.code.analysis import analyse_code
from kanhe.package.model import Component, DexImage, Manifest
from tests.builders.dex import RETURN_VOID, STATIC_CALL, Class, Method, const_string, invoke, method, write_dex

GET = method(
    "Landroid/provider/Settings$Secure;",
    "getString",
    "(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;",
)
MAIN = Class(
    "La/Main;",
    "Landroid/app/Activity;",
    methods=[
        Method(
            "onCreate",
            "(Landroid/os/Bundle;)V",
            [const_string(0, "android_id"), invoke(STATIC_CALL, [1, 0], GET), RETURN_VOID],
            ins=2,
        )
    ],
)
MANIFEST = Manifest("a", components=(Component("activity", "a.Main", True),))


def analyse(*images: DexImage):
    return analyse_code("0" * 64, images, MANIFEST).evidence


def test_one_read_from_bytes_to_row() -> None:
    (row,) = analyse(DexImage("classes.dex", write_dex([MAIN]))).rows("calls")
    assert (row["item"], row["how"], row["level"], row["actor"]) == ("android-id", "settings-key", "reachable", "app")
    assert row["entry"] == "activity a.Main"
    assert row["path"] == ["La/Main;->onCreate(Landroid/os/Bundle;)V"]


@pytest.mark.parametrize("spoil", [b"dex\n035\0" + bytes(30), b"dex\n035\0" + b"\xff" * 400])
def test_a_damaged_file_is_a_limit_and_the_rest_is_judged(spoil: bytes) -> None:
    evidence = analyse(DexImage("classes.dex", write_dex([MAIN])), DexImage("classes2.dex", spoil))
    assert evidence["calls"].num_rows == 1
    (limit,) = evidence.rows("limits")
    assert (limit["kind"], limit["where"]) == ("damaged-code", "classes2.dex")
    assert "calls" in limit["weakens"]
    assert [r["readable"] for r in evidence.rows("code_files")] == [True, False] or [False, True]


def test_wrong_checksum_hides_nothing() -> None:
    data = bytearray(write_dex([MAIN]))
    data[8:32] = bytes(24)
    assert analyse(DexImage("classes.dex", bytes(data)))["calls"].num_rows == 1


def test_no_code_at_all() -> None:
    assert analyse()["calls"].num_rows == 0
