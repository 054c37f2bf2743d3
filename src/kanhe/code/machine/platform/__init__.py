"""Calls into the platform: what they return, what they change, whether they read personal information or give it away.

A model tells what a known method does; any other may put what goes in into what comes out.  What the app gave the
platform to call back is kept in the heap until :mod:`kanhe.code.machine.lifecycle` runs it.
"""

from kanhe.code.machine.platform.call import Call, Model, Models
from kanhe.code.machine.platform.platform import Platform
from kanhe.code.machine.platform.registry import Slot

__all__ = ["Call", "Model", "Models", "Platform", "Slot"]
