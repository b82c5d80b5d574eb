"""BibTeX, read and written; the only module that knows bibtexparser."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping

from bibtexparser import middlewares, model
from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from corpus.bibliography.entry import Entries, Entry, date, doi, file_names, pages
from corpus.bibliography.names import Name, name_of
from corpus.bibliography.written import written

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "incollection": "chapter",
    "conference": "paper-conference",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "collection": "book",
    "manual": "report",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "report": "report",
    "techreport": "report",
    "unpublished": "manuscript",
    "dataset": "dataset",
    "online": "webpage",
    "misc": "document",
}
_FIELDS = {
    "abstract": "abstract",
    "address": "publisher-place",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "doi": "DOI",
    "edition": "edition",
    "institution": "publisher",
    "isbn": "ISBN",
    "issn": "ISSN",
    "issue": "issue",
    "journal": "container-title",
    "journaltitle": "container-title",
    "keywords": "keyword",
    "language": "language",
    "langid": "language",
    "location": "publisher-place",
    "note": "note",
    "number": "issue",
    "pages": "page",
    "publisher": "publisher",
    "school": "publisher",
    "series": "collection-title",
    "title": "title",
    "url": "URL",
    "volume": "volume",
}
_WRITTEN_TYPES = {
    "article-journal": "article",
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
    "webpage": "online",
    "dataset": "dataset",
}
_WRITTEN_FIELDS = {
    "title": "title",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "address",
    "edition": "edition",
    "collection-title": "series",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "keyword": "keywords",
    "language": "language",
    "abstract": "abstract",
    "note": "note",
}
_WRITTEN_OF_A_KIND = {
    "phdthesis": {"publisher": "school", "genre": "type"},
    "techreport": {"publisher": "institution", "genre": "type", "number": "number"},
}
_VERBATIM = frozenset({"url", "doi", "file", "isbn", "issn", "eprint", "month", "year", "date", "day"})
_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator"}
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: "\\" + mark for mark in "$&%#_"},
}


def read_bibtex(text: str, name: str) -> Entries:
    """The entries of a .bib file called `name`; those that can't be read become notices that name their line."""
    # bibtexparser logs what it also returns as failed blocks; those become notices here.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text, append_middleware=[_Months()])
    decoder = _Decoder()
    entries = tuple(_entry(block, decoder) for block in library.entries)
    return Entries(entries, tuple(_notice(block, name) for block in library.failed_blocks))


def _notice(block: model.ParsingFailedBlock, name: str) -> str:
    line = (block.start_line or 0) + 1
    if isinstance(block, model.DuplicateBlockKeyBlock):
        return f"{name}, line {line}: the key {block.key!r} is used twice; the first entry is kept"
    opening = " ".join((block.raw or "").split())[:40]
    return f"{name}, line {line}: this entry can't be read and is left out; check its braces and commas: {opening!r}"


class _Months(middlewares.MonthIntMiddleware):
    """Months as numbers; what is no month's number stays as it is, where the base would take it for one and fail."""

    def resolve_month_field_val(self, month_field: model.Field) -> tuple[str | int, str]:
        """The month's number, where it is one, and what was done."""
        value = month_field.value
        if isinstance(value, str) and value.isdigit() and not re.fullmatch(r"[0-9]{1,2}", value):
            return value, "month field unchanged"
        resolved: tuple[str | int, str] = super().resolve_month_field_val(month_field)
        return resolved


class _Decoder(middlewares.LatexDecodingMiddleware):
    """LaTeX to plain text, string by string: links must not be decoded, and names only after they are split."""

    def text(self, value: str) -> str:
        """`value` without LaTeX; as it stands where it can't be understood."""
        if re.search(r"[\\{}~$%]|--|``|''", value):
            # The decoder takes a bare % for a comment, and a circumflex for the accent of that name.
            marked = re.sub(r"(?<!\\)%", r"\\%", value).replace(r"\textasciicircum{}", "^")
            value, _ = self._transform_python_value_string(marked)
        return " ".join(value.split())


