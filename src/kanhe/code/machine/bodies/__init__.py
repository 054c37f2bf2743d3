"""Method bodies as the abstract machine reads them: blocks of instructions, decoded when first executed.

What instructions mean is not known here.
"""

from kanhe.code.machine.bodies.blocks import Block, Body, Malformed
from kanhe.code.machine.bodies.library import Bodies

__all__ = ["Block", "Bodies", "Body", "Malformed"]
