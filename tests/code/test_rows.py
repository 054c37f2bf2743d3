from kanhe.code.analysis import analyse_code
from kanhe.code.rows import MAX_PATH
from kanhe.evidence import Evidence
from kanhe.inspection import inspect
from kanhe.package.model import Component, DexImage, Manifest
from tests.builders.app import LAUNCHER, define, screen, static
from tests.builders.dex import Class, write_dex
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


# What the abstract run adds to the rows


def evidence_of(*classes: Class, activity: str = "a.Main") -> Evidence:
    manifest = Manifest("a", components=(Component("activity", activity, True, filters=(LAUNCHER,)),))
    return analyse_code("0" * 64, [DexImage("classes.dex", write_dex(list(classes)))], manifest).evidence


def test_a_read_that_is_sent_says_so_and_how_it_went_there() -> None:
    evidence = evidence_of(screen(
        "secret v0\ninvoke-static {v0} La/Main;->send(Ljava/lang/String;)V",
        static("send(Ljava/lang/String;)V", "leak p0\nreturn-void"),
    ))  # fmt: skip
    (call,) = evidence.rows("calls")
    assert (call["level"], call["phase"], call["guard"]) == ("sent", "startup", None)
    assert (call["entry"], call["reasons"]) == ("activity a.Main", ["screen opened"])
    (flow,) = evidence.rows("flows")
    assert (flow["item"], flow["sink"], flow["hashed"], flow["implicit"]) == ("imei", "log", False, False)
    assert flow["path"] == ["La/Main;->onCreate(Landroid/os/Bundle;)V", "La/Main;->send(Ljava/lang/String;)V"]
    assert flow["reasons"] == ["read", "passed on"]


def test_a_read_that_is_not_met_is_unreached() -> None:
    evidence = evidence_of(screen("nop", define("unused()V", "secret v0\nreturn-void")))
    (call,) = evidence.rows("calls")
    assert call["phase"] == "unreached"
    assert evidence["flows"].num_rows == 0


def test_what_only_tells_of_a_read_is_implicit() -> None:
    (flow,) = evidence_of(screen("""
        secret v0
        const-string v1 "86"
        invoke-virtual {v0 v1} Ljava/lang/String;->equals(Ljava/lang/Object;)Z
        move-result v2
        if-eqz v2 :end
        leak v1
        :end
    """)).rows("flows")  # fmt: skip
    assert flow["implicit"]
    assert not flow["hashed"]


def test_paths_are_cut_in_the_middle() -> None:
    methods = [static(f"m{k}()V", f"invoke-static {{}} La/Main;->m{k + 1}()V\nreturn-void") for k in range(60)]
    last = static("m60()V", "secret v0\nleak v0\nreturn-void")
    (call,) = evidence_of(screen("invoke-static {} La/Main;->m0()V", *methods, last)).rows("calls")
    assert len(call["path"]) == len(call["reasons"]) == MAX_PATH + 1
    assert call["path"][MAX_PATH // 2] == "…"
    assert call["path"][-1] == "La/Main;->m60()V"
