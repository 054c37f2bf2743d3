"""The parts of ``kanhe run``: one for each kind of device, and how what was seen is told in a few lines."""
