"""The layouts in which a work can be printed as a reference entry, each with its parts marked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

Piece = tuple[str, str | None]
"""Some characters of an entry, and the field that they are; None for what belongs to none."""


class Choices:
    """A row of choices that depends on its seed alone."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._made = 0

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1."""
        self._made += 1
        digest = hashlib.sha256(f"{self._seed}:{self._made}".encode()).digest()
        return int.from_bytes(digest[:6], "big") % limit

    def of(self, alternatives: Sequence[str]) -> str:
        """One of the alternatives."""
        return alternatives[self.below(len(alternatives))]

    def word(self, alternatives: str) -> str:
        """One of the alternatives that `|` parts."""
        return self.of(alternatives.split("|"))


@dataclass(frozen=True)
class Work:
    """What is printed of a work; `names` are (family, initials)."""

    names: tuple[tuple[str, str], ...]
    title: str
    container: str
    year: str
    volume: str
    issue: str
    pages: str
    publisher: str
    city: str
    degree: str = ""
    words: dict[str, str] = field(default_factory=dict)


def _authors(work: Work, choices: Choices) -> Iterator[Piece]:
    shown = work.names[: 1 + choices.below(4)]
    tight = choices.below(3) == 0
    comma = choices.of((" ", " ", ", "))
    names = [f"{family}{comma}{given.replace(' ', '') if tight else given}" for family, given in shown]
    joint = choices.of((", ", ", ", "; "))
    others = f" {work.words['others']}" if len(shown) < len(work.names) and choices.below(2) else ""
    yield joint.join(names) + others, "author"


def _gost_article(work: Work, choices: Choices) -> Iterator[Piece]:
    dash = work.words["dash"]
    yield from _authors(work, choices)
    yield " ", None
    yield work.title, "title"
    yield from _responsible(work, choices)
    yield choices.of(("", "", ".", " [Текст]", " [Электронный ресурс]")), None
    yield work.words["slashes"], None
    yield work.container, "book" if "meeting" in work.words else "journal"
    yield ".", None
    if "meeting" in work.words:
        yield from ((dash, None), (work.city, "location"), (": ", None), (work.publisher, "publisher"), (",", None))
    yield from ((dash, None), (work.year, "date"), (".", None))
    yield from _numbers(work, choices, f"{dash}", ".")


def _responsible(work: Work, choices: Choices) -> Iterator[Piece]:
    if choices.below(6) == 0:
        yield " / ", None
        yield ", ".join(f"{given} {family}" for family, given in work.names[:3]), None


def _numbers(work: Work, choices: Choices, before: str, after: str) -> Iterator[Piece]:
    comma = choices.of((after, after, ","))
    for name, value, sign in (("volume", work.volume, "volume"), ("issue", work.issue, "issue")):
        if value:
            yield from ((f"{before}{work.words[sign]}{choices.of((' ', ' ', ''))}", None), (value, name), (comma, None))
    if work.pages:
        yield from (
            (f"{before}{work.words['page']}{choices.of((' ', ' ', ''))}", None),
            (work.pages, "pages"),
            (".", None),
        )


def _gost_book(work: Work, choices: Choices) -> Iterator[Piece]:
    dash = work.words["dash"]
    yield from _authors(work, choices)
    yield " ", None
    yield work.title, "title"
    yield from _responsible(work, choices)
    yield ".", None
    if choices.below(5) == 0:
        yield from ((dash, None), (f"{2 + choices.below(5)}-е изд", "edition"), ("., перераб. и доп.", None))
    yield from ((dash, None), (work.city, "location"), (choices.of((": ", " : ")), None), (work.publisher, "publisher"))
    yield from ((", ", None), (work.year, "date"), (".", None))
    if choices.below(4):
        yield from ((dash, None), (f"{60 + choices.below(500)} {work.words['total']}", "pages"))


def _gost_thesis(work: Work, choices: Choices) -> Iterator[Piece]:
    yield from _authors(replace(work, names=work.names[:1]), choices)
    yield " ", None
    yield work.title, "title"
    yield choices.of((": ", " : ", ". ")), None
    yield work.degree, "genre"
    if choices.below(3) == 0:
        yield from ((": ", None), (f"08.00.{10 + choices.below(12)}", "identifier"))
    yield from ((choices.of((". ", ". – ", ", ")), None), (work.city, "location"), (", ", None), (work.year, "date"))
    yield from ((". – ", None), (f"{100 + choices.below(90)} {work.words['total']}", "pages"))


def _dated_article(work: Work, choices: Choices) -> Iterator[Piece]:
    """Author (year). Title. Journal, volume(issue), pages: APA's way."""
    yield from _authors(work, choices)
    opening, closing = choices.of((" (|). ", " (|), ", ", |. ", " (|): ")).split("|")
    yield from ((opening, None), (work.year, "date"), (closing, None))
    quote = choices.of(("|. ", "|. ", "“|”, ", '"|", ', "«|». ", "«|», "))
    yield from ((quote.split("|")[0], None), (work.title, "title"), (quote.split("|")[1], None))
    edge = choices.of(("*", "", "", ""))
    yield from ((edge, None), (work.container, "book" if "meeting" in work.words else "journal"), (f"{edge}, ", None))
    if work.volume and choices.below(2):
        yield work.volume, "volume"
        if work.issue:
            yield from (("(", None), (work.issue, "issue"), (")", None))
        yield from ((choices.of((", ", ": ", ", ss. ")), None), (work.pages, "pages"), (".", None))
    else:
        yield from _numbers(work, choices, " ", ",")


