"""What the package says of itself: identity, version, signer, platform levels, switches, native code."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.report.diff.model import Change, Row, Side, Weight
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.words import joined, same, turned, value_text
from kanhe.rules.model import Text

_FACTS: tuple[tuple[str, Text, Weight], ...] = (
    ("package_id", Text("应用标识", "Application id"), "high"),
    ("signer_sha256", Text("签名证书", "Signing certificate"), "high"),
    ("version_name", Text("版本名", "Version name"), "plain"),
    ("version_code", Text("版本号", "Version code"), "plain"),
    ("target_sdk", Text("目标 API 级别", "Target API level"), "plain"),
    ("min_sdk", Text("最低 API 级别", "Minimum API level"), "plain"),
    ("packer", Text("加固", "Packer"), "high"),
    ("signature_problem", Text("签名问题", "Problem of the signature"), "high"),
    ("verified_schemes", Text("验证通过的签名方案", "Verified signature schemes"), "weak"),
    ("debuggable", Text("可调试", "Debuggable"), "high"),
    ("test_only", Text("仅供测试", "Test only"), "high"),
    ("allow_backup", Text("允许备份", "Backup allowed"), "plain"),
    ("cleartext_permitted", Text("允许明文传输", "Cleartext traffic permitted"), "high"),
    ("cleartext_domains", Text("允许明文传输的域名", "Domains with cleartext traffic"), "plain"),
    ("user_certificates_trusted", Text("信任用户安装的证书", "User-installed certificates trusted"), "high"),
    ("shared_user_id", Text("共享用户标识", "Shared user id"), "high"),
    ("label", Text("应用名称", "Label"), "plain"),
    ("application_class", Text("Application 类", "Application class"), "weak"),
    ("splits", Text("拆分包", "Splits"), "weak"),
    ("compile_sdk", Text("编译 API 级别", "Compiled against API level"), "weak"),
)  # fmt: skip
"""Columns of ``package``, their names, and how much a change of each tells."""
_CONDITION = {"package_id": "app", "signer_sha256": "signer"}


def package_changes(old: Side, new: Side) -> Iterator[Change]:
    """Facts that differ, then native libraries that came or went."""
    for column, name, weight in _FACTS:
        before, after = old.package[column], new.package[column]
        if before == after or not (before or after or isinstance(before, bool) or isinstance(after, bool)):
            continue
        condition = _CONDITION.get(column)
        yield Change(
            "changed", (column,), name, details=(turned(_shown(column, before), _shown(column, after)),),
            conditions=(condition,) if condition else (), weight=weight, before={column: before}, after={column: after},
        )  # fmt: skip
    yield from _libraries(old, new)


def _shown(column: str, value: object) -> Text:
    if column == "signer_sha256" and isinstance(value, list):
        return joined([same(f"{digest[:16]}…") for digest in value]) if value else value_text(None)
    return value_text(value)


def _libraries(old: Side, new: Side) -> Iterator[Change]:
    for pair in pairs(old.rows("native_libraries"), new.rows("native_libraries"), lambda row: str(row["name"])):
        abis = joined([same(abi) for abi in sorted({str(row["abi"]) for row in (*pair.old, *pair.new)})])
        name = Text(f"原生库 {pair.key}", f"Native library {pair.key}")
        if not pair.old:
            yield Change("new", ("native-library", pair.key), name, _owner(pair.new), (abis,), after=_library(pair.new))
        elif not pair.new:
            yield Change(
                "gone", ("native-library", pair.key), name, _owner(pair.old), (abis,), weight="weak",
                before=_library(pair.old),
            )  # fmt: skip


def _owner(rows: tuple[Row, ...]) -> str | None:
    return next((row["sdk"] for row in rows if row["sdk"]), None)


def _library(rows: tuple[Row, ...]) -> Row:
    return {"paths": [row["path"] for row in rows], "sha256": [row["sha256"] for row in rows]}
