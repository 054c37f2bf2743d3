"""What methods of the platform do, where more is known than that data passes through them.

A model is a function of a :class:`~kanhe.code.machine.platform.Call`; each module lists its own in ``MODELS``.
"""

from __future__ import annotations

from kanhe.code.machine.models import collections, components, io, misc, reflection, scheduling, storage, text
from kanhe.code.machine.platform import Models

ALL: Models = {
    **misc.MODELS, **text.MODELS, **collections.MODELS, **storage.MODELS, **io.MODELS, **components.MODELS,
    **scheduling.MODELS, **reflection.MODELS,
}  # fmt: skip
"""(class, method name) → model; a class's subclasses inherit it."""
