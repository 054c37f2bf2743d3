"""Undoing on the device what a run changed, newest first, whatever happened in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kanhe.runtime.device.phone import Phone, quoted
from kanhe.runtime.device.problem import DeviceError


@dataclass(frozen=True, slots=True)
class NotRestored:
    """A change that could not be undone, with the command that would."""

    what: str
    why: str


class Changes:
    """The changes of a run.  Each way back is given before the change is made, so that none is forgotten."""

    __slots__ = ("_undo",)

    def __init__(self) -> None:
        self._undo: list[tuple[str, Callable[[], object]]] = []

    def will_undo(self, what: str, undo: Callable[[], object]) -> None:
        """``what``: a command or a few words by which the user may undo it by hand."""
        self._undo.append((what, undo))

    def setting(self, phone: Phone, space: str, key: str, value: str) -> None:
        """A setting of the device.  Raises :class:`DeviceError` when it does not take it."""
        before = phone.shell(f"settings get {space} {key}").text.strip()
        self.will_undo(back(space, key, before), lambda: phone.shell(back(space, key, before)))
        said = phone.shell(f"settings put {space} {key} {quoted(value)}")
        if not said.ok:
            raise DeviceError(
                f"无法修改设备设置 {key}（部分机型须开启“USB 调试（安全设置）”）：{said.text.strip()[:120]}",
                f"the device does not let its setting {key} be changed (some vendors want “USB debugging (Security "
                f"settings)” for it): {said.text.strip()[:120]}",
            )

    def restore(self) -> tuple[NotRestored, ...]:
        """Undoes everything, and says what could not be."""
        failed = []
        while self._undo:
            what, undo = self._undo.pop()
            try:
                undo()
            except DeviceError as error:
                failed.append(NotRestored(what, error.en))
        return tuple(failed)


def back(space: str, key: str, before: str) -> str:
    """The command that brings a setting back."""
    if before not in ("", "null") and not (key == "http_proxy" and before == ":0"):
        return f"settings put {space} {key} {quoted(before)}"
    if key == "http_proxy":  # a deleted proxy stays in force until the next start; an empty one takes effect at once
        return f"settings put {space} {key} :0; settings delete {space} {key}"
    return f"settings delete {space} {key}"
