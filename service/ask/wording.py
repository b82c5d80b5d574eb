"""Wording: an answer as plain text, quotations with their citations, and what a reader should know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.passages import row_reading
from service.quotes.notice import Notice
from service.quotes.quote import Place, Quote
from service.tables.computation import Computation, Disagreement

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def worded(quotes: Sequence[Quote], computations: Sequence[Computation] = ()) -> str:
    """The answer as text: what was worked out, how many passages there are, and each with its citation."""
    return "\n\n".join([*map(worked_out, computations), *_lead(quotes, computations), *map(quoted, quotes)])


def worked_out(computation: Computation) -> str:
    """A figure and the way to it. An expression mostly ends in its result, which then needs no saying."""
    if computation.result in computation.expression:
        return f"{computation.expression} (worked out from the cells quoted)."
    return f"{computation.result}, since {computation.expression} (worked out from the cells quoted)."


def lead(quotes: Sequence[Quote]) -> str:
    """How many passages speak to the question, and of how many documents; nothing where there is but one."""
    if len(quotes) < 2:
        return ""
    documents = len({quote.document_id for quote in quotes})
    of = f" of {counted(documents)} documents" if documents > 1 else ""
    return f"{counted(len(quotes)).capitalize()} passages{of} speak to this, the best first."


def _lead(quotes: Sequence[Quote], computations: Sequence[Computation]) -> Iterator[str]:
    said = "" if computations else lead(quotes)
    if said:
        yield said


def quoted(quote: Quote) -> str:
    """The quotation and its citation; a table row with its heads, without which its cells mean nothing."""
    again = f" Also said {_listed([also(place, quote) for place in quote.repeats])}." if quote.repeats else ""
    return f"{_words(quote)} {cited(quote)}{again}"


def _words(quote: Quote) -> str:
    if quote.row is None:
        return f"“{quote.text}”"
    caption = f"{quote.row.caption}: " if quote.row.caption else ""
    return f"{caption}“{row_reading(quote.row.heads, quote.row.cells)}”"


def cited(quote: Quote) -> str:
    """The citation; for second-hand words with the works that they report: `(Li, 2023, p. 3, citing Porter, 1990)`."""
    if not quote.reports:
        return quote.citation
    return f"{quote.citation.removesuffix(')')}, citing {'; '.join(quote.reports)})"


def also(place: Place, quote: Quote) -> str:
    """Where a repeat of the quotation stands, in words."""
    if place.document_id != quote.document_id:
        return f"in {place.citation}"
    if place.page_label is not None and place.page != quote.page:
        return f"on page {place.page_label}"
    if place.section is not None and place.section != quote.section:
        return f"under “{place.section}”"
    return "again in the same section" if place.section == quote.section else "elsewhere in the same document"


def notices(quotes: Sequence[Quote], disagreements: Sequence[Disagreement] = ()) -> tuple[Notice, ...]:
    """What a reader should know of the quotations: values that disagree, second-hand words, pages read with doubt."""
    disputed = (Notice(disagreement.kind, disagreement.text) for disagreement in disagreements)
    return tuple(dict.fromkeys([*disputed, *_second_hand(quotes), *_doubted(quotes)]))


def _second_hand(quotes: Sequence[Quote]) -> Iterator[Notice]:
    told = [
        f"{_nth(place, quotes)} reports {_listed(quote.reports)}" for place, quote in enumerate(quotes) if quote.reports
    ]
    if told:
        yield Notice(
            "second_hand",
            f"Second-hand: {'; '.join(told)}. Look the work up, or cite it “as cited in”.",
        )


def _doubted(quotes: Sequence[Quote]) -> Iterator[Notice]:
    for place, quote in enumerate(quotes):
        if quote.doubts:
            what = "stands in a table or on a page" if quote.row else "stands on a page"
            doubts = "; ".join(quote.doubts)
            yield Notice(
                "read_with_doubt",
                f"{_nth(place, quotes).capitalize()} {what} that may have been read wrongly: {doubts}.",
            )


def _nth(place: int, quotes: Sequence[Quote]) -> str:
    if len(quotes) == 1:
        return "the quotation"
    return f"the {_PLACES[place]} quotation" if place < len(_PLACES) else f"quotation {place + 1}"


def counted(number: int) -> str:
    """A small number in words."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a; b and c`."""
    return items[0] if len(items) == 1 else f"{'; '.join(items[:-1])} and {items[-1]}"
