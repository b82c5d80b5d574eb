"""A PDF whose end is lost or bent, given a new one, so that the pages that it still holds can be read.

A PDF is entered from its end (ISO 32000-1, 7.5.5), so one that was cut off can't be opened although most of its
pages are whole. Objects that stand in compressed streams can't be found this way.
"""

from __future__ import annotations

import re

_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s{1,4}(\d{1,5})\s{1,4}obj\b")
_CATALOGUE = re.compile(rb"/Type\s{0,4}/Catalog\b")
_PAGE = re.compile(rb"/Type\s{0,4}/Page\b")
_HEADER = b"%PDF-1.7\n"
_NEAR = 4096
_MOST_OBJECTS = 1_000_000


def salvaged(data: bytes) -> bytes | None:
    """The file with a new end that leads to the catalogue or to the pages found in it; None where there are none."""
    starts = list(_OBJECT.finditer(data))[:_MOST_OBJECTS]
    catalogue = _last_of(_CATALOGUE, data, starts)
    if catalogue:
        return _entered(data, b"", catalogue[-1])
    pages = _last_of(_PAGE, data, starts)
    if not pages:
        return None
    free = max(int(start.group(1)) for start in starts) + 1
    kids = b" ".join(b"%b R" % page for page in pages)
    tree = b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [%b] >>\nendobj\n" % (free, len(pages), kids)
    root = b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n" % (free + 1, free)
    return _entered(data, tree + root, b"%d 0" % (free + 1))


def _entered(data: bytes, more: bytes, root: bytes) -> bytes:
    start = b"" if b"%PDF-" in data[:1024] else _HEADER
    end = b"\nendstream\nendobj\n%btrailer\n<< /Root %b R >>\nstartxref\n0\n%%%%EOF\n" % (more, root)
    return start + data + end


def _last_of(kind: re.Pattern[bytes], data: bytes, starts: list[re.Match[bytes]]) -> list[bytes]:
    """The number and generation of each object of a kind, in the order of the file; the last if it stands twice."""
    found: dict[bytes, None] = {}
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(data)
        if kind.search(data, start.end(), min(end, start.end() + _NEAR)):
            found[b"%b %b" % (start.group(1), start.group(2))] = None
    return list(found)
