"""The reference entries of GROBID's training corpus (Apache-2.0), whose parts are marked in TEI."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from evals.errors import MaterialError
from evals.gold.archives import GROBID, unpacked
from evals.gold.marked_entries import MarkedEntry, entry_of, held_out

_COLLECTION = 300
"""A file of more entries than this gathers them from many papers, and is divided by entry; others stay whole."""

_FIELDS = {
    "author": "author",
    "authors": "author",
    "date": "date",
    "editor": "editor",
    "note": "note",
    "notes": "note",
    "orgName": "publisher",
    "pubPlace": "location",
    "pubplace": "location",
    "publishe": "publisher",
    "publisher": "publisher",
    "ptr": "url",
    "volumes": "volume",
    "page": "pages",
}
_SCOPES = {"vol": "volume", "volume": "volume", "pp": "pages", "page": "pages", "pages": "pages", "issue": "issue"}
_TITLES = {"a": "title", "j": "journal", "s": "series"}


@dataclass(frozen=True)
class GrobidEntries:
    """The corpus divided: what may be learnt from, the tenth that is held out, and GROBID's own evaluation folder."""

    training: tuple[MarkedEntry, ...]
    held_out: tuple[MarkedEntry, ...]
    evaluation: tuple[MarkedEntry, ...]


def entries(benchmarks: Path) -> GrobidEntries:
    """The entries of GROBID's archive below `benchmarks`. Raises MaterialError where it can't be read."""
    with unpacked(benchmarks / GROBID) as root:
        corpus = [_of_file(file) for file in _files(root, "corpus")]
        evaluation = [entry for file in _files(root, "evaluation") for entry in _of_file(file)]
    divided = [(entry, _is_held_out(entry, len(found))) for found in corpus for entry in found]
    return GrobidEntries(
        training=tuple(entry for entry, out in divided if not out),
        held_out=tuple(entry for entry, out in divided if out),
        evaluation=tuple(evaluation),
    )


def _is_held_out(entry: MarkedEntry, company: int) -> bool:
    return held_out(entry.key if company > _COLLECTION else entry.source)


def _files(root: Path, part: str) -> list[Path]:
    found = sorted(root.glob(f"**/citation/{part}/*.xml"))
    found = [file for file in found if file.parent.parent.parent.name != "name"]
    if not found:
        raise MaterialError(f"{GROBID} holds no citation/{part}/*.xml")
    return found


def _of_file(file: Path) -> list[MarkedEntry]:
    try:
        root = ElementTree.parse(file).getroot()
    except ElementTree.ParseError as error:
        raise MaterialError(f"{file.name} is not the TEI that GROBID publishes: {error}") from error
    found = (element for element in root.iter() if _tag(element) == "bibl")
    return [entry_of(_parts(element), f"grobid/{file.name}") for element in found]


def _parts(bibl: ElementTree.Element) -> Iterator[tuple[str, str | None]]:
    has_article = any(_tag(part) == "title" and part.get("level") == "a" for part in bibl)
    yield bibl.text or "", None
    for part in bibl:
        words = " " if _tag(part) == "lb" else "".join(part.itertext())
        yield words, _field(part, has_article)
        yield part.tail or "", None


def _field(part: ElementTree.Element, has_article: bool) -> str | None:
    tag, kind = _tag(part), (part.get("type") or part.get("unit") or "").casefold()
    if tag == "title":
        return _TITLES.get(part.get("level") or "", "book" if has_article else "title")
    if tag == "biblScope":
        return _SCOPES.get(kind)
    if tag == "idno":
        return "doi" if kind == "doi" else "identifier"
    if tag == "note" and kind == "report":
        return "genre"
    if tag == "orgName" and kind == "collaboration":
        return "collaboration"
    return _FIELDS.get(tag)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
