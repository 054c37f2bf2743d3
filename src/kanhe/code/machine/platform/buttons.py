"""What a click on a button stands for: its text, or the name of its view, may tell that the user agrees or refuses.

Which words are an agreement is known to :mod:`kanhe.code.machine.consent`.
"""

from __future__ import annotations

from kanhe.code.machine.consent import agrees
from kanhe.code.machine.platform.call import Call
from kanhe.code.machine.screens import Screens

CONSENT = "consent button"
DIALOG_BUTTONS = {"setPositiveButton": -1, "setNegativeButton": -2, "setNeutralButton": -3}
"""Methods that give a dialog a button → constants of android.content.DialogInterface."""


class Buttons:
    """Buttons of one app."""

    def __init__(self, screens: Screens) -> None:
        self._screens = screens

    def text(self, call: Call) -> str | None:
        """The text of the button, or the name of the view, whose listener a call sets."""
        if call.method.name in DIALOG_BUTTONS:
            return self._of_dialog(call)
        named = self._views(call)
        return named[0] if named else None

    def consent(self, call: Call) -> str | None:
        """The consent that a button's listener stands for, told by the button's text or name."""
        if call.method.name in DIALOG_BUTTONS:
            text = self._of_dialog(call)
            return CONSENT if text is not None and agrees(text) else None
        named = self._views(call)
        return self.consent_of_view(named[0]) if named else None

    def consent_of_view(self, name: str | None) -> str | None:
        """The consent that a click on a view stands for, by the view's name or the text that its layout gives it."""
        text = self._screens.view_texts.get((name or "").rpartition("/")[2]) or name
        return CONSENT if text and agrees(text) else None

    def _of_dialog(self, call: Call) -> str | None:
        text = call.argument(0).const
        if isinstance(text, int):
            text = self._screens.texts.get(text, "")
        return text if type(text) is str else None

    def _views(self, call: Call) -> list[str | None]:
        """Names of the views that a call sets the click listener of; None for one without a name."""
        if call.method.name != "setOnClickListener":
            return []
        keys = (call.machine.objects[one].root for one in call.receiver.objects)
        return [self._screens.view_names.get(key[1]) for key in keys if type(key) is tuple and key[0] == "view"]
