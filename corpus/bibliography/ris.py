"""RIS, read and written; the only module that knows rispy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import rispy  # type: ignore[import-untyped]  # it comes without types

from corpus.bibliography.entry import Entries, Entry, date, doi, file_names, pages
from corpus.bibliography.names import Name, name_of
from corpus.bibliography.written import written

_TYPES = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "EJOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "ELEC": "webpage",
    "DATA": "dataset",
    "UNPB": "manuscript",
}
_WRITTEN_TYPES = {
    "article-journal": "JOUR",
    "article": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC",
    "dataset": "DATA",
    "manuscript": "UNPB",
}
_READ = {
    "title": ("title", "primary_title"),
    "container-title": ("journal_name", "secondary_title", "alternate_title3", "alternate_title2", "alternate_title1"),
    "volume": ("volume",),
    "issue": ("number",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "DOI": ("doi",),
    "ISSN": ("issn",),
    "abstract": ("abstract", "notes_abstract"),
    "language": ("language",),
    "edition": ("edition",),
}
_ATTACHMENTS = ("file_attachments1", "file_attachments2", "figure")


def read_ris(text: str, name: str) -> Entries:
    """The entries of an .ris file called `name`; what can't be read becomes a notice that names its line."""
    entries: list[Entry] = []
    notices: list[str] = []
    for line, block in _blocks(text.removeprefix("\ufeff")):
        try:
            found = rispy.loads(block, implementation=_Reader)
        except (OSError, ValueError, KeyError, IndexError, AttributeError) as error:
            notices.append(f"{name}, line {line}: this entry can't be read and is left out ({error})")
            continue
        if not found:
            notices.append(f"{name}, line {line}: this is no RIS entry and is left out: {block.strip()[:40]!r}")
        entries.extend(_entry(held, line, len(entries) + i) for i, held in enumerate(found, 1))
    return Entries(tuple(entries), tuple(notices))


