"""Watching a running app: the table of hooks, the script that carries them out, and what its messages become."""
