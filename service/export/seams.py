"""Seams: the punctuation where the parts of a citation meet, which the processor leaves doubled or misplaced.

It joins the parts that a style prescribes without looking past a mark of italics or a quotation mark.
"""

from __future__ import annotations

import re

from service.export.runs import BOLD_END, ITALIC

_M = f"[{ITALIC}-{BOLD_END}]*"
_STOP_AFTER_A_STOP = re.compile(rf"([?!]{_M}[”’»\"]?{_M})\.(?=\s|$)")
_TWO_STOPS = re.compile(rf"(?<!\.)\.({_M})\.(?=[\s”’»]|$)")
_TWO_COMMAS = re.compile(rf",({_M})(?:\s*,)+(?=\s)")
_COMMA_BEFORE_A_STOP = re.compile(rf",({_M})\s*\.(?=\s|$)")
_NOTHING_BEFORE = re.compile(rf"(?<=\.)({_M}) [:,](?= )")
_OPENS_WITH_A_COMMA = re.compile(r"(?<=[(\[])\s*,\s*")
_NUMBERLESS = re.compile(r"(?<= )\(Publication\) (?=\[)")
_PART_OF_NOTHING = re.compile(r" // (?=(?:\d{4}[a-z]?|б\. г\.)\.)")
_UNDATED_AT_THE_START = re.compile(r"(?<=[.?!] )б(?=\. г\.)")
_SPACES = re.compile(r" {2,}")
_OUTSIDE_THE_QUOTATION = re.compile(rf"(?<![?!.])(”)({_M})([.,])(?=\s|$)")
_NUMBER_AT_ONCE = re.compile(r"^(\d+\.)(?=\S)")


def mended(text: str, *, american: bool) -> str:
    """A marked citation or entry with its punctuation in order; `american` puts stops and commas into quotations."""
    text = _STOP_AFTER_A_STOP.sub(r"\1", text)
    text = _TWO_STOPS.sub(r".\1", text)
    text = _TWO_COMMAS.sub(r",\1", text)
    text = _COMMA_BEFORE_A_STOP.sub(r"\1.", text)
    text = _NOTHING_BEFORE.sub(r"\1", text)
    text = _OPENS_WITH_A_COMMA.sub("", text)
    text = _NUMBERLESS.sub("", text)
    text = _PART_OF_NOTHING.sub(". ", text)
    text = _UNDATED_AT_THE_START.sub("Б", text)
    text = _NUMBER_AT_ONCE.sub(r"\1 ", text)
    if american:
        text = _OUTSIDE_THE_QUOTATION.sub(r"\3\1\2", text)
    return _SPACES.sub(" ", text).strip()


def said_once(text: str, title: str) -> str:
    """An entry that stands under its title, for want of an author, without that title a second time."""
    again = re.compile(rf"{_M}[“‘«]?{_M}{re.escape(title)}[.,]?{_M}[”’»]?{_M}[.,]?", re.IGNORECASE)
    found = list(again.finditer(text))
    if len(found) < 2:
        return text
    before, after = text[: found[1].start()].rstrip(), text[found[1].end() :].strip()
    return f"{before if before.endswith('.') else before + '.'} {after}".strip()
