"""Front matter: the lines of a document that say what it is, and not what it finds.

Title, authors, affiliations, addresses, dates, identifiers and keywords stand in short lines before the body, and now
and then in one below the references. Each is told by its form, or by holding a value of the bibliographic record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bibliography.names import families, folded, years
from corpus.document import Document, Span

LONGEST_LINE = 600
"""Characters; a longer line near the top is a paragraph."""

FARTHEST = 6000
"""Characters after which nothing is front matter, where no heading has said so before."""

_LINE = re.compile(r"[^\n]+")
_FRONT_HEADING = re.compile(
    r"\W*(?:abstract|summary|key\s?-?words|index terms|jel\b.*|subjects?|highlights|in brief)\W*", re.I
)

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("DOI", re.compile(r"\b10\.\d{4,9}/\S", re.I)),
    ("ISSN", re.compile(r"\bE?-?ISSN\b", re.I)),
    ("ISBN", re.compile(r"\bE?-?ISBN\b", re.I)),
    ("e-mail", re.compile(r"\S@\s?\w[\w.-]+\.\w|\be-?mail\b", re.I)),
    ("keyword", re.compile(r"^\W*(?:key\s?-?words\b|index terms\b|subjects?:)", re.I)),
    ("JEL", re.compile(r"\bJEL\b")),
    ("accepted", re.compile(r"\baccept(?:ed|ance)\b[^.]*\d", re.I)),
    ("submitted", re.compile(r"\b(?:submitted|submission|received)\b[^.]*\d", re.I)),
    (
        "issued",
        re.compile(r"\bpublished\b[^.]*\d|©|\(c\)\s*(?:19|20)\d\d|\bvol(?:ume|\.)\s*\d.*\b(?:19|20)\d\d\b", re.I),
    ),
    ("license", re.compile(r"\b(?:licen[cs]ed?\b|creative commons|open access)", re.I)),
    ("publisher", re.compile(r"\bpublished by\b|\bpublisher\b", re.I)),
    ("URL", re.compile(r"\b(?:retrieved|available|accessed) (?:from|at|on)\b.*\w\.\w|^\W*https?://\S+\W*$", re.I)),
    (
        "affiliation",
        re.compile(
            r"\b(?:universit|institut|facult|department\b|dept\b|school of|college\b|academy\b|ministry of|laborator"
            r"|hospital\b|research cent|cent(?:er|re) for|candidate\b|professor\b|lecturer\b|researcher\b)",
            re.I,
        ),
    ),
    ("author", re.compile(r"^\W*(?:authors?|contributors?|written by|by)\b\s*:?\s", re.I)),
)

FIELD_WORDS = {
    "title": "title",
    "author": "author",
    "affiliation": "affiliation of the authors, where they work",
    "e-mail": "e-mail address, contact",
    "DOI": "DOI",
    "ISSN": "ISSN",
    "ISBN": "ISBN",
    "keyword": "keywords",
    "JEL": "JEL codes",
    "accepted": "date accepted",
    "submitted": "date submitted, received",
    "issued": "date published",
    "license": "licence, open access",
    "publisher": "publisher",
    "URL": "web address",
    "container-title": "journal, published in",
}
"""What a line of the front matter tells, in words that are searched; the keys are CSL-JSON's variables and our own."""


@dataclass(frozen=True)
class FrontLine:
    """A line of front matter and the names of the fields that it tells, in the order of `FIELD_WORDS`."""

    span: Span
    fields: tuple[str, ...]


def front_lines(document: Document) -> tuple[FrontLine, ...]:
    """The lines that say what the document is, in the order of the text."""
    end, tail = _end(document), _tail(document)
    found = []
    for span in _lines(document.text):
        if span.start >= end and span.start < tail:
            continue
        if len(span) > LONGEST_LINE or document.table_at(span.start) is not None:
            continue
        fields = fields_told(span.of(document.text), document)
        if span.start >= tail:
            fields = tuple(name for name in fields if name in _AT_THE_END)
        if fields and not _is_prose(span, fields, document):
            found.append(FrontLine(span, fields))
    return tuple(found)


