"""Hostile documents give a document or a sentence that says why not: never a traceback, a hang or a place outside the text.

A failure names its number; the same number makes the same bytes again.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
import zlib

import docx
import pytest

from kanhe.declared.documents.reading import read_document
from tests.builders.pdf import Rule, Text, write_pdf

SENTENCE = "我们会收集您的手机号码与位置信息，用于为您提供服务，您可以在设置中关闭。"
SECONDS = 5.0
"""Of the processor; a case takes some milliseconds."""
SHORT = 300
LONG = int(os.environ.get("KANHE_FUZZ_CASES", "5000"))


def _docx() -> bytes:
    made = docx.Document()
    made.add_heading("隐私政策", 1)
    made.add_paragraph(SENTENCE, style="List Number")
    table = made.add_table(2, 2)
    table.cell(0, 0).text = SENTENCE
    file = io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(file) as archive:
        return _packed({name: archive.read(name) for name in archive.namelist()})


def _packed(parts: dict[str, bytes]) -> bytes:
    """An archive that does not tell when it was made."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


HTML = (
    f"<!DOCTYPE html><html><head><title>隐私政策</title><style>.b{{font-weight:bold}}</style></head><body><nav><a href=/>首页</a></nav>"
    f"<h1>隐私政策</h1><p class=b style='color:red'>{SENTENCE}<br/>&nbsp;&#25105;</p><ul><li>甲<ol><li>乙</ol></ul>"
    f"<table><tr><th rowspan=2>名<th>信<tr><td colspan=2>{SENTENCE}</table><pre>{SENTENCE}\n# 甲\na|b\n-|-\nc|d</pre>"
    f"<script>var a = '{SENTENCE}'</script></body></html>"
)
MARKDOWN = f"---\ntitle: a\n---\n# 隐私政策\n\n> {SENTENCE}\n\n- **甲** [a](b)\n  1. 乙\n\n|a|b|\n|-|-|\n|c|d|\n\n<div>\n{SENTENCE}\n</div>\n```\n"
SAMPLES = {
    "a.html": HTML.encode(),
    "b.html": HTML.encode("gb18030"),
    "c.html": HTML.encode("utf-16"),
    "d.md": MARKDOWN.encode(),
    "e.txt": f"{MARKDOWN}\n甲\t乙\n丙\t丁\n一、收集\n（1）甲；\n".encode("gb18030"),
    "f.json": ('{"a": "' + HTML.replace('"', '\\"').replace("\n", "\\n") + '"}').encode(),
    "g.pdf": write_pdf(
        [[Text(50, 550, 18, "隐私政策"), Text(50, 500, 10, SENTENCE), Rule(50, 400, 300, 400)]] * 2, "甲"
    ),
    "h.docx": _docx(),
}
PIECES = [b"<", b">", b"</", b"<table>", b"<td rowspan=99999 colspan=99999>", b"<!--", b"&#x110000;", b"\\ud800", b"|", b"\n---|---\n", b"**", b"\0", b"\xff", b"\x80",
          b"'", b'"', b"<script>", b"{", b"}", b"[", b"](", b"\xe4\xb8", b"<style>", b"1.1.1 ", b"obj", b"endstream", b"<w:tbl>"]  # fmt: skip


def case(number: int) -> tuple[str, bytes]:
    """Name and bytes of a case."""
    chance = random.Random(number)
    name = chance.choice(sorted(SAMPLES))
    data = SAMPLES[name]
    if name.endswith(".docx") and chance.random() < 0.8:
        return name, _changed_part(data, chance)
    return name, _changed(data, chance)


def _changed(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out) + 1)
        length = chance.choice((0, 1, 1, 4, 50))
        what = chance.random()
        if what < 0.4:
            out[at : at + length] = chance.choice(PIECES) * chance.choice((1, 1, 1, 300))
        elif what < 0.6:
            out[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
        elif what < 0.8:
            other = chance.randrange(len(out) + 1)
            out[at:at] = out[other : other + chance.choice((5, 100, 2000))]
        else:
            del out[at : at + length]
    if chance.random() < 0.2:
        del out[chance.randrange(len(out) + 1) :]
    return bytes(out)


def _changed_part(data: bytes, chance: random.Random) -> bytes:
    """The archive with one part changed and packed properly again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(
        ["word/document.xml", "word/document.xml", "word/styles.xml", "word/numbering.xml", *sorted(parts)]
    )
    parts[name] = _changed(parts[name], chance)
    return _packed(parts)


def check(number: int) -> None:
    name, data = case(number)
    start = time.process_time()
    document = read_document(data, name)
    took = time.process_time() - start
    assert took < SECONDS, f"case {number} ({name}) took {took:.1f} s"
    assert document.blocks or document.problems, f"case {number} ({name}) says nothing"
    for block in document.blocks:
        for passage in (block.passage, *(cell for row in block.rows for cell in row)):
            inside = 0 <= passage.at.min() <= passage.at.max() <= len(document.text)
            assert inside, f"case {number} ({name}): a place outside the text"
            assert len(passage.at) == len(passage.text) + 1, f"case {number} ({name}): places do not fit the text"


def test_cases_are_made_again() -> None:
    assert [zlib.crc32(case(n)[1]) for n in range(20)] == [zlib.crc32(case(n)[1]) for n in range(20)]


def test_hostile_documents() -> None:
    for number in range(SHORT):
        check(number)


@pytest.mark.fuzz
def test_many_hostile_documents() -> None:
    for number in range(SHORT, SHORT + LONG):
        check(number)
