"""The trace of a run, ``kanhe-trace/1``: JSON Lines, one record a line, facts only."""
