"""One work as a sidecar holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DOI = re.compile(r"10\.\d{4,9}/\S+")
"""A DOI where nothing but white space follows it: in metadata, not in prose."""


@dataclass(frozen=True)
class Entry:
    """A work's key, its CSL-JSON fields, the file names that it is tied to, and its line in the sidecar (from 1)."""

    key: str
    csl: dict[str, object]
    files: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True)
class Entries:
    """What was read from one sidecar: the good entries, and a line about each that was not."""

    entries: tuple[Entry, ...] = ()
    notices: tuple[str, ...] = field(default=())


def file_names(value: str) -> tuple[str, ...]:
    """The file names in a reference manager's attachment field.

    Zotero and JabRef write `description:path:type`, several parted by `;`, with `:` and `\\` escaped by `\\`;
    other programs write the bare path.
    """
    found: list[str] = []
    for attachment in re.split(r"(?<!\\);", value):
        for part in re.split(r"(?<!\\):(?![/\\]{1,2}[^\\/])|(?<!\\):(?=[^\\/])", attachment):
            name = re.split(r"[/\\]", re.sub(r"\\([:;_&%#])", r"\1", part).strip())[-1].strip()
            if re.search(r"\.\w{1,8}$", name):
                found.append(name)
    return tuple(dict.fromkeys(found))


def date(text: str, month: str = "", day: str = "") -> dict[str, object] | None:
    """A CSL-JSON date of `2024`, `2024-05-03` or `2024/05/03/`, or of year, month and day; None if empty."""
    text = text.strip()
    found = re.search(r"(?<!\d)(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)", text)
    if not found:
        return {"literal": text} if text else None
    parts = [int(found[1])]
    for piece, most in ((found[2] or month, 12), (found[3] or day, 31)):
        if not (re.fullmatch(r"\d{1,2}", piece) and 1 <= int(piece) <= most):
            break
        parts.append(int(piece))
    return {"date-parts": [parts]}


def pages(text: str) -> str:
    """A page range with plain dashes: `1633--1653` and `1633–1653` are `1633-1653`."""
    return re.sub(r"\s*(?:-{1,3}|[–—‐‑−])\s*", "-", text.strip())


def doi(text: str) -> str:
    """The DOI without its resolver's address: `https://doi.org/10.1000/x` is `10.1000/x`."""
    bare = text.strip()
    return bare[bare.find("10.") :] if "10." in bare else bare


def doi_key(text: str) -> str:
    """What two spellings of one DOI have in common: case doesn't matter in DOIs, and a stop behind is none of it."""
    return doi(text).lower().rstrip("./")
