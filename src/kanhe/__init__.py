"""Kanhe 勘合: lays what an app declares and what it does side by side, and judges the result by the rules in force."""

__version__ = "0.1.0"
