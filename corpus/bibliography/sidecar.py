"""Bibliographic data beside the documents: every .bib, .ris and CSL-JSON file of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.bibliography.bibtex import read_bibtex
from corpus.bibliography.csl_json import read_csl_json
from corpus.bibliography.entry import Entries, Entry, doi
from corpus.bibliography.names import folded
from corpus.bibliography.record import Field
from corpus.bibliography.ris import read_ris
from corpus.errors import CorpusError, SidecarError

_READERS: dict[str, Callable[[str, str], Entries]] = {
    ".bib": read_bibtex,
    ".ris": read_ris,
    ".json": read_csl_json,
}
SUFFIXES = frozenset(_READERS)
"""Endings of the files that are read as sidecars."""

_LONGEST = 64 * 2**20
_SHORTEST_TITLE = 12
_MOST_NOTICES = 3
_FOLDERS_KEPT = 8


def read_sidecar(path: Path) -> Entries:
    """The entries of one sidecar; raises SidecarError where the file as a whole can't be read."""
    try:
        if path.stat().st_size > _LONGEST:
            raise SidecarError(f"{path.name}: over {_LONGEST // 2**20} MiB, too large for bibliographic data")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SidecarError(f"{path.name}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise SidecarError(f"{path.name}: can't be opened ({error.strerror})") from error
    return _READERS[path.suffix.lower()](text, path.name)


@dataclass(frozen=True)
class Sidecars:
    """All entries of a folder's sidecars, each with its file's name, and what could not be read."""

    entries: tuple[tuple[str, Entry], ...] = ()
    notices: tuple[str, ...] = ()

    @classmethod
    def load(cls, folder: Path, read_one: Callable[[Path], Entries] = read_sidecar) -> Sidecars:
        """Read every sidecar in `folder` (not below it). A broken file or entry is a notice and costs no other.

        `read_one` reads a file of them; it raises a CorpusError.
        """
        entries: list[tuple[str, Entry]] = []
        notices: list[str] = []
        for path in _sidecar_files(folder):
            try:
                found = read_one(path)
            except CorpusError as error:
                notices.append(str(error))
                continue
            entries.extend((path.name, entry) for entry in found.entries)
            notices.extend(_first_of(found.notices, path.name))
        return cls(tuple(entries), tuple(notices))

    @classmethod
    def kept(cls, folder: Path) -> Sidecars:
        """The same as `load`, but parsed again only once a sidecar's name, time or size has changed.

        A process that reads one document after another out of a folder would else parse the folder's
        bibliography anew for each: a large one takes seconds.
        """
        states = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in _sidecar_files(folder))
        return _loaded(folder.resolve(), states)

    def fields_for(self, path: Path, title: str | None = None, doi: str | None = None) -> tuple[Field, ...]:
        """The fields of the entry that means this document, by file name, key, DOI or title; empty where none does."""
        match = next(self._matches(path, title, doi), None)
        if match is None:
            return ()
        sidecar, entry, confidence = match
        origin = f"{sidecar}: {entry.key}"
        return tuple(Field(name, entry.csl[name], "sidecar", origin, confidence) for name in sorted(entry.csl))

    def _matches(self, path: Path, title: str | None, doi: str | None) -> Iterator[tuple[str, Entry, float]]:
        name, wanted_doi, wanted_title = path.name.casefold(), _comparable(doi), folded(title or "")
        for sidecar, entry in self.entries:
            if name in (file.casefold() for file in entry.files):
                yield sidecar, entry, 1.0
        for sidecar, entry in self.entries:
            if entry.key.casefold() == path.stem.casefold():
                yield sidecar, entry, 1.0
        for sidecar, entry in self.entries:
            if wanted_doi and _comparable(entry.csl.get("DOI")) == wanted_doi:
                yield sidecar, entry, 1.0
        for sidecar, entry in self.entries:
            if len(wanted_title) >= _SHORTEST_TITLE and folded(str(entry.csl.get("title", ""))) == wanted_title:
                yield sidecar, entry, 0.9


def _sidecar_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())


@lru_cache(maxsize=_FOLDERS_KEPT)
def _loaded(folder: Path, _states: tuple[tuple[str, int, int], ...]) -> Sidecars:
    return Sidecars.load(folder)


def _first_of(notices: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The first notices of a file, and how many more there are: a broken file must not bury what else is told."""
    more = len(notices) - _MOST_NOTICES
    return (*notices[:_MOST_NOTICES], f"{name}: and {more:,} more like these") if more > 0 else notices


def _comparable(written: object) -> str:
    """A DOI in small letters (DOIs ignore case); empty for what is none."""
    bare = doi(str(written or "")).casefold()
    return bare if bare.startswith("10.") else ""
