"""The enterprise's own policy: permissions it forbids, binds to an approval, or allows.

::

    permissions:
      forbidden: [android.permission.READ_CALL_LOG]
      needs-approval:
        - name: android.permission.READ_CONTACTS
          approved-by: privacy office
          until: 2027-06-30
          reason: address book backup
        - name: android.permission.ACCESS_FINE_LOCATION
      allowed: [android.permission.CAMERA]

An entry under ``needs-approval`` without ``approved-by``, or past ``until``, is not approved.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_STANCES = ("forbidden", "needs-approval", "allowed")


class PolicyError(ValueError):
    """A policy file that cannot be used; the message says where and why, in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en, self.zh = en, zh


@dataclass(frozen=True, slots=True)
class PermissionStance:
    """What the enterprise says of one permission."""

    name: str
    stance: str
    approved_by: str | None = None
    until: dt.date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class EnterprisePolicy:
    permissions: tuple[PermissionStance, ...] = ()


def read_policy(path: Path) -> EnterprisePolicy:
    """Read a policy file.  Raises :class:`PolicyError`."""
    import yaml

    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(
            f"the policy file {path} cannot be read: {error}", f"无法读取策略文件 {path}：{error}"
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise PolicyError(
            f"the enterprise's policy file {path}{line} is not valid YAML (a privacy policy is given with --policy)",
            f"企业策略文件 {path} 不是有效的 YAML{line}（隐私政策请用 --policy）",
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("permissions"), dict):
        raise PolicyError(f"{path} has no mapping 'permissions'", f"{path} 中没有 permissions 映射")
    found: list[PermissionStance] = []
    for stance, entries in data["permissions"].items():
        if stance not in _STANCES:
            raise PolicyError(
                f"{path}: permissions.{stance} is not one of {', '.join(_STANCES)}",
                f"{path}：permissions.{stance} 应为 {'、'.join(_STANCES)} 之一",
            )
        found.extend(_stance(path, stance, entry) for entry in entries or ())
    return EnterprisePolicy(tuple(found))


def _stance(path: Path, stance: str, entry: Any) -> PermissionStance:
    if isinstance(entry, str):
        return PermissionStance(entry, stance)
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise PolicyError(
            f"{path}: an entry of permissions.{stance} has no name", f"{path}：permissions.{stance} 中有条目缺少 name"
        )
    until = entry.get("until")
    if until is not None and not isinstance(until, dt.date):
        raise PolicyError(
            f"{path}: {entry['name']}: 'until' is not a date", f"{path}：{entry['name']} 的 until 不是日期"
        )
    known = {"name", "approved-by", "until", "reason"}
    if extra := set(entry) - known:
        raise PolicyError(
            f"{path}: {entry['name']}: unknown key {sorted(extra)[0]}",
            f"{path}：{entry['name']} 有未知的键 {sorted(extra)[0]}",
        )
    return PermissionStance(entry["name"], stance, entry.get("approved-by"), until, entry.get("reason"))