def _dated_book(work: Work, choices: Choices) -> Iterator[Piece]:
    yield from _authors(work, choices)
    edge = choices.of(("*", "", ""))
    opening, closing = choices.of((" (|). ", " (|), ", ", |. ")).split("|")
    yield from (
        (opening, None),
        (work.year, "date"),
        (closing, None),
        (edge, None),
        (work.title, "title"),
        (edge + choices.of((". ", ", ")), None),
    )
    if choices.below(2):
        yield from (
            (work.city, "location"),
            (choices.of((": ", ", ")), None),
            (work.publisher, "publisher"),
            (".", None),
        )
    else:
        yield from ((work.publisher, "publisher"), (", ", None), (work.city, "location"), (".", None))


def _comma_article(work: Work, choices: Choices) -> Iterator[Piece]:
    """Author, "Title", Journal, numbers, year, pages: the way of Turkish law and social science."""
    yield from _authors(work, choices)
    opening, closing = choices.of((", “|”, ", ', "|", ', ". |. ", ". |, ", ", «|», ")).split("|")
    yield from ((opening, None), (work.title, "title"), (closing, None))
    yield from ((work.container, "book" if "meeting" in work.words else "journal"), (", ", None))
    if choices.below(2):
        yield from ((work.city, "location"), (", ", None))
    if choices.below(2):
        yield from ((work.year, "date"), (",", None))
        yield from _numbers(work, choices, " ", ",")
    else:
        yield from _numbers(replace(work, pages=""), choices, " ", ",")
        yield from (
            (" ", None),
            (work.year, "date"),
            (f", {work.words['page']} ", None),
            (work.pages, "pages"),
            (".", None),
        )


def _stopped_article(work: Work, choices: Choices) -> Iterator[Piece]:
    """Family, I.I.; Family, I. Title. Journal year, volume, pages: the way of chemists and of MDPI."""
    yield "; ".join(f"{family}, {given.replace(' ', '')}" for family, given in work.names), "author"
    yield from ((" ", None), (work.title, "title"), (". ", None))
    edge = choices.of(("*", "", ""))
    yield from ((edge, None), (work.container, "book" if "meeting" in work.words else "journal"), (f"{edge} ", None))
    yield from ((work.year, "date"), (", ", None), (f"{edge if work.volume else ''}", None), (work.volume, "volume"))
    yield edge if work.volume else "", None
    if work.volume and work.issue:
        yield from ((" (", None), (work.issue, "issue"), (")", None))
    yield from ((", ", None), (work.pages, "pages"), (".", None))


def _stopped_book(work: Work, choices: Choices) -> Iterator[Piece]:
    """Family, I.I. Title; Publisher: City, year."""
    yield "; ".join(f"{family}, {given.replace(' ', '')}" for family, given in work.names), "author"
    edge = choices.of(("*", "", ""))
    yield from (
        (f" {edge}", None),
        (work.title, "title"),
        (f"{edge}; ", None),
        (work.publisher, "publisher"),
        (": ", None),
    )
    yield from (
        (work.city, "location"),
        (", ", None),
        (work.year, "date"),
        (choices.of((".", f"; pp. {10 + choices.below(80)}–99.")), None),
    )


def _comma_book(work: Work, choices: Choices) -> Iterator[Piece]:
    yield from _authors(work, choices)
    yield from ((choices.of((", ", ". ")), None), (work.title, "title"), (choices.of((", ", ". ")), None))
    if choices.below(4) == 0:
        yield from ((f"{2 + choices.below(5)}. {choices.of(('Baskı', 'b', 'ed', 'Aufl'))}", "edition"), (", ", None))
    first, second = ((work.publisher, "publisher"), (work.city, "location"))
    pair = (first, second) if choices.below(2) else (second, first)
    yield from (pair[0], (choices.of((", ", ": ")), None), pair[1], (", ", None), (work.year, "date"), (".", None))


