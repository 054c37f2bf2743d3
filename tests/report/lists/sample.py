"""Evidence of a small app, built row by row, and the lists made of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kanhe.evidence import Evidence
from kanhe.evidence.limits import limit
from kanhe.evidence.rows import (
    CallRow,
    DeclarationRow,
    DeclaredSdkRow,
    DocumentRow,
    FlowRow,
    PackageRow,
    PermissionRow,
    ScreenRow,
    SdkRow,
)
from kanhe.knowledge.permissions import permissions
from kanhe.knowledge.sdks import sdks
from kanhe.report.lists.lists import double_list
from kanhe.report.lists.model import CollectedRow, DoubleList, SharedRow

APP = "a" * 64
DAY = dt.date(2026, 11, 1)


def package(**changes: Any) -> PackageRow:
    return PackageRow(**{
        "app": APP, "platform": "android", "format": "apk", "file_name": "shop.apk", "package_id": "com.example.shop",
        "size": 1000, "version_name": "1.2", "version_code": 12, "label": "小店", **changes,
    })  # fmt: skip


def call(item: str, actor: str = "app", **changes: Any) -> CallRow:
    return CallRow(**{
        "app": APP, "item": item, "api": f"Landroid/Any;->get{item.title().replace('-', '')}()V", "how": "direct",
        "caller": f"Lcom/example/{actor.title().replace('-', '')};->read()V", "actor": actor, "level": "reachable",
        "phase": "event", **changes,
    })  # fmt: skip


def sdk(name: str, **changes: Any) -> SdkRow:
    known = sdks()[name]
    return SdkRow(**{
        "app": APP, "sdk": name, "name": known.name, "name_zh": known.name_zh, "vendor": known.vendor,
        "category": known.category, "kind": known.kind, "level": "reachable", "collects": known.collects,
        "proofs": (f"prefix:{known.packages[0]}",) if known.packages else (), **changes,
    })  # fmt: skip


def permission(name: str, **changes: Any) -> PermissionRow:
    known = permissions()[name]
    return PermissionRow(**{
        "app": APP, "name": name, "protection": known.protection, "group": known.group, "items": known.items, **changes,
    })  # fmt: skip


def flow(item: str, sink: str, read: CallRow, **changes: Any) -> FlowRow:
    return FlowRow(**{
        "app": APP, "item": item, "source": read.api, "source_caller": read.caller, "source_offset": read.offset,
        "source_actor": read.actor, "sink": sink, "sink_api": "Lx/Sink;->put()V", "sink_caller": read.caller, "sink_offset": 4,
        "actor": read.actor, **changes,
    })  # fmt: skip


def declared(item: str | None, verb: str = "collect", **changes: Any) -> DeclarationRow:
    return DeclarationRow(**{
        "app": APP, "document": "policy", "subject": "app", "verb": verb, "item": item, "written": item or "某信息",
        "sentence": f"我们收集{item}。", **changes,
    })  # fmt: skip


def listed(name: str | None, **changes: Any) -> DeclaredSdkRow:
    return DeclaredSdkRow(**{
        "app": APP, "document": "sdk-list", "name_as_written": name or "某某 SDK", "sdk": name, "sentence": f"{name} 一行", **changes,
    })  # fmt: skip


def document(role: str = "policy", **changes: Any) -> DocumentRow:
    return DocumentRow(**{
        "app": APP, "document": role, "role": role, "source": "given", "name": f"{role}.html", "sha256": "0" * 64,
        "format": "html", **changes,
    })  # fmt: skip


def screen(text: str, role: str) -> ScreenRow:
    return ScreenRow(APP, "string", "string/x", text=text, role=role)


def evidence(*rows: Any) -> Evidence:
    """The rows and a package, unless one is among them."""
    return Evidence.of(rows if any(isinstance(r, PackageRow) for r in rows) else (package(), *rows))


def lists(*rows: Any, level: str = "reachable") -> DoubleList:
    return double_list(evidence(*rows), DAY, level)


def collected_row(made: DoubleList, name: str) -> CollectedRow:
    return next(r for r in made.collected if r.id == name)


def shared_row(made: DoubleList, name: str) -> SharedRow:
    return next(r for r in made.shared if r.sdk == name)


PACKED = limit(APP, "packed", "packer", "hidden")

SHOP = (
    package(),
    call("android-id", "app", phase="startup"),
    call("location-precise", "amap-location", phase="event"),
    call("installed-apps", "jcore", phase="startup"),
    call("imei", "jcore", phase="background"),
    call("device-model-params", "jcore", phase="startup", api="Landroid/os/Build;->MODEL"),
    call("network-state", "app", phase="event"),
    call("contacts", "app", level="present", phase="unreached"),
    sdk("amap-location"),
    sdk("jcore"),
    permission("android.permission.READ_PHONE_STATE"),
    permission("android.permission.READ_CONTACTS"),
    permission("android.permission.ACCESS_FINE_LOCATION"),
    document(),
    declared("android-id", purpose="识别设备、保障账号安全", condition="当您登录时"),
)
"""Rows of an app with two SDKs and a policy."""