def _entry(block: model.Entry, decoder: _Decoder) -> Entry:
    held = {field.key.lower(): field.value for field in block.fields}
    csl: dict[str, object] = {"type": _TYPES.get(block.entry_type.lower(), "document")}
    for name, variable in _FIELDS.items():
        if value := str(held.get(name, "")).strip():
            csl.setdefault(variable, value if name in _VERBATIM else decoder.text(value))
    for name, variable in _PEOPLE.items():
        if people := _people(str(held.get(name, "")), decoder):
            csl[variable] = people
    if csl["type"] == "report" and "issue" in csl:
        csl["number"] = csl.pop("issue")
    if csl["type"] in ("report", "thesis") and (genre := decoder.text(str(held.get("type", "")))):
        csl["genre"] = genre
    if issued := date(
        str(held.get("date") or held.get("year", "")), str(held.get("month", "")), str(held.get("day", ""))
    ):
        csl["issued"] = issued
    if "page" in csl:
        csl["page"] = pages(str(csl["page"]))
    if "DOI" in csl:
        csl["DOI"] = doi(str(csl["DOI"]))
    return Entry(block.key, csl, file_names(str(held.get("file", ""))), (block.start_line or 0) + 1)


def _people(text: str, decoder: _Decoder) -> list[Name]:
    names = split_multiple_persons_names(" ".join(text.split())) if text.strip() else []
    return [_person(name, decoder) for name in names if name.strip().lower() != "others"]


def _person(name: str, decoder: _Decoder) -> Name:
    if re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", name):
        return {"literal": decoder.text(name)}
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except InvalidNameError:
        return name_of(decoder.text(name))
    family = decoder.text(" ".join([*parts.von, *parts.last]))
    given = decoder.text(" ".join(parts.first))
    person = {"family": family, "given": given} if given else {"family": family}
    return person | ({"suffix": decoder.text(" ".join(parts.jr))} if parts.jr else {})


def write_bibtex(works: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """A .bib file of (key, CSL-JSON item) pairs, escaped for LaTeX, in their order."""
    blocks: list[model.Block] = [_block(key, written(csl)) for key, csl in works]
    return write_string(Library(blocks)) if blocks else ""


def _block(key: str, csl: Mapping[str, object]) -> model.Entry:
    kind = _WRITTEN_TYPES.get(str(csl.get("type", "")), "misc")
    fields = [(name, _names(csl[name])) for name in _PEOPLE if isinstance(csl.get(name), list)]
    written_fields = _WRITTEN_FIELDS | _WRITTEN_OF_A_KIND.get(kind, {})
    fields += [(called, _value(called, str(csl[name]))) for name, called in written_fields.items() if csl.get(name)]
    if container := csl.get("container-title"):
        fields.append(
            ("booktitle" if kind in ("incollection", "inproceedings") else "journal", _escaped(str(container)))
        )
    fields += _date_fields(csl.get("issued"))
    return model.Entry(kind, key, [model.Field(name, value) for name, value in fields if value])


def _value(name: str, value: str) -> str:
    if name in _VERBATIM:
        # These are written as they are, so what would open or end a field is left out; no address or number holds it.
        return re.sub(r"[{}\\\s]", "", value)
    return _escaped(value.replace("-", "--") if name == "pages" else value, keep_dashes=name == "pages")


def _escaped(text: str, keep_dashes: bool = False) -> str:
    text = "".join(_ESCAPES.get(character, character) for character in " ".join(text.split()))
    text = re.sub(r"([`'<>?!,])(?=[`'<>,])", r"\1{}", text)
    return text if keep_dashes else re.sub(r"-(?=-)", "-{}", text)


def _names(people: object) -> str:
    names = []
    for person in people if isinstance(people, list) else []:
        if "literal" in person:
            names.append("{" + _escaped(person["literal"]) + "}")
        elif "family" in person:
            parts = (person["family"], person.get("suffix", ""), person.get("given", ""))
            names.append(", ".join(_guarded(part) for part in parts if part))
    return " and ".join(names)


def _guarded(part: str) -> str:
    """A comma or an `and` inside a name part would split the name, so braces hold it together."""
    escaped = _escaped(part)
    return "{" + escaped + "}" if re.search(r",|\band\b", part, re.IGNORECASE) else escaped


def _date_fields(issued: object) -> list[tuple[str, str]]:
    if not isinstance(issued, dict):
        return []
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return list(zip(("year", "month", "day"), (str(part) for part in parts[0]), strict=False))
    return [("year", _escaped(str(issued["literal"])))] if issued.get("literal") else []