class _Reader(rispy.RisParser):  # type: ignore[misc]  # untyped base
    """rispy's parser, which gets a value that goes on over lines as one line.

    It would join them two by two, which takes the square of their number, and join a second value's to the first.
    """

    def parse_lines(self, lines: Iterable[str]) -> list[dict[str, object]]:
        found: list[dict[str, object]] = super().parse_lines(self._joined(lines))
        return found

    def _joined(self, lines: Iterable[str]) -> Iterator[str]:
        held: list[str] = []
        is_single = False
        for line in lines:
            tag, _ = self.parse_line(line)
            if tag is None and is_single:
                held.append(line.strip())
                continue
            if held:
                yield " ".join(held)
            held, is_single = [line.rstrip()], self._is_single(tag)
        if held:
            yield " ".join(held)

    def _is_single(self, tag: str | None) -> bool:
        """Whether what goes on behind the tag's line is more of the same value, and no other one."""
        is_known = tag in self.mapping and tag not in (self.START_TAG, self.END_TAG)
        return is_known and tag not in self.list_tags and tag not in self.delimiter_map


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each entry by itself with its first line, so that a broken one costs no other; a missing end is mended."""
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*text.splitlines(), "TY  - END"], 1):
        if re.match(r"TY\s{0,2}-", line):
            if any(held.strip() and not re.fullmatch(r"\s*\d+\.\s*", held) for held in lines):
                yield first, _ended(lines)
            lines, first = [], number
        lines.append(line)


def _ended(lines: list[str]) -> str:
    begun = bool(re.match(r"TY\s{0,2}-", lines[0]))
    ended = any(re.match(r"ER\s{0,2}-", line) for line in lines)
    return "\n".join([*lines, "ER  - "] if begun and not ended else lines) + "\n"


def _entry(held: Mapping[str, object], line: int, place: int) -> Entry:
    csl: dict[str, object] = {"type": _TYPES.get(_one(held, "type_of_reference").upper(), "document")}
    for variable, tags in _READ.items():
        if value := next((found for tag in tags if (found := _one(held, tag))), ""):
            csl[variable] = value
    for variable, tags in (("author", ("authors", "first_authors")), ("editor", ("secondary_authors",))):
        if people := [_person(name) for tag in tags for name in _all(held, tag)]:
            csl[variable] = people
    _put_rest(held, csl)
    files = tuple(name for tag in _ATTACHMENTS for value in _all(held, tag) for name in file_names(value))
    return Entry(_one(held, "id") or f"entry {place}", csl, files, line)


def _put_rest(held: Mapping[str, object], csl: dict[str, object]) -> None:
    issued = date(_one(held, "date") or _one(held, "year") or _one(held, "publication_year"))
    if issued:
        csl["issued"] = issued
    if start := _one(held, "start_page"):
        end = _one(held, "end_page")
        csl["page"] = pages(f"{start}-{end}" if end and end != start else start)
    if "DOI" in csl:
        csl["DOI"] = doi(str(csl["DOI"]))
    if urls := _all(held, "urls"):
        csl["URL"] = urls[0]
    if keywords := _all(held, "keywords"):
        csl["keyword"] = ", ".join(keywords)
    if csl["type"] in ("book", "chapter") and "ISSN" in csl:
        csl["ISBN"] = csl.pop("ISSN")


def _person(name: str) -> Name:
    family, comma, rest = name.partition(",")
    if not comma and " " in name:
        return {"literal": name}
    given, _, suffix = rest.partition(",")
    person = name_of(f"{family},{given}") if given.strip() else {"family": family.strip()}
    return person | ({"suffix": suffix.strip()} if suffix.strip() else {})


def _all(held: Mapping[str, object], tag: str) -> list[str]:
    value = held.get(tag, [])
    values = value if isinstance(value, list) else [value]
    return [text for text in (" ".join(str(item).split()) for item in values) if text]


def _one(held: Mapping[str, object], tag: str) -> str:
    return next(iter(_all(held, tag)), "")


def write_ris(works: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """An .ris file of (key, CSL-JSON item) pairs, in their order."""
    held = [_written(key, written(csl)) for key, csl in works]
    return str(rispy.dumps(held, implementation=_Writer)) if held else ""


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # untyped base
    """rispy's writer without a counter line before each entry, which the format does not know."""

    def set_header(self, count: int) -> str:
        return ""


def _written(key: str, csl: Mapping[str, object]) -> dict[str, object]:
    out: dict[str, object] = {"type_of_reference": _WRITTEN_TYPES.get(str(csl.get("type", "")), "GEN"), "id": key}
    for variable, tags in _READ.items():
        if value := " ".join(str(csl.get(variable, "")).split()):
            out[tags[0]] = value
    for variable, tag in (("author", "authors"), ("editor", "secondary_authors")):
        people = csl.get(variable)
        if isinstance(people, list) and people:
            out[tag] = [_name(person) for person in people]
    if csl.get("ISBN"):
        out["issn"] = str(csl["ISBN"])
    if csl.get("URL"):
        out["urls"] = ["".join(str(csl["URL"]).split())]
    if csl.get("keyword"):
        out["keywords"] = [word.strip() for word in str(csl["keyword"]).split(",") if word.strip()]
    return out | _dates(csl.get("issued")) | _pages(str(csl.get("page", "")))


def _name(person: Mapping[str, str]) -> str:
    parts = (person.get("family") or person.get("literal", ""), person.get("given", ""), person.get("suffix", ""))
    return ", ".join(part for part in parts if part)


def _dates(issued: object) -> dict[str, object]:
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]):
        return {}
    year, *rest = parts[0]
    out: dict[str, object] = {"year": f"{year:04d}"}
    if rest:
        out["date"] = "/".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])
    return out


def _pages(page: str) -> dict[str, object]:
    start, _, end = page.partition("-")
    return {tag: value for tag, value in (("start_page", start), ("end_page", end)) if value}
