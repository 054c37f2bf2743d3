"""Putting the app on the device afresh: installed without any permission granted, its data cleared; each refusal in words."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from kanhe.runtime.device.phone import Phone, quoted
from kanhe.runtime.device.problem import DeviceError

FOLDER = "/data/local/tmp"
"""The one folder on a device that the shell may write and run from."""
_WAIT = 600.0
_REASON = re.compile(r"(?:Failure|Error)[^\[\n]{0,40}\[([A-Z_0-9]{3,80})(?::\s*([^\]\n]{0,300}))?")
_SESSION = re.compile(r"install session \[(\d{1,12})\]")

_REASONS = {
    "INSTALL_FAILED_VERSION_DOWNGRADE": ("设备上装有更新的版本，请先卸载", "a newer version is installed: uninstall it first"),
    "INSTALL_FAILED_UPDATE_INCOMPATIBLE": (
        "设备上装有签名不同的同名应用，请先卸载", "an app of this name with another signature is installed: uninstall it first",
    ),
    "INSTALL_FAILED_OLDER_SDK": ("应用要求更高的系统版本", "the app wants a newer system"),
    "INSTALL_FAILED_NEWER_SDK": ("应用只支持更低的系统版本", "the app is for older systems only"),
    "INSTALL_FAILED_DEPRECATED_SDK_VERSION": (
        "系统拒绝目标版本过低的应用", "the system refuses apps with so low a target level",
    ),
    "INSTALL_FAILED_NO_MATCHING_ABIS": (
        "应用的本地库不支持此设备的 ABI", "the app has no native libraries for this device's ABI",
    ),
    "INSTALL_FAILED_INSUFFICIENT_STORAGE": ("设备存储空间不足", "the device has too little free storage"),
    "INSTALL_FAILED_USER_RESTRICTED": (
        "设备拒绝通过 USB 安装：请在开发者选项中允许“USB 安装”，并在屏幕上确认",
        "the device refuses installation over USB: allow “Install via USB” in the developer options and confirm on its screen",
    ),
    "INSTALL_FAILED_VERIFICATION_FAILURE": ("设备的安装校验拒绝了应用", "the device's verifier refused the app"),
    "INSTALL_FAILED_TEST_ONLY": ("应用标记为仅供测试", "the app is marked as a test build"),
    "INSTALL_FAILED_MISSING_SPLIT": ("缺少拆分包，请给出整组安装包", "splits are missing: give the whole set"),
    "INSTALL_FAILED_INVALID_APK": ("系统认为安装包无效", "the system takes the package for invalid"),
    "INSTALL_PARSE_FAILED_NO_CERTIFICATES": ("安装包没有可用的签名", "the package has no usable signature"),
}  # fmt: skip


def install(phone: Phone, files: Sequence[bytes], sdk: int) -> None:
    """One APK or a set of splits, the base first.  Raises :class:`DeviceError` with the device's reason."""
    marked = secrets.token_hex(4)
    there = [f"{FOLDER}/kh-{marked}-{k}.apk" for k in range(len(files))]
    # -t: test builds too; no -g: nothing is granted.
    flags = "-r -t" + (" --bypass-low-target-sdk-block" if sdk >= 34 else "")
    try:
        for content, to in zip(files, there, strict=True):
            phone.push(content, to)
        said = _one(phone, there[0], flags) if len(there) == 1 else _many(phone, there, flags)
        if "Success" not in said:
            raise refusal(said)
    finally:
        phone.shell(f"rm -f {' '.join(there)}")


def _one(phone: Phone, file: str, flags: str) -> str:
    return phone.shell(f"pm install {flags} {file}", _WAIT).text


def _many(phone: Phone, files: Sequence[str], flags: str) -> str:
    said = phone.shell(f"pm install-create {flags}").text
    found = _SESSION.search(said)
    if found is None:
        return said
    for k, file in enumerate(files):
        wrote = phone.shell(f"pm install-write {found[1]} {k}.apk {file}", _WAIT).text
        if "Success" not in wrote:
            phone.shell(f"pm install-abandon {found[1]}")
            return wrote
    return phone.shell(f"pm install-commit {found[1]}", _WAIT).text


def refusal(said: str) -> DeviceError:
    """What the package manager's refusal means."""
    found = _REASON.search(said)
    name = found[1] if found else ""
    detail = (found[2] or "") if found else " ".join(said.split())
    zh, en = _REASONS.get(name, ("", ""))
    shown = f"{name}{': ' if name and detail else ''}{detail[:160]}" or "?"
    return DeviceError(
        f"无法安装：{zh}（{shown}）" if zh else f"无法安装：{shown}",
        f"it could not be installed: {en} ({shown})" if en else f"it could not be installed: {shown}",
    )


def clear(phone: Phone, package: str) -> None:
    """The app as if just installed: no data, no permission.  Raises :class:`DeviceError`."""
    phone.shell(f"am force-stop {quoted(package)}")
    said = phone.shell(f"pm clear {quoted(package)}", 120)
    if "Success" not in said.text:
        shown = " ".join(said.text.split())[:160]
        raise DeviceError(f"无法清除应用数据：{shown}", f"the app's data could not be cleared: {shown}")
