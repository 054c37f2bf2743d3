"""How long a policy takes: 15, 30, 60 and 120 pages (a thousand characters a page), warm, by stage.

    python benchmarks/policy_speed.py [FILE ...]

Without FILE the shipped sample policy is repeated to the length wanted; each FILE is read as it is, and its time is also
given for 60,000 characters.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from kanhe.declared.documents.document import Document
from kanhe.declared.documents.reading import read_document
from kanhe.declared.evidence import Declared, declared_evidence

SAMPLE = Path(__file__).parents[1] / "examples/weather-policy.html"
PAGE = 1000
"""Characters."""


def visible(document: Document) -> int:
    return sum(len(block.text) for block in document.blocks)


def repeated(characters: int) -> bytes:
    """The sample's body as often as makes a text of this length."""
    html = SAMPLE.read_text("utf-8")
    head, rest = html.split("<body>")
    body, tail = rest.split("</body>")
    once = visible(read_document(html.encode(), "p.html"))
    return f"{head}<body>{body * max(round(characters / once), 1)}</body>{tail}".encode()


def timed(data: bytes, name: str) -> tuple[int, float, float]:
    """(visible characters, seconds to read the document, seconds for all it says): the best of three, processor time."""
    best = (float("inf"), float("inf"))
    document = read_document(data, name)
    for _ in range(3):
        start = time.process_time()
        document = read_document(data, name)
        read = time.process_time() - start
        declared_evidence("app", [Declared("policy", "given", document)])
        best = min(best, (time.process_time() - start, read))
    return visible(document), best[1], best[0] - best[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    timed(SAMPLE.read_bytes(), SAMPLE.name)  # loads the words
    print("| document | characters | reading s | meaning s | together s | s for 60,000 characters |")
    print("| --- | --- | --- | --- | --- | --- |")
    sources = [(str(p.name), p.read_bytes()) for p in given.files] or [
        (f"sample × {pages} pages", repeated(pages * PAGE)) for pages in (15, 30, 60, 120)
    ]
    for name, data in sources:
        characters, read, meaning = timed(data, name if given.files else "policy.html")
        each = (read + meaning) / max(characters, 1) * 60_000
        print(f"| {name} | {characters:,} | {read:.3f} | {meaning:.3f} | {read + meaning:.3f} | {each:.3f} |")


if __name__ == "__main__":
    main()
