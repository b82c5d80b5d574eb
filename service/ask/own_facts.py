"""Facts about a document itself, and entries of its reference list: looked up, not searched for.

Who wrote a paper stands in one line of its front matter; the nineteenth reference is the nineteenth. Where a question
points to such a place there is nothing to rank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.names import families, years
from corpus.bibliography.record import Field
from corpus.document import Document
from indexer.catalogue import HeldPassage, Holding
from indexer.front_matter import FIELD_WORDS
from indexer.passages import fields_of
from service.ask.held_documents import held_as_asked, holdings_notices, none_held, title_lines
from service.ask.list_conditions import condition_of
from service.ask.named import either
from service.ask.reference_lists import (
    MOST_ENTRIES,
    asks_for_shared,
    entries_of,
    out_of_the_list,
    told_of_the_list,
    with_what_cites,
)
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding, language_name
from service.ask.understanding.descriptions import year_alone
from service.ask.understanding.holdings_asked import AskedHoldings
from service.ask.understanding.listed_kinds import names_a_kind
from service.ask.understanding.record_fields import UNMISTAKABLE
from service.ask.understanding.works import BY, NamedDocument
from service.ask.whose import asked_of, entries_with_it, naming, theirs
from service.phrasing import counted
from service.quotes.notice import Notice

MOST_DOCUMENTS = 3
"""Where no document is named, those are shown that have such a line, unless they are more than this."""

MOST_OF_EACH = 12
"""The same where it is asked of whatever is held."""

COUNTED = ("reference-list", "reference-count", "author-count", "table-count", "page-count", "section-count")


def own_passages(question: Understanding, shelf: Shelf) -> tuple[HeldPassage, ...]:
    """The lines and entries that the question points to, in the order of the text; nothing where it points to none."""
    if question.holdings and (lines := title_lines(question.holdings, shelf)):
        return lines
    if question.listed:
        within = {holding.digest for holding in shelf.holdings()}
        entries = [entry for entry in question.listed if entry.document.digest in within]
        return tuple(with_what_cites(question, entries, shelf))
    if question.only_cited or question.holdings or _not_one_of_its_year(question, shelf):
        return ()
    if not question.fields and question.targets.reference is None and question.targets.reference_place is None:
        return ()
    meant = _meant(question, shelf)
    if question.fields and not _says_whose(question, len(meant)):
        return ()
    found = [(holding, _in(holding, question, shelf)) for holding in meant]
    found = [(holding, passages) for holding, passages in found if passages]
    if not question.documents and (words := asked_of(question)):
        return tuple([line for _, lines in found for line in naming(words, lines)] or entries_with_it(question, shelf))
    if not question.documents and not question.of_each and len(found) > MOST_DOCUMENTS:
        return ()
    if asks_for_shared(question):
        found = found[:1]
    return tuple(passage for _, passages in found for passage in passages)


def _says_whose(question: Understanding, meant: int) -> bool:
    """Whether a question for facts says well enough of which of so many documents."""
    if question.documents:
        return _is_told_apart(question.documents[0])
    if question.of_each:
        return meant <= (1 if "reference-list" in question.fields else MOST_OF_EACH)
    return meant == 1 or not set(question.fields) - UNMISTAKABLE


def _is_told_apart(document: NamedDocument) -> bool:
    """Whether a document is named well enough: a description that fits it in part may be of a work that it cites."""
    return document.is_plain or document.by in BY


def record_notices(question: Understanding, shelf: Shelf) -> tuple[Notice, ...]:
    """What can be told of a named document though no line of its text says so: counts, and what only its record has."""
    if question.holdings:
        return holdings_notices(question.holdings, shelf)
    if question.absent and question.listed:
        unlisted = f"No entry {_in_whose_list(question, shelf)} names {either(question.absent)}."
        return (Notice("record", unlisted),)
    if question.only_cited or not question.fields or not (question.documents or question.of_each):
        return ()
    if question.of_each and len(shelf.holdings()) > MOST_OF_EACH:
        return ()
    told = []
    for holding in _meant(question, shelf):
        lines = {name for passage in shelf.passages_of(holding, ["front"]) for name in fields_of(passage.passage)}
        told += [_counted(name, holding, question, shelf) for name in question.fields if name in COUNTED]
        told += [_recorded(name, holding) for name in question.fields if name not in COUNTED and name not in lines]
    return tuple(Notice("record", text) for text in told if text)


def only_recorded(notices: Sequence[Notice]) -> str:
    """That only the record, or a count, tells what is asked; empty where nothing does."""
    told = " ".join(notice.text for notice in notices)
    return f"No line of a text tells this. {told}" if told else ""


def unless_said(notices: Sequence[Notice], reason: str) -> tuple[Notice, ...]:
    """The notices but for those that the reason for an abstention says already."""
    return tuple(notice for notice in notices if notice.text.lower() not in reason.lower())


def untold(question: Understanding, shelf: Shelf) -> str:
    """Why a fact about a document can't be told; empty where it can, or where none is asked for."""
    if question.holdings:
        return none_held(question.holdings, shelf)
    if told := _not_one_of_its_year(question, shelf):
        return told
    of_which = question.of_each or (question.fields == ("author-count",) and not question.documents)
    if of_which and not _says_whose(question, len(shelf.holdings())):
        return _which(shelf)
    return _not_listed(question, shelf) or _not_of_them(question, shelf)


