"""How findings name an entry of a reference list, and a work that the text cites."""

from __future__ import annotations

from corpus.bibliography.names import families, folded, years
from corpus.document import Reference
from service.checks.places import shortened
from service.quotes.crediting import named


def entry_name(reference: Reference) -> str:
    """`entry 3 (Porter, 1990)`: by its printed number, or its place in the list where it has none."""
    return f"entry {reference.label or reference.n} ({named(reference)})"


def entry_title(reference: Reference) -> str:
    """The title's first words in quotation marks."""
    return f"“{shortened(str(reference.csl.get('title') or reference.raw), 10)}”"


def entry_years(reference: Reference) -> tuple[int, ...]:
    """The years in which the work is said to have appeared, none where the entry gives none."""
    return tuple(years(reference.csl.get("issued")))


def authors(reference: Reference) -> tuple[str, ...]:
    """Family names of the authors, or of the editors where there are none, folded."""
    people = reference.csl.get("author") or reference.csl.get("editor")
    return tuple(filter(None, map(folded, families(people))))
