"""Reading a trace: a stream of records with their lines, within bounds; what cannot be used is told with its line.

Hostile input is expected: long lines, deep nesting, unknown types and fields, a last line that was cut off, wrong order.
Nothing of it ends the reading but a file that is no trace at all, which is a :class:`~kanhe.runtime.problem.RunError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.trace.records import (
    RECORDS,
    TAGS,
    Burst,
    Call,
    FlowRecord,
    Proc,
    Record,
    Run,
    ScreenState,
    Ui,
    tag,
)

MAX_LINE = 1 << 20
"""Bytes of a line."""
MAX_RECORDS = 20_000_000
BACKWARDS = 5.0
"""Seconds by which a record may be older than one before it: threads and batches shuffle a little."""

_DECODER = msgspec.json.Decoder(Record)
_PLAIN = msgspec.json.Decoder()
_KINDS: dict[str, type[Record]] = {tag(kind): kind for kind in RECORDS}


@dataclass(frozen=True, slots=True)
class Line:
    """A record and where it stands."""

    number: int
    record: Record


def read_trace(path: Path, problems: Problems) -> Iterator[Line]:
    """Every record of a trace, the ``run`` first.  Raises :class:`RunError` for a file that is no trace, and ``OSError``."""
    with path.open("rb") as file:
        yield from read_lines(file, path.name, problems)


def run_record(path: Path) -> Run:
    """The first record of a trace.  Raises as :func:`read_trace`."""
    first = next(read_trace(path, Problems())).record
    if not isinstance(first, Run):  # pragma: no cover - the reader has refused such a file
        raise AssertionError("the reader gives the run first")
    return first


def read_lines(file: BinaryIO, name: str, problems: Problems) -> Iterator[Line]:
    """As :func:`read_trace`, of an open file."""
    first = True
    newest = 0.0
    for number, line, whole in _lines(file, problems):
        record = _decode(line, number, whole, None if first else problems)
        if first:
            if not isinstance(record, Run):
                raise RunError(
                    f"{name} 不是 kanhe-trace/1 运行记录：第 {number} 行应为 run 记录",
                    f"{name} is no kanhe-trace/1: line {number} should be its run record",
                )
            first = False
        elif isinstance(record, Run):
            problems.add(number, "重复的 run 记录", "a second run record")
            continue
        if record is None:
            continue
        if (moment := _moment(record)) is not None:
            if moment < newest - BACKWARDS:
                problems.add(
                    number,
                    f"时间倒退了 {newest - moment:.0f} 秒",
                    f"its time is {newest - moment:.0f} s before that of a record above it",
                )
            newest = max(newest, moment)
        yield Line(number, record)
    if first:
        raise RunError(f"{name} 是空文件，不是运行记录", f"{name} is empty: no trace")


def _lines(file: BinaryIO, problems: Problems) -> Iterator[tuple[int, bytes, bool]]:
    """(number, line, whether a line end follows); blank lines are left out, long ones told."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if number > MAX_RECORDS:
            problems.add(
                number, f"超过 {MAX_RECORDS} 行，其后未读取", f"more than {MAX_RECORDS} lines: the rest was not read"
            )
            return
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            problems.add(number, f"一行超过 {MAX_LINE} 字节", f"a line of more than {MAX_LINE} bytes")
            while (more := file.readline(MAX_LINE)) and not more.endswith(b"\n"):
                pass
            continue
        if line.strip():
            yield number, line, line.endswith(b"\n")


def _decode(line: bytes, number: int, whole: bool, problems: Problems | None) -> Record | None:
    """The record of a line, or nothing and a problem."""
    told = problems if problems is not None else Problems()
    try:
        record: Record = _DECODER.decode(line)
        return record
    except msgspec.ValidationError as error:
        return _lenient(line, number, str(error), told)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if not whole:
            told.add(number, "最后一行不完整", "the last line is cut off")
        elif isinstance(error, RecursionError):
            told.add(number, "嵌套过深", "nested too deeply")
        else:
            told.add(number, "不是 JSON", f"no JSON: {_brief(error)}")
        return None


def _lenient(line: bytes, number: int, why: str, problems: Problems) -> Record | None:
    """A record once more without the fields that this version does not know; each is told once a line."""
    try:
        plain = _PLAIN.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        problems.add(number, "不是可读的 JSON", f"no readable JSON: {_brief(error)}")
        return None
    if not isinstance(plain, dict) or not isinstance(plain.get("t"), str) or plain["t"] not in TAGS:
        shown = str(plain.get("t"))[:40] if isinstance(plain, dict) else type(plain).__name__
        problems.add(number, f"未知的记录类型 {shown}", f"a record of an unknown type: {shown}")
        return None
    kind = _KINDS[plain["t"]]
    unknown: list[str] = []
    known = _known(plain, kind, "", unknown)
    try:
        record: Record = msgspec.convert(known, kind, strict=True)
    except (msgspec.ValidationError, RecursionError) as error:
        problems.add(number, f"{plain['t']} 记录的内容不符：{_brief(error)}", f"a {plain['t']} record: {_brief(error)}")
        return None
    if unknown:
        problems.add(
            number, f"未知的字段 {'、'.join(unknown[:5])}", f"unknown fields, left out: {', '.join(unknown[:5])}"
        )
    elif why:
        problems.add(number, f"内容不符：{why[:200]}", why[:200])
    return record


def _known(plain: dict[str, Any], kind: type, at: str, unknown: list[str]) -> dict[str, Any]:
    """The fields of a struct that its type knows, at one further level too; the others' names go to ``unknown``."""
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}
    kept: dict[str, Any] = {}
    for name, value in plain.items():
        if name not in fields:
            if not (name == "t" and not at):
                unknown.append(f"{at}{name}"[:60])
            else:
                kept[name] = value
            continue
        inner = fields[name].type
        if isinstance(value, dict) and isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            value = _known(value, inner, f"{at}{name}.", unknown)
        kept[name] = value
    return kept


def _moment(record: Record) -> float | None:
    if isinstance(record, (Call, ScreenState, Ui, Proc, FlowRecord)):
        return record.ts
    return record.last if isinstance(record, Burst) else None


def _brief(error: BaseException) -> str:
    return str(error).replace("\n", " ")[:160]
