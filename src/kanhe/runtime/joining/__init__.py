"""Joining: what the records of a run say together — phase, foreground, actor —, recomputable at any time from the facts."""
