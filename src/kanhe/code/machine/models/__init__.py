"""What methods of the platform do, where more is known than that data passes through them.

A model is a function of a :class:`~kanhe.code.machine.platform.Call`; each module lists its own in ``MODELS``.
"""

from __future__ import annotations

from kanhe.code.machine.models import (
    arrays,
    components,
    context,
    io,
    lists,
    maps,
    objects,
    references,
    reflection,
    scheduling,
    storage,
    text,
    views,
)
from kanhe.code.machine.platform import Models

ALL: Models = {
    **objects.MODELS, **references.MODELS, **context.MODELS, **views.MODELS, **text.MODELS, **arrays.MODELS, **lists.MODELS,
    **maps.MODELS, **storage.MODELS, **io.MODELS, **components.MODELS, **scheduling.MODELS, **reflection.MODELS,
}  # fmt: skip
"""(class, method name) → model; a class's subclasses inherit it."""
