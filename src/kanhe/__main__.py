"""``python -m kanhe``."""

from kanhe.cli import main

main()