_AT_THE_END = frozenset({"DOI", "URL", "license", "accepted", "submitted", "issued", "e-mail"})


def fields_told(line: str, document: Document) -> tuple[str, ...]:
    """The fields that a line tells, by its form or by a value of the document's record that stands in it."""
    told = {name for name, form in _FORMS if form.search(line)}
    plain = folded(line)
    record = document.record
    for name in ("title", "container-title", "publisher"):
        value = folded(record.text(name) or "")
        # A long title is broken over lines, and a sidecar's may have a subtitle that the page sets apart; a sentence
        # that has a short title's words in it is not the title.
        whole = value in plain and 2 * len(value) >= len(plain)
        if value and (whole or (len(plain.split()) >= LEAST_OF_A_TITLE and plain in value)):
            told.add(name)
    authors = [folded(family) for family in families(record.get("author"))]
    if any(author in plain.split() or (" " in author and author in plain) for author in authors if author):
        told.add("author")
    if any(str(year) in plain for year in years(record.get("issued"))) and not told & _WITH_NUMBERS:
        told.add("issued")
    words = [folded(word) for word in re.split(r"[,;]", record.text("keyword") or "")]
    if len(words) > 1 and all(word in plain for word in words if word):
        told.add("keyword")
    told -= {"title"} if "keyword" in told else set()
    told -= {"affiliation"} if "publisher" in told else set()
    told -= {"author"} if "e-mail" in told else set()
    return tuple(name for name in FIELD_WORDS if name in told)


_WITH_NUMBERS = frozenset({"accepted", "submitted", "DOI", "ISSN", "ISBN", "URL", "e-mail"})
"""Lines in which a year may stand that isn't the year of publication."""

LEAST_OF_A_TITLE = 3
"""Words of a title that tell a line of it from a mere mention of its subject."""


def _lines(text: str) -> Iterator[Span]:
    """The lines that have letters, without the marks of Markdown around them."""
    for match in _LINE.finditer(text):
        line = match[0]
        bare = line.strip().lstrip("#> ").rstrip()
        if bare.startswith("**") and bare.endswith("**") and "**" not in bare[2:-2]:
            bare = bare[2:-2].strip()
        if any(character.isalpha() for character in bare):
            start = match.start() + line.index(bare)
            yield Span(start, start + len(bare))


def _end(document: Document) -> int:
    """Where the body begins: at the first heading that is neither the title nor one of the front matter."""
    title = folded(document.record.text("title") or "")
    for section in document.sections:
        named = folded(section.title)
        if _FRONT_HEADING.fullmatch(section.title) or (title and (named in title or title in named)):
            continue
        if section.heading.start > 0 and not _is_first_line(document.text, section.heading):
            return min(section.heading.start, FARTHEST)
    return min(FARTHEST, len(document.text))


def _is_first_line(text: str, heading: Span) -> bool:
    return not text[: heading.start].strip("#*> \n")


def _tail(document: Document) -> int:
    """Where what follows the reference list begins; the end of the text where there is no list."""
    return max((reference.span.end for reference in document.references), default=len(document.text))


def _is_prose(span: Span, fields: tuple[str, ...], document: Document) -> bool:
    """Whether it is a paragraph of the body that has such a word by chance: sentences, without a form of their own."""
    line = span.of(document.text)
    if set(fields) & {"DOI", "ISSN", "ISBN", "e-mail", "keyword", "JEL", "accepted", "submitted", "URL"}:
        return False
    if "title" in fields and len(line) < 2 * len(document.record.text("title") or ""):
        return False
    sentences = [s for s in document.sentences if span.contains(s) and s.of(document.text).endswith((".", "?", "!"))]
    words = len(line.split())
    return bool(sentences) and words > (MOST_WORDS_OF_A_FRONT_SENTENCE if {"license", "issued"} & set(fields) else 8)


MOST_WORDS_OF_A_FRONT_SENTENCE = 45
"""Words; a licence or a publisher's line may be whole sentences."""
