"""A document's file, as it was put in."""

from __future__ import annotations

from pathlib import PurePath

from fastapi.responses import FileResponse, Response

from corpus.errors import FileMissing
from service.naming import file_name
from service.web.desk import Desk


def source_file(desk: Desk, key: str) -> Response:
    """The file, to be saved and never shown; raises DocumentUnknown or FileMissing."""
    holding = desk.holding(key)
    source = desk.library.source(holding)
    if not source.is_file():
        raise FileMissing(f"{source} is gone from the library")
    # An HTML page out of a library must not act as one of this server's own: it is bytes to save.
    return FileResponse(source, media_type="application/octet-stream", filename=file_name(PurePath(holding.name).name))
