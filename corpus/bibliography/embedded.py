"""How far what a file says of itself is borne out by its first page.

Programs write titles and authors into files that are templates' or somebody else's; a page that prints the same words
bears them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.bibliography.names import families, folded
from corpus.bibliography.record import Field

_SURE = 0.9
_READ = 6000


def weighed(embedded: Sequence[Field], printed: Sequence[Field], text: str) -> Iterator[Field]:
    """The embedded fields; titles and authors that are not marked up as sure weigh by what the first page says.

    `printed` are the first page's own fields and `text` is the document's.
    """
    doubted = any(field.confidence < _SURE and field.name in ("title", "author") for field in embedded)
    opening = f" {folded(text[:_READ])} " if doubted else ""
    shown = {field.name: field.value for field in printed}
    for field in embedded:
        if field.confidence < _SURE and field.name == "title":
            yield replace(field, confidence=_title_confidence(field, str(shown.get("title") or ""), opening))
        elif field.confidence < _SURE and field.name == "author":
            yield replace(field, confidence=_author_confidence(field, shown.get("author"), opening))
        else:
            yield field


def _title_confidence(field: Field, printed: str, opening: str) -> float:
    """Sure where the page prints the title, unless the page's own is the same and goes on; else a guess."""
    words, shown = folded(str(field.value)), folded(printed)
    if len(words.split()) < 3 and words != shown:
        return min(field.confidence, 0.45)
    if shown.startswith(words) and shown != words:
        return 0.85
    if f" {words} " in opening or (shown and words.startswith(shown)):
        return 0.95
    return min(field.confidence, 0.55)


def _author_confidence(field: Field, printed: object, opening: str) -> float:
    """Sure where the page names the same people; less where it names more of them or none of these."""
    people = [folded(name) for name in families(field.value)]
    borne_out = all(f" {name} " in opening for name in people)
    shown = [folded(name) for name in families(printed)]
    if not borne_out:
        return min(field.confidence, 0.4)
    return 0.75 if len(shown) >= len(people) else 0.85
