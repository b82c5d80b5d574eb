"""How a work was published, put together from the lines of its first page: venue, kind of work, publisher and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.bibliography.byline import people_in
from corpus.bibliography.dates import PrintedDate, dates_in
from corpus.bibliography.front_matter import FrontLine
from corpus.bibliography.publication_dates import LabelledDate
from corpus.bibliography.self_citation import is_label, self_citations
from corpus.bibliography.venue import Venue, book_in, conference_in, is_journal, journal_name, series_in, venue_in

Told = tuple[str, object, float]
"""A variable, its value, and how surely it is the work's."""

_LINKS = re.compile(r"https?:\s?/\s?/\S+(?:\s10\.\S+)?|\bdoi\b\s?:?\s*(?:10\.\S+)?|\bwww\.\S+", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"(?P<title>[^\n|/©:]{0,90}\b(?:journal|review|revue|bulletin|zeitschrift|вестник|журнал|dergisi|jurnali)\b[^\n"
    r"|/©:]{0,80}?)[\s,|(/–-]*(?=[ep]?-?ISSN|©|vol(?:ume)?\.?\s?\d|$)",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"^(?:published by|publisher|verlag|éditeur|editorial|издательство|издатель|nashriyot)\s?:\s*(?P<name>[^\n"
    r"|]{3,90})$",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?P<kind>(?:ph\.?\s?d\.?|doctoral|master(?:['’]?s)?|bachelor(?:['’]?s)?|mphil|m\.?sc\.?)?\s?(?:thesis"
    r"|dissertation)|dissertation|inauguraldissertation|doktora tezi|yüksek lisans tezi|thèse de doctorat"
    r"|tesis doctoral|tesi di laurea|диссертаци[яи]|автореферат|dissertatsiya\w*)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"universi|université|университет|institut|институт|college|akademi|академи|school", re.IGNORECASE)
_UNIVERSITY = re.compile(r"universi|université|университет|college", re.IGNORECASE)
_DEGREE = (
    (re.compile(r"doctor of philosophy|ph\.?\s?d|doctoral|doktora|doctorat|доктора", re.IGNORECASE), "PhD thesis"),
    (re.compile(r"\bmaster|m\.?sc\b|yüksek lisans", re.IGNORECASE), "Master’s thesis"),
)
_REPORT = re.compile(
    r"\b(?:policy|technical|annual|final|research|progress)?\s?(?:report|white paper|policy brief|fact sheet)\b",
    re.IGNORECASE,
)
_LONGEST = 320
_SHORTEST_TITLE = 15
_LONGEST_SERIES = 90
_LONGEST_STATEMENT = 250
_CHAPTER = re.compile(r"(?:chapter|kapitel|глава|chapitre|capítulo)\s+(?P<number>\d{1,3}|[IVXL]+)", re.IGNORECASE)


def venues_in(front: Sequence[FrontLine], elsewhere: Sequence[FrontLine]) -> list[Venue]:
    """Every venue that the lines above the text and the short ones elsewhere on the page name, the fullest first."""
    lines = [*front, *elsewhere]
    titles = [line.text for line in front if len(line.text) >= _SHORTEST_TITLE]
    citations = self_citations(lines)
    others = [line for line in lines if " ".join(line.text.split()) not in citations]
    found = [_named(venue, others[:i]) for i, line in enumerate(others) if (venue := _venue_of(line))]
    for citation in citations:
        found += [venue for words in _behind_the_title(citation, titles) if (venue := venue_in(words))][:1]
    return sorted(found, key=lambda venue: -venue.told)


def _behind_the_title(citation: str, titles: Sequence[str]) -> Iterator[str]:
    """The runs of a suggested citation in which its venue may stand: what follows its title, and its sentences."""
    text = _without_links(citation).strip(" .")
    yield from (text.split(title, 1)[1].strip(" .") for title in titles if title in text)
    if "//" in text:
        yield text.split("//", 1)[1].strip(" .")
    sentences = re.split(r"(?<=[^\W\d_]{2}[.?!])\s+|\s[–—]\s", text)
    yield from (sentence.strip(" .") for sentence in sentences)


def _without_links(words: str) -> str:
    """The words without addresses of pages, their white space made single."""
    small = words.casefold()
    linked = "http" in small or "doi" in small or "www." in small
    return " ".join((_LINKS.sub(" ", words) if linked else words).split())


def _named(venue: Venue, above: Sequence[FrontLine]) -> Venue:
    """The venue with the line above it as its name, where its own line holds only numbers."""
    if (
        venue.name
        or not above
        or above[-1].is_kind
        or len(above[-1].text) > 90
        or (above[-1].people and not is_journal(above[-1].text))
    ):
        return venue
    return replace(venue, name=journal_name(above[-1].text))


def _venue_of(line: FrontLine) -> Venue | None:
    if len(line.text) > _LONGEST or is_label(line) or (line.is_prose and len(line.text) > 160):
        return None
    candidates = [venue for words in dict.fromkeys(_wordings(line)) if (venue := venue_in(words))]
    return max(candidates, key=lambda venue: (venue.told, bool(venue.name)), default=None)


def _wordings(line: FrontLine) -> Iterator[str]:
    """The runs of a line in which its venue may stand: its rows, two rows, all of it, its parts between bars."""
    text = _without_links(line.text).strip(" .")
    rows = [_without_links(cell).strip(" .") for row in line.rows for cell in row.split("\t")]
    yield from rows
    yield from (f"{above} {below}" for above, below in pairwise(rows) if above and below)
    yield text
    yield from re.split(r"\s[|·]\s", text)


def journal_in(front: Sequence[FrontLine]) -> str | None:
    """The name on a journal's masthead, where one is printed: `International journal of …  ISSN 1234-5679`."""
    for line in front:
        match = _MASTHEAD.match(line.text) if line.is_running and len(line.text) < 160 else None
        title = " ".join(match["title"].split()).strip(" ,.-–(") if match else ""
        if len(title.split()) >= 2 and not re.search(r"homepage|@|\d{3}|:", title):
            return journal_name(title) or None
    return None


def venue_fields(
    front: Sequence[FrontLine], page: Sequence[FrontLine], venues: Sequence[Venue], journal: str | None
) -> Iterator[Told]:
    """The container, its numbers and the kind of work; a field that no line tells is absent."""
    texts = [_without_links(part) for part in _candidates([*front, *page])]
    book = dict(book_in(texts))
    meeting = conference_in(texts)
    if book:
        yield from _chapter_fields(book, front)
    elif meeting and not any(venue.volume and venue.page for venue in venues):
        yield "container-title", meeting, 0.8
        yield "type", "paper-conference", 0.7
    elif venues or journal:
        yield from _journal_fields(venues, journal)
    elif thesis := _thesis_in(front):
        yield from thesis
    else:
        yield from _report_fields(front, page)


def _candidates(lines: Sequence[FrontLine]) -> Iterator[str]:
    """The words that may name proceedings or a book: short lines, and the parts of a suggested citation."""
    for citation in self_citations(lines):
        yield from re.split(r"(?<=[^\W\d_]{2}[.?!])\s+(?=In\b)|\s?//\s?", citation)
    for line in lines:
        if (
            len(line.text) < _LONGEST
            and not is_label(line)
            and not (line.is_prose and len(line.text) > 200 and "(ed" not in line.text)
        ):
            yield line.text


def _chapter_fields(book: dict[str, str], front: Sequence[FrontLine]) -> Iterator[Told]:
    yield "container-title", book["container-title"], 0.8
    yield "type", "chapter", 0.8
    if editors := [person.name for person in people_in(book["editor"])]:
        yield "editor", editors, 0.8
    for variable in ("collection-title", "page"):
        if variable in book:
            yield variable, book[variable], 0.8
    if number := next(
        (match["number"] for line in front if (match := _CHAPTER.fullmatch(line.text.strip(" :.")))), None
    ):
        yield "chapter-number", number, 0.8


def _journal_fields(venues: Sequence[Venue], journal: str | None) -> Iterator[Told]:
    merged = Venue()
    for venue in venues:
        merged = merged.filled(venue) if not merged.name or not venue.name or venue.name == merged.name else merged
    name = merged.name if merged.told > 2 or not journal else journal or merged.name
    if name:
        yield "container-title", name, 0.8
        yield "type", "article-journal", 0.7
    for variable, value in (("volume", merged.volume), ("issue", merged.issue), ("page", merged.page)):
        if value:
            yield variable, value, 0.85


def _thesis_in(front: Sequence[FrontLine]) -> list[Told]:
    """What a thesis says of itself: that it is one, of which degree, and the university."""
    line = next((line for line in front if _THESIS.search(line.text) and len(line.text) < _LONGEST_STATEMENT), None)
    schools = [other for other in front if _SCHOOL.search(other.text) and len(other.text) < _LONGEST_SERIES]
    if line is None or not schools:
        return []
    found: list[Told] = [("type", "thesis", 0.9)]
    around = " ".join(other.text for other in front)
    if genre := next((name for form, name in _DEGREE if form.search(line.text) or form.search(around)), None):
        found.append(("genre", genre, 0.8))
    named = [" ".join(other.text.split()).strip(" ,.;") for other in schools if _UNIVERSITY.search(other.text)]
    return found + [("publisher", name, 0.7) for name in named[:1]]


def _report_fields(front: Sequence[FrontLine], page: Sequence[FrontLine]) -> Iterator[Told]:
    """A working paper's or report's series and number, and who publishes it."""
    named = [found for line in [*front, *page] if not line.people and (found := series_in(line.text))]
    if named:
        series, number = max(named, key=lambda found: (bool(found[1]), len(found[0])))
        longest = max((name for name, _ in named), key=len)
        is_series = re.search(r"series|papers?$", longest, re.IGNORECASE)
        yield "type", "report", 0.8
        yield ("collection-title", longest, 0.8) if is_series else ("genre", series, 0.8)
        if number:
            yield "number", number, 0.85
    elif any(_REPORT.search(line.text) and len(line.text) < 60 for line in front[:6]):
        yield "type", "report", 0.5
    if publisher := _publisher_in(front, bool(named)):
        yield "publisher", publisher, 0.6


def _publisher_in(front: Sequence[FrontLine], is_report: bool) -> str | None:
    for line in front:
        if match := _PUBLISHER.match(line.text):
            return match["name"].strip()
    if not is_report:
        return None
    shown = (
        row.strip(" ,.;")
        for line in front
        if line.is_place and not line.people and len(line.text) < 200
        for row in line.rows[:1] or (line.text,)
    )
    return next(
        (name for name in shown if 2 <= len(name.split()) <= 9 and not series_in(name) and "@" not in name), None
    )


def issued_of(labelled: Sequence[LabelledDate], venues: Sequence[Venue], front: Sequence[FrontLine]) -> Told | None:
    """When the work came out: the year of its volume, else the date of publication, of copyright or on the title page.

    Where the volume's year and a full date of publication agree, the full date.
    """
    year = next((venue.year for venue in venues if venue.year), None)
    by_label = {item.label: item.date for item in reversed(labelled)}
    published = by_label.get("issued")
    if published and (year is None or published.parts[0] == year):
        return _issued(published, 0.9)
    if year:
        return "issued", {"date-parts": [[year]]}, 0.85
    for label, confidence in (("copyright", 0.75), ("available-date", 0.7), ("version", 0.65)):
        if date := by_label.get(label):
            bare = _full_date(front, date) if label == "copyright" else None
            return _issued(bare or date, confidence)
    return next((_issued(date, 0.6) for line in front if (date := _alone(line))), None) or (
        _issued(by_label["accepted"], 0.5) if "accepted" in by_label else None
    )


def _issued(date: PrintedDate, confidence: float) -> Told:
    return "issued", date.csl(), confidence


def _full_date(front: Sequence[FrontLine], year: PrintedDate) -> PrintedDate | None:
    """The date on the title page that is of the year of copyright and says more."""
    return next((date for line in front if (date := _alone(line)) and date.parts[0] == year.parts[0]), None)


def _alone(line: FrontLine) -> PrintedDate | None:
    """The date of a line, or of the end of a short one, that holds little else: `Northquay, May 2018`."""
    for row in line.rows or (line.text,):
        dates = dates_in(row)
        rest = (row[: dates[0].start] + row[dates[0].end :]) if len(dates) == 1 else row
        small = len(re.findall(r"[^\W\d_]{2,}", rest)) <= 4 and not re.search(
            r"first draft|submitted|draft of", rest, re.IGNORECASE
        )
        if len(dates) == 1 and small and (len(dates[0].parts) > 1 or row.strip(" .,()") == str(dates[0].parts[0])):
            return dates[0]
    return None


def is_series_or_journal(line: FrontLine) -> bool:
    """A line that names a series or a journal and no work."""
    return (len(line.text) < _LONGEST_SERIES and series_in(line.text) is not None) or (
        is_journal(line.text) and line.is_running
    )
