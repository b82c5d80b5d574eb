"""The account of a conversation: all that an export shows, in order and cited, whatever form it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.catalogue import Holding
from service.ask.answer import Answer
from service.ask.wording import also, lead
from service.export.citing import Citations, Entry
from service.export.conversation import Conversation, Exchange
from service.export.grids import Grid, grid_of
from service.export.plain_words import one_line, writable
from service.export.runs import Run, Runs
from service.export.styles import Style
from service.export.works import cited_works
from service.naming import visible
from service.quotes.quote import Quote
from service.quotes.running import running
from service.tables.computation import Computation

ON_QUOTATIONS = frozenset({"second_hand", "read_with_doubt"})
"""Kinds of notices that stand with the quotations that they are about."""


@dataclass(frozen=True)
class Passage:
    """A quotation: its `lines` without quotation marks, or the rows of a table; its citation; what to know of it.

    `language` is that of the document, as HTML has it, and empty where it is not known.
    """

    lines: tuple[str, ...]
    grid: Grid | None
    citation: Runs
    remarks: tuple[Runs, ...]
    language: str = ""


@dataclass(frozen=True)
class Turn:
    """A question and what answers it; or, where nothing does, the `reason`, and the `nearest` passages as such."""

    question: str
    reason: str
    figures: tuple[str, ...]
    lead: str
    passages: tuple[Passage, ...]
    nearest: tuple[Passage, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """A conversation as it is written down; `entries` are the works in the order of the `style`."""

    title: str
    turns: tuple[Turn, ...]
    entries: tuple[Entry, ...]
    style: Style


def account(conversation: Conversation, held: Mapping[str, Holding], style: Style) -> Account:
    """The conversation with its citations; `held` are the documents by id."""
    citations = Citations(cited_works(conversation, held), style)
    turns = tuple(_turn(exchange, citations) for exchange in conversation.exchanges)
    return Account(visible(conversation.heading), turns, citations.entries, style)


def _turn(exchange: Exchange, citations: Citations) -> Turn:
    answer = exchange.answer
    return Turn(
        question=one_line(exchange.question),
        reason=one_line(answer.reason) if answer.abstained else "",
        figures=tuple(one_line(_worked_out(computation)) for computation in answer.computations),
        lead="" if answer.computations else lead(answer.quotes),
        passages=tuple(_passages(answer.quotes, citations)),
        nearest=tuple(_passages(answer.nearest, citations)),
        notices=_notices(answer),
    )


def _worked_out(computation: Computation) -> str:
    """A figure and the way to it, in one sentence. An expression mostly ends in its result, which needs no saying."""
    result, way = computation.result, computation.expression
    return f"{way if result in way else f'{result}, since {way}'} (worked out from the cells quoted)."


def _notices(answer: Answer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(n.text) for n in answer.notices if n.kind not in ON_QUOTATIONS))


def _passages(quotes: Sequence[Quote], citations: Citations) -> Iterator[Passage]:
    """The quotations in their order; rows of one table that follow one another are shown as one."""
    at = 0
    while at < len(quotes):
        group = [quotes[at]]
        while at + len(group) < len(quotes) and _is_of_one_table(group[0], quotes[at + len(group)]):
            group.append(quotes[at + len(group)])
        yield _passage(group, citations)
        at += len(group)


def _passage(group: Sequence[Quote], citations: Citations) -> Passage:
    first = group[0]
    rows = [quote.row for quote in group if quote.row is not None]
    reports = tuple(dict.fromkeys(work for quote in group for work in quote.reports))
    return Passage(
        lines=() if rows else quoted_lines(first.text),
        grid=grid_of(rows) if rows else None,
        citation=citations.in_text(first, reports),
        remarks=tuple(_remarks(group, citations)),
        language=citations.language(first),
    )


def _is_of_one_table(one: Quote, other: Quote) -> bool:
    if one.row is None or other.row is None or one.row.caption != other.row.caption:
        return False
    return (one.document_id, one.page, one.row.heads) == (other.document_id, other.page, other.row.heads)


def _remarks(group: Sequence[Quote], citations: Citations) -> Iterator[Runs]:
    again = [_also(quote, citations) for quote in group if quote.repeats]
    yield from dict.fromkeys(again)
    reports = dict.fromkeys(work for quote in group for work in quote.reports)
    if reports:
        said = f"Second-hand: it reports {one_line('; '.join(reports))}. Look that up where you can."
        yield (Run(said),)
    doubts = dict.fromkeys(doubt for quote in group for doubt in quote.doubts)
    if doubts:
        what = "This table" if group[0].row else "This page"
        yield (Run(f"{what} may have been read wrongly: {one_line('; '.join(doubts))}."),)


def _also(quote: Quote, citations: Citations) -> Runs:
    """Where else the same is said, works other than the quoted one by their citations."""
    told: dict[Runs, None] = {}
    for place in quote.repeats:
        is_elsewhere = place.document_id != quote.document_id
        told[(Run("in "), *citations.in_text(place)) if is_elsewhere else (Run(one_line(also(place, quote))),)] = None
    pieces = [piece for runs in told for piece in (Run("; "), *runs)]
    return (Run("Also said "), *pieces[1:], Run("."))


def quoted_lines(text: str) -> tuple[str, ...]:
    """A quotation's text in the lines that mean something: it runs on but for list items."""
    lines = running(writable(text)).split("\n")
    return tuple(" ".join(line.split()) for line in lines if line.strip())