def _word_article(work: Work, choices: Choices) -> Iterator[Piece]:
    """Author (year, month day). Title. Container, pp. pages: the way of word processors."""
    yield from _joined_authors(work)
    day = f", {1 + choices.below(12):02d} {1 + choices.below(28):02d}" if choices.below(3) else ""
    month = day[:4] if choices.below(3) == 0 else day
    yield from ((" (", None), (work.year + month, "date"), ("). ", None), (work.title, "title"), (". ", None))
    edge = choices.of(("*", "", ""))
    yield from ((edge, None), (work.container, "book" if "meeting" in work.words else "journal"), (edge, None))
    if work.volume and choices.below(3) == 0:
        yield from ((", ", None), (work.volume, "volume"), (f"({work.issue})" if work.issue.isdigit() else "", None))
    if choices.below(4):
        yield from ((choices.of((", pp. ", ", pp. ", ", p. ", ", s. ")), None), (work.pages, "pages"))
    yield ".", None
    if choices.below(3) == 0:
        yield f" {choices.of(('doi:', 'doi:https://doi.org/', 'https://doi.org/'))}", None
        yield f"10.{1000 + choices.below(40000)}/{choices.of('abcxyz')}{choices.below(99999)}", "doi"


def _joined_authors(work: Work) -> Iterator[Piece]:
    names = [f"{family}, {given}" for family, given in work.names]
    yield ", ".join(names[:-1]) + (", & " if names[:-1] else "") + names[-1], "author"


def _noted_book(work: Work, choices: Choices) -> Iterator[Piece]:
    """Given Family, Title (City: Publisher, year), p. 20: the way of notes."""
    yield " and ".join(f"{given} {family}" for family, given in work.names[:2]), "author"
    edge = choices.of(("*", "", ""))
    yield from ((f", {edge}", None), (work.title, "title"), (f"{edge} (", None), (work.city, "location"), (": ", None))
    yield from ((work.publisher, "publisher"), (", ", None), (work.year, "date"), (")", None))
    if choices.below(2):
        yield from ((", p. ", None), (str(1 + choices.below(300)), "pages"))
    yield ".", None


def _organisation_report(work: Work, choices: Choices) -> Iterator[Piece]:
    """Publisher as author (year), Title, Publisher, City."""
    opening, closing = choices.of((" (|), ", " (|). ", ", |. ")).split("|")
    yield from (
        (work.publisher, "author"),
        (opening, None),
        (work.year, "date"),
        (closing, None),
        (work.title, "title"),
    )
    if choices.below(3):
        stop = choices.of((", ", ". "))
        yield from ((stop, None), (work.publisher, "publisher"), (", ", None), (work.city, "location"))
    yield ".", None


def _gost_page(work: Work, choices: Choices) -> Iterator[Piece]:
    """Family I. I. Title [Electronic resource]. URL: link (date of access)."""
    yield from _authors(work, choices)
    yield from (
        (" ", None),
        (work.title, "title"),
        (choices.of((" [Электронный ресурс].", ".", " [Electronic resource].")), None),
    )
    yield from ((f"{work.words['dash']}{choices.of(('URL: ', 'Режим доступа: ', 'http: '))}", None),)
    yield f"https://example.org/{choices.of(('a', 'b/c', 'news'))}/{choices.below(9999)}", "url"
    day = f"{1 + choices.below(28):02d}.{1 + choices.below(12):02d}.{2005 + choices.below(20)}"
    yield (
        choices.of((f" (дата обращения: {day}).", f" (murojaat sanasi: {day}).", f" (Erişim tarihi: {day}).", ".")),
        None,
    )


def _dated_thesis(work: Work, choices: Choices) -> Iterator[Piece]:
    yield from _authors(replace(work, names=work.names[:1]), choices)
    yield from (
        (" (", None),
        (work.year, "date"),
        ("). ", None),
        (work.title, "title"),
        (choices.of((" (", ". ")), None),
    )
    yield from ((work.degree, "genre"), (choices.of(("). ", ", ", ". ")), None), (work.publisher, "publisher"))
    yield from ((", ", None), (work.city, "location"), (".", None))


Layout = Callable[[Work, Choices], Iterator[Piece]]
LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "article": (
        *(_gost_article, _gost_article, _gost_article, _dated_article),
        *(_dated_article, _comma_article, _stopped_article, _word_article),
    ),
    "book": (
        *(_gost_book, _gost_book, _gost_book, _dated_book, _dated_book),
        *(_comma_book, _stopped_book, _noted_book, _organisation_report, _gost_page),
    ),
    "thesis": (_gost_thesis, _dated_thesis),
}
"""By kind of work; one that is named twice is printed so twice as often."""
