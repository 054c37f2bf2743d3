"""Two builds of an app side by side: what is new, what is gone, what changed, and whether that asks for a full inspection."""

from kanhe.report.diff.compare import compare
from kanhe.report.diff.model import Comparison, Side

__all__ = ["Comparison", "Side", "compare"]
