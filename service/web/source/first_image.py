"""The first page image: made for nobody, so that no visitor waits for the process that makes them to start."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Thread

from corpus.errors import CorpusError
from corpus.reading.media import PDF
from service.web.desk import Desk, Render

_log = logging.getLogger("pincite.service")


def make_in_background(desk: Desk) -> None:
    """Begin to make an image of a page, if any document has pages; returns at once.

    Raises an IndexerError where the library can't be read.
    """
    held = [desk.library.source(holding) for holding in desk.library.holdings() if holding.media_type == PDF]
    source = next((path for path in held if path.is_file()), None)
    if source:
        Thread(target=_make, args=(desk.render, source), name="first page image", daemon=True).start()


def _make(render: Render, source: Path) -> None:
    try:
        render(source, 1, 1.0)
    except (CorpusError, OSError, ValueError) as error:
        # The document is bad, or the server is being stopped: whoever asks for its pages is told.
        _log.debug("no first page image: %s", error)
