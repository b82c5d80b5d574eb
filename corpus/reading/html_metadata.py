"""What the head of an HTML page says of the work: Highwire (`citation_*`), Dublin Core and plain meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.bibliography.entry import DOI
from corpus.bibliography.names import name_of
from corpus.bibliography.record import Field

Meta = tuple[str, str]

_TEXTS: tuple[tuple[str, str, float], ...] = (
    ("citation_title", "title", 1.0),
    ("dc.title", "title", 0.9),
    ("og:title", "title", 0.7),
    ("title", "title", 0.6),
    ("citation_journal_title", "container-title", 1.0),
    ("citation_conference_title", "container-title", 0.9),
    ("citation_inbook_title", "container-title", 0.9),
    ("citation_volume", "volume", 1.0),
    ("citation_issue", "issue", 1.0),
    ("citation_publisher", "publisher", 1.0),
    ("citation_dissertation_institution", "publisher", 0.9),
    ("citation_technical_report_institution", "publisher", 0.9),
    ("citation_technical_report_number", "number", 0.9),
    ("citation_abstract", "abstract", 0.9),
    ("dcterms.abstract", "abstract", 0.9),
    ("citation_fulltext_html_url", "URL", 0.9),
    ("citation_abstract_html_url", "URL", 0.8),
    ("citation_public_url", "URL", 0.9),
    ("dc.publisher", "publisher", 0.9),
    ("citation_issn", "ISSN", 1.0),
    ("citation_isbn", "ISBN", 1.0),
    ("citation_language", "language", 0.9),
    ("dc.language", "language", 0.9),
    ("language", "language", 0.7),
)
_AUTHORS: tuple[tuple[str, float], ...] = (("citation_author", 1.0), ("dc.creator", 0.9), ("author", 0.7))
_DATES: tuple[tuple[str, float], ...] = (
    ("citation_publication_date", 1.0),
    ("citation_date", 1.0),
    ("citation_year", 0.9),
    ("citation_online_date", 0.8),
    ("dc.date", 0.9),
    ("dc.date.issued", 0.9),
    ("dcterms.issued", 0.9),
    ("article:published_time", 0.7),
)
_IDENTIFIERS = ("citation_doi", "dc.identifier", "dc.identifier.doi", "prism.doi")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_LICENCE = re.compile(r"https?://creativecommons\.org/\S+")
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


def metadata_fields(metas: Iterable[Meta], name: str) -> Iterator[Field]:
    """The fields that these (key, content) pairs give; keys are lower case, `name` is the file's."""
    listed = list(metas)
    given: dict[str, list[str]] = {}
    for key, content in listed:
        if content:
            given.setdefault(key, []).append(content)
    for key, field, confidence in _TEXTS:
        if key in given:
            yield Field(field, given[key][0], "embedded", f"{name}: {key}", confidence)
    for key, confidence in _AUTHORS:
        if key in given:
            people = _with_places(listed) if key == "citation_author" else _people(given[key])
            yield Field("author", people, "embedded", f"{name}: {key}", confidence)
    for key, confidence in _DATES:
        date = date_parts(given[key][0]) if key in given else None
        if date:
            yield Field("issued", date, "embedded", f"{name}: {key}", confidence)
    yield from _identifiers(given, name)
    yield from _page_range(given, name)
    yield from _more(given, name)


def date_parts(text: str) -> dict[str, object] | None:
    """A CSL-JSON date out of `2019`, `2019/07` or `2019-07-03`; None for anything else."""
    match = _DATE.match(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    parts = [year, month, day] if 1 <= month <= 12 and 1 <= day <= 31 else [year, month] if 1 <= month <= 12 else [year]
    return {"date-parts": [parts]} if year else None


def _people(contents: list[str]) -> list[dict[str, str]]:
    names = [part for content in contents for part in content.split(";")]
    return [name_of(name) for name in names if name.strip()]


def _with_places(metas: Iterable[Meta]) -> list[dict[str, object]]:
    """The authors with what Highwire tags behind each of them say of that one: affiliations and an ORCID id."""
    people: list[dict[str, object]] = []
    for key, content in metas:
        if key == "citation_author" and content:
            people.extend(dict(name) for name in _people([content]))
        elif key == "citation_author_institution" and content and people:
            places = people[-1].setdefault("affiliation", [])
            if isinstance(places, list):
                places.append({"name": content})
        elif key == "citation_author_orcid" and people and (orcid := _ORCID.search(content)):
            people[-1]["ORCID"] = f"https://orcid.org/{orcid[0]}"
    return people


def _more(given: dict[str, list[str]], name: str) -> Iterator[Field]:
    """Key words, the day of going online, and a licence's address."""
    if words := [word.strip() for content in given.get("citation_keywords", []) for word in re.split(r"[;,]", content)]:
        yield Field("keyword", ", ".join(filter(None, words)), "embedded", f"{name}: citation_keywords", 0.9)
    if online := date_parts(given.get("citation_online_date", [""])[0]):
        yield Field("available-date", online, "embedded", f"{name}: citation_online_date", 0.9)
    for key in ("dc.rights", "dcterms.license", "dc.rights.uri"):
        if found := _LICENCE.search(given.get(key, [""])[0]):
            yield Field("license-URL", found[0], "embedded", f"{name}: {key}", 0.9)
            return


def _identifiers(given: dict[str, list[str]], name: str) -> Iterator[Field]:
    for key in _IDENTIFIERS:
        for content in given.get(key, ()):
            match = DOI.search(content)
            if match:
                yield Field("DOI", match.group(), "embedded", f"{name}: {key}", 1.0)


def _page_range(given: dict[str, list[str]], name: str) -> Iterator[Field]:
    first, last = (given.get(f"citation_{key}", [""])[0] for key in ("firstpage", "lastpage"))
    if first:
        pages = f"{first}-{last}" if last and last != first else first
        yield Field("page", pages, "embedded", f"{name}: citation_firstpage", 1.0)
