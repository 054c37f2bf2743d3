"""``/v1/inspections``: what an inspection found, its report in every form, its evidence, and what an update changed."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse

from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import PathId
from kanhe.server.api.submissions import own_of
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.submissions import InspectionSeen, inspection_seen
from kanhe.server.work.comparing import compared
from kanhe.server.work.storage import CHUNK

router = APIRouter(prefix="/v1", tags=["inspections"])

Reader = Annotated[Person, allow("developer", "inspector", "supervisor", "auditor")]
REPORT_POLICY = (
    "sandbox allow-scripts allow-downloads; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data:; frame-ancestors 'self'"
)
"""A report carries its own style and script and asks for nothing; in a sandbox it is of no origin, and can do nothing here."""
REPORT_HEADERS = {"content-security-policy": REPORT_POLICY, "x-frame-options": "SAMEORIGIN"}


def _file(media_type: str, description: str) -> dict[int | str, Any]:
    return {
        200: {"description": description, "content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}
    }


@router.get("/inspections/{inspection}")
def read_inspection(serving: Serving, person: Reader, inspection: PathId) -> InspectionSeen:
    """The verdict, and the findings that decided it."""
    return visible_inspection(serving, person, inspection)


@router.get(
    "/inspections/{inspection}/report.json", response_class=StreamingResponse,
    responses={200: {"description": "`kanhe-report/1`", "content": {"application/json": {"schema": {"type": "object"}}}}},
)  # fmt: skip
def read_report(serving: Serving, person: Reader, inspection: PathId) -> StreamingResponse:
    """The whole report as data."""
    visible_inspection(serving, person, inspection)
    return kept(serving, inspection, "report.json", "application/json")


@router.get(
    "/inspections/{inspection}/report.html", response_class=StreamingResponse, responses=_file("text/html", "A page")
)
def read_report_page(serving: Serving, person: Reader, inspection: PathId) -> StreamingResponse:
    """The whole report as a page that needs no network."""
    visible_inspection(serving, person, inspection)
    return kept(serving, inspection, "report.html", "text/html; charset=utf-8", REPORT_HEADERS)


@router.get(
    "/inspections/{inspection}/evidence.zip", response_class=StreamingResponse,
    responses=_file("application/zip", "Parquet tables"),
)  # fmt: skip
def read_evidence(serving: Serving, person: Reader, inspection: PathId) -> StreamingResponse:
    """The evidence tables, one Parquet file each."""
    visible_inspection(serving, person, inspection)
    packed = packed_evidence(serving, inspection)
    headers = {"content-disposition": f'attachment; filename="{_plain(inspection)}-evidence.zip"'}
    return StreamingResponse(packed, media_type="application/zip", headers=headers)


@router.get(
    "/inspections/{inspection}/diff",
    responses={200: {"description": "`kanhe-diff/1`", "content": {"application/json": {"schema": {"type": "object"}}}}},
)  # fmt: skip
def read_diff(
    serving: Serving, person: Reader, inspection: PathId, against: Annotated[str, Query(max_length=64)]
) -> Response:
    """What changed since an earlier inspection of the same app, and whether the update needs a full inspection."""
    new, old = (visible_inspection(serving, person, i) for i in (inspection, against))
    if new.app != old.app:
        raise NotThere("两次检测不是同一应用", "the inspections are of different apps")
    return Response(compared(serving, old.id, new.id, "json"), media_type="application/json")


def visible_inspection(serving: Services, person: Person, inspection: str) -> InspectionSeen:
    """Raises :class:`NotThere`."""
    with serving.ledger.read() as connection:
        found = inspection_seen(connection, inspection, own_of(person))
    if found is None:
        raise NotThere(f"没有检测 {inspection}", f"there is no inspection {inspection}")
    return found


def kept(
    serving: Services, inspection: str, name: str, media_type: str, headers: dict[str, str] | None = None
) -> StreamingResponse:
    """What an inspection left in the storage, streamed.  Raises :class:`NotThere`."""
    reading = serving.storage.stream(inspection, name)
    if reading is None:
        raise NotThere(
            "该检测没有存下报告（可能由外部记录）",
            "no report of this inspection was kept; it may have been recorded from elsewhere",
        )
    size = {"content-length": str(reading.size)}
    return StreamingResponse(reading.parts, media_type=media_type, headers={**(headers or {}), **size})


def packed_evidence(serving: Services, inspection: str) -> Iterator[bytes]:
    """A zip of the tables.  Raises :class:`NotThere`."""
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it was read out
    with tempfile.TemporaryDirectory(prefix="kanhe-") as folder:
        if not serving.storage.fetch_evidence(inspection, Path(folder)):
            raise NotThere("该检测没有存下证据", "no evidence of this inspection was kept")
        with zipfile.ZipFile(packed, "w") as archive:  # Parquet is compressed already
            for file in sorted(Path(folder).iterdir()):
                archive.write(file, file.name)
    packed.seek(0)

    def parts() -> Iterator[bytes]:
        with packed:
            while part := packed.read(CHUNK):
                yield part

    return parts()


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in name)