def _not_one_of_its_year(question: Understanding, shelf: Shelf) -> str:
    """That no document, or more than one, is of the year by which alone it is told whose facts are asked for."""
    year = year_alone(question.text) if question.fields and not question.documents and not question.listed else None
    if year is None:
        return ""
    asked = AskedHoldings(only=(year,))
    meant = held_as_asked(asked, shelf)
    if not meant:
        return none_held(asked, shelf)
    names = ", ".join(holding.name for holding in meant[:MOST_OF_EACH])
    return f"This may be asked of {len(meant):,} documents of {year}: name the one that is meant ({names})."


def _not_listed(question: Understanding, shelf: Shelf) -> str:
    """That reference lists don't have what is asked for; empty where they do, or where they aren't asked."""
    if question.absent:
        return f"Not found: no entry {_in_whose_list(question, shelf)} names {either(question.absent)}."
    if question.only_cited and not own_passages(question, shelf):
        return f"Not found: “{question.only_cited}” is cited and not held here, and no reference list tells this of it."
    if question.documents and not question.fields and not own_passages(question, shelf):
        return out_of_the_list(question, _meant(question, shelf), shelf)
    return ""


def _in_whose_list(question: Understanding, shelf: Shelf) -> str:
    best = max((document.sure for document in question.documents), default=0.0)
    named = {document.digest for document in question.documents if document.sure >= best}
    names = ", ".join(held.name for held in shelf.holdings() if held.digest in (question.named_digests or named))
    return f"in the reference list of {names}" if names else "in any reference list"


def _not_of_them(question: Understanding, shelf: Shelf) -> str:
    """That a fact is told of nobody, or not of whom it is asked; or what only the record has of it."""
    of_whom = asked_of(question)
    is_counted = bool(question.documents) and bool(set(question.fields) & set(COUNTED))
    if not question.fields or not (question.named_digests or question.of_each or of_whom or is_counted):
        return ""
    if own_passages(question, shelf):
        return ""
    if of_whom and not question.documents:
        return f"Not found: no line of a document tells this ({_fields(question)}) of “{' '.join(of_whom)}”."
    if recorded := record_notices(question, shelf):
        return only_recorded(recorded) if set(question.fields) <= {*COUNTED, "language"} else ""
    if set(question.fields) & set(COUNTED):
        return ""
    meant = _meant(question, shelf)
    names = ", ".join(holding.name for holding in meant) if question.documents or len(meant) == 1 else "any document"
    return f"Not found: neither the text nor the bibliographic record of {names} tells this ({_fields(question)})."


def _fields(question: Understanding) -> str:
    return ", ".join(_FACT_WORDS.get(name) or FIELD_WORDS[name].partition(",")[0] for name in question.fields)


def _which(shelf: Shelf) -> str:
    number = len(shelf.holdings())
    return f"This may be asked of {number:,} documents: name the one that is meant, by its author or its title."


_FACT_WORDS = {"funding": "who funded it", "subject": "subject", "language": "language", "ORCID": "ORCID"}
"""What facts are called that no line of front matter is kept for."""


def _meant(question: Understanding, shelf: Shelf) -> tuple[Holding, ...]:
    """The documents named as surely as the surest; all of them where none is named."""
    holdings = shelf.holdings()
    if not question.documents:
        return holdings
    best = question.documents[0].sure
    named = {document.digest for document in question.documents if document.sure >= best}
    return tuple(holding for holding in holdings if holding.digest in named)


