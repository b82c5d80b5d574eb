"""Bibliographic data: files that describe works and are none themselves, so that there is nothing in them to review."""

from __future__ import annotations

import re
from pathlib import PurePath

from corpus.bibliography.sidecar import SUFFIXES
from service.web.problems import UploadRefused

HEAD = 4096
"""Bytes by which such a file is known, whatever it is called."""

_BIBTEX = re.compile(rb"(?:\s|%[^\n]*\n)*@[A-Za-z]{3,20}\s*[{(]\s*[^\s,{}]+\s*[,=]")
_RIS = re.compile(rb"\s*TY  ?- ?[A-Z]{2,6}\s*\n")
_CSL_JSON = re.compile(rb'\s*\[?\s*\{(?=[^}]*"type"\s*:)(?=[^}]*"(?:title|issued|author|DOI)"\s*:)')


def refuse_data(name: str, content: bytes) -> None:
    """Raise UploadRefused for a file of bibliographic data, told by its name or by how it begins."""
    head = content[:HEAD].removeprefix(b"\xef\xbb\xbf")
    begins_so = any(pattern.match(head) for pattern in (_BIBTEX, _RIS, _CSL_JSON))
    if begins_so or PurePath(name).suffix.lower() in SUFFIXES:
        raise UploadRefused(
            f"{name} describes works and is no manuscript: choose a PDF, DOCX, HTML, Markdown or text file"
        )
