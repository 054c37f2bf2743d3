"""The order in which the platform runs an app: process start, the first screen, the user's acts, and the background.

One heap goes through all of it.  What an app gave the platform (tasks, listeners, intents) lies in the heap's registry
and is run from here, each at the first moment at which the platform may run it.
"""

from kanhe.code.machine.lifecycle.components import Components
from kanhe.code.machine.lifecycle.lifecycle import Lifecycle
from kanhe.code.machine.lifecycle.parts import Filter, Part

__all__ = ["Components", "Filter", "Lifecycle", "Part"]
