"""The view of a source: some leaves of it with a passage marked, and where one can go from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document, Span
from corpus.errors import PageMissing
from indexer.catalogue import Holding
from service.shapes import title_of
from service.web.problems import PassageOutside
from service.web.source.found import Found, found
from service.web.source.leaf import Leaf
from service.web.source.marks import MOST_LEAVES, Marked, leaf_count, leaf_numbers, leaves
from service.web.source.place import Place


@dataclass(frozen=True)
class View:
    """What is seen of a document. `refusal` says what of the address can't be shown, with its HTTP `status`.

    `previous` and `following` are the leaves beside those shown, 0 where there is none; `passage` and `permanent` are
    the addresses of the passage, empty where it is in view, or none is named.
    """

    holding: Holding
    leaves: tuple[Leaf, ...]
    count: int
    place: Place
    quoted: str
    section: str
    previous: int
    following: int
    passage: str
    permanent: str
    found: Found | None
    refusal: str = ""
    status: int = 200

    @property
    def is_text(self) -> bool:
        """Whether it is a text without pages, shown in parts."""
        return not any(leaf.is_image for leaf in self.leaves)


def view(holding: Holding, document: Document, place: Place, number: int | None = None) -> View:
    """Leaf `number` of the document; unless it is told, those with the page, the hit or the passage of the place."""
    span, refused = _passage(document, place)
    try:
        number = _leaf(document, place, number)
    except PageMissing as error:
        # What a form asks for in vain is an answer like any other; an address that leads nowhere is a failure.
        refused = (str(error), 404 if place.page == "" else 200)
        number = number or min(place.leaf, leaf_count(document)) if place.page else number
    base = f"/d/{holding.id}"
    search = found(document, place, base, number or place.leaf)
    numbers = _shown(document, number, search, span)
    line, status = refused
    count = leaf_count(document)
    return View(
        holding=holding,
        leaves=leaves(document, [*_quoted(span), *(search.marked() if search else ())], numbers),
        count=count,
        place=place,
        quoted=span.of(document.text) if span else "",
        section=_section(document, span, title_of(holding) or ""),
        previous=numbers[0] - 1,
        following=numbers[-1] + 1 if numbers[-1] < count else 0,
        passage="" if _is_shown(document, span, numbers) else place.address(base, find="") + "#mark",
        permanent=f"{base}#{span.start}-{span.end}" if span else "",
        found=search,
        refusal=line,
        status=status,
    )


def _passage(document: Document, place: Place) -> tuple[Span | None, tuple[str, int]]:
    """The passage, or why there is none such: a link may be older than the document as it is held now."""
    try:
        return place.span(document), ("", 200)
    except PassageOutside as error:
        return None, (str(error), 422)


def _leaf(document: Document, place: Place, number: int | None) -> int | None:
    """The leaf that the address names, by its number or by the page's; raises PageMissing."""
    count = leaf_count(document)
    if number is None and place.page:
        number = _leaf_called(document, place.page)
        if number is None:
            raise PageMissing(f"there is no page “{place.page}”: the document has pages {_range(document)}")
    if number is not None and not 1 <= number <= count:
        raise PageMissing(f"there is no page {number}: the document has pages {_range(document)}")
    return number


def _leaf_called(document: Document, name: str) -> int | None:
    """The page with this printed label, else the one with this number in the file."""
    for page in document.pages:
        if page.label is not None and page.label.casefold() == name.casefold():
            return page.number
    return int(name) if name.isdecimal() else None


def _range(document: Document) -> str:
    labels = [page.label for page in document.pages if page.label is not None]
    printed = f" (printed {labels[0]} to {labels[-1]})" if labels and labels[0] != "1" else ""
    return f"1 to {leaf_count(document)}{printed}"


def _shown(document: Document, number: int | None, search: Found | None, span: Span | None) -> list[int]:
    if number is not None:
        return [number] if 1 <= number <= leaf_count(document) else [1]
    wanted = search.span if search and search.span is not None else span
    return [1] if wanted is None else leaf_numbers(document, [wanted])[:MOST_LEAVES]


def _quoted(span: Span | None) -> Iterator[Marked]:
    if span is not None:
        yield Marked(span, "mark")


def _is_shown(document: Document, span: Span | None, numbers: list[int]) -> bool:
    """Whether some of the passage is in view, or there is none."""
    return span is None or not set(numbers).isdisjoint(leaf_numbers(document, [span]))


def _section(document: Document, span: Span | None, title: str) -> str:
    """The headings over the passage; the one that is the title of the work is told already."""
    path = document.section_path(span.start) if span else ()
    return " › ".join(section.title for section in path if section.title.casefold() != title.casefold())