def _in(holding: Holding, question: Understanding, shelf: Shelf) -> list[HeldPassage]:
    fields = ("author" if name == "author-count" else name for name in question.fields)
    found = theirs(question, told_lines(tuple(fields), shelf.passages_of(holding, ["front"])), holding)
    if "funding" in question.fields:
        found += [
            held for held in shelf.passages_of(holding, ["front", "sentence"]) if _FUNDED.search(held.passage.reading)
        ]
    found += entries_of(holding, question, shelf)
    if "table-count" in question.fields and question.documents:
        # The last table bears the highest number.
        found += shelf.passages_of(holding, ["row"])[-1:]
    return found


def told_lines(fields: Sequence[str], lines: Sequence[HeldPassage]) -> list[HeldPassage]:
    """The lines of front matter that tell one of the fields.

    A line may be of one kind by its form and of another by its label: subjects are keywords of a sort, and answer for
    them only where a document has no others.
    """
    labelled = [line for line in lines if _SUBJECTS.match(line.passage.reading)]
    told = [line for line in lines if set(fields_of(line.passage)) & set(fields)]
    others = [line for line in told if line not in labelled]
    if "keyword" in fields and any("keyword" in fields_of(line.passage) for line in others):
        told = others
    return [line for line in lines if line in told or ("subject" in fields and line in labelled)]


_SUBJECTS = re.compile(r"\W*subjects?\s*:", re.IGNORECASE)
_FUNDED = re.compile(
    r"\b(?:this|the present|our|the) (?:work|stud(?:y|ies)|research|article|paper|project|review|authors?)\b.*"
    r"\b(?:funded|financed|sponsored|supported (?:in part |partly |financially )?(?:by|under|through)|funding"
    r"|grants?)\b"
    r"|\b(?:funded|financed|sponsored) by\b.*\bgrants?\b|\bgrant (?:no|number|agreement)\b|^\W*funding\b",
    re.IGNORECASE,
)
"""Sentences that tell who paid for a work; what they say of is to be read by whoever asks."""


def _counted(name: str, holding: Holding, question: Understanding, shelf: Shelf) -> str:
    """How many of something a document has, as it was read."""
    if name == "author-count":
        return _authors(holding)
    document = shelf.document(holding)
    condition = condition_of(question.text) if name in ("reference-list", "reference-count") else None
    if condition is not None and not asks_for_shared(question):
        return told_of_the_list(condition, holding, shelf)
    entries = (len(document.references), "entry in its reference list", "entries in its reference list")
    is_cut = name == "reference-list" and entries[0] > MOST_ENTRIES and not asks_for_shared(question)
    is_cut = is_cut and not names_a_kind(question.text)
    first = f"; the first {MOST_ENTRIES} are quoted" if is_cut and question.documents else ""
    counts = {
        "reference-count": entries,
        "reference-list": entries,
        "table-count": (len(document.tables), "table", "tables"),
        "page-count": (len(document.pages), "page", "pages"),
        "section-count": (len(document.sections), "section", "sections"),
    }
    number, one, many = counts[name]
    if name == "page-count" and not number:
        return f"{holding.name} is a text without pages."
    heads = _headings(document) if name == "section-count" else ""
    return f"{holding.name} has {number:,} {one if number == 1 else many}, as it was read{first}{heads}."


def _headings(document: Document) -> str:
    """The headings of the sections, the first of them."""
    titles = [title for section in document.sections if (title := " ".join(section.title.split()))]
    more = f"; {len(titles) - MOST_HEADINGS} more" if len(titles) > MOST_HEADINGS else ""
    return f": {'; '.join(f'“{title}”' for title in titles[:MOST_HEADINGS])}{more}" if titles else ""


MOST_HEADINGS = 20
"""Sections that are named."""


def _authors(holding: Holding) -> str:
    """How many authors a document has, by its record, and who they are."""
    names = families(holding.record.get("author"))
    if not names:
        return f"The bibliographic record of {holding.name} has no author."
    return f"{holding.name} has {counted(len(names), 'author')} by its bibliographic record: {', '.join(names)}."


def _recorded(name: str, holding: Holding) -> str:
    """A field that the bibliographic record has from elsewhere than the text."""
    field = next((field for field in holding.record.fields if field.name == name), None)
    if field is None:
        return ""
    called = _FACT_WORDS.get(name) or FIELD_WORDS[name].partition(",")[0]
    return f"{holding.name}: {called} is {_shown(field)}, by its bibliographic record ({field.origin})."


def _shown(field: Field) -> str:
    if field.name == "language":
        return language_name(str(field.value)[:2].lower())
    if field.name == "author":
        return ", ".join(families(field.value))
    if isinstance(field.value, dict):
        return ", ".join(map(str, years(field.value))) or "unknown"
    return str(field.value)
