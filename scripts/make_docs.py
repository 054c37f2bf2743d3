"""Write the generated pages, or with --check fail when they are stale.

python scripts/make_docs.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from kanhe.evidence.page import schema_page
from kanhe.rules.coverage import coverage_page
from kanhe.rules.pages import write

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> dict[Path, str]:
    return {
        **write(DOCS / "rules"),
        DOCS / "evidence.md": schema_page() + "\n",
        DOCS / "checks-coverage.md": coverage_page("en"),
        DOCS / "zh" / "checks-coverage.md": coverage_page("zh"),
    }


def main() -> None:
    made = pages()
    stale = [p for p, text in made.items() if not p.exists() or p.read_text("utf-8") != text]
    extra = [p for p in (DOCS / "rules").rglob("*.md") if p not in made]
    if "--check" in sys.argv:
        for path in (*stale, *extra):
            print(f"stale: {path.relative_to(DOCS.parent)} (make docs)")
        raise SystemExit(1 if stale or extra else 0)
    for path in extra:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], "utf-8")
    print(f"{len(stale)} pages written")


if __name__ == "__main__":
    main()
