"""Captured traffic: readers of the formats of other tools, and the finder of personal information in requests."""
