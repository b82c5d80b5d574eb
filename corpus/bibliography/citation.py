"""How a work is cited in a line of text: author, year and page."""

from __future__ import annotations

import re
from pathlib import PurePath

from corpus.bibliography.names import families, years
from corpus.bibliography.record import Record

_TITLE_WORDS = 6


def citation(record: Record, name: str, page_label: str | None) -> str:
    """The parenthetical citation of a page of the work in the file called `name`: `(Porter, 1998, p. 12)`.

    Two authors are joined by `&`, three or more are `et al.`; without an author the title (shortened) or the file's
    name stands in quotation marks; an unknown year is `n.d.`; an unknown page is left out.
    """
    parts = [_who(record, name), year_of(record)]
    if page_label:
        parts.append(f"{'pp.' if re.search(r'[-–,]', page_label) else 'p.'} {page_label}")
    return f"({', '.join(parts)})"


def _who(record: Record, name: str) -> str:
    people = families(record.get("author")) or families(record.get("editor"))
    if len(people) > 2:
        return f"{people[0]} et al."
    return " & ".join(people) if people else f"“{short_title(record, name)}”"


def short_title(record: Record, name: str) -> str:
    """The title's first words, or the file's name without its ending where the title is not known."""
    title = " ".join(str(record.get("title") or "").split())
    if not title:
        return PurePath(name).stem or name
    words = re.split(r"[:.?!–—](?:\s|$)", title)[0].split() or title.split()
    return " ".join(words[:_TITLE_WORDS]).strip(" ,;") + ("…" if len(words) > _TITLE_WORDS else "")


def year_of(record: Record) -> str:
    """The year of publication as cited; `n.d.` where it is not known."""
    issued = record.get("issued")
    year = next(iter(years(issued)), None)
    if year is not None:
        return str(year)
    literal = str(issued.get("literal") or "") if isinstance(issued, dict) else ""
    return literal.strip() or "n.d."
