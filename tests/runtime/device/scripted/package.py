"""The package of the scripted app."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.builders.axml import Node, write_axml

NAME = "com.example.app"


def write_package(path: Path, process: str = ":sync") -> Path:
    """An APK with a launcher screen, a job and a receiver; without code, as no device of the tests runs any."""
    launcher = Node("intent-filter", children=[
        Node("action", {"name": "android.intent.action.MAIN"}), Node("category", {"name": "android.intent.category.LAUNCHER"}),
    ])  # fmt: skip
    application = Node("application", {"label": "示例"}, children=[
        Node("activity", {"name": ".MainActivity", "exported": True}, children=[launcher]),
        Node("service", {"name": ".SyncJob", "process": process, "permission": "android.permission.BIND_JOB_SERVICE"}),
        Node("receiver", {"name": ".BootReceiver"}),
    ])  # fmt: skip
    sdk = Node("uses-sdk", {"minSdkVersion": 21, "targetSdkVersion": 33})
    root = Node("manifest", {"versionCode": 7, "versionName": "1.7"}, {"package": NAME}, [sdk, application])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("AndroidManifest.xml", write_axml(root))
        archive.writestr("classes.dex", b"dex\n035\0" + bytes(104))
    return path
