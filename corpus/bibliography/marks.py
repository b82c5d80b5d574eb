"""The small marks that tie an author to an affiliation or a note, made plain so that one set of rules reads them."""

from __future__ import annotations

import re

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters around the words of a mark: no document prints them."""

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ", "0123456789abcdefghijklmnop")
_SIGNS = "*∗⁎†‡§¶‖║#✉📧"
_WRITTEN = re.compile(
    r"\^\{(?P<braced>[^{}]{0,20})\}|\^\[?(?P<caret>[\d,*]{1,9})\]?\^?|<sup>(?P<tag>[^<>]{0,20})</sup>"
    rf"|\[(?P<square>\d{{1,2}}(?:\s?[,–-]\s?\d{{1,2}}){{0,5}})\]|(?P<signs>[{_SIGNS}]+|\\\*+)"
    r"|(?P<raised>[⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ]+(?:,[⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ]+)*)"
)
_SHOWN = re.compile(rf"[\^<\[{_SIGNS}\\⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ{OPEN}{CLOSE}]")
"""A character that every mark has one of."""

BETWEEN_MARKS = re.compile(rf"({OPEN}[^{CLOSE}]*{CLOSE})")
"""Splits a text into what is marked and what is not."""

_ADJACENT = re.compile(rf"{CLOSE}(?:\s?[,;]?\s?){OPEN}")
MARKED = re.compile(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_WITHIN_WORD = re.compile(rf"(?<=[^\W\d_]){OPEN}([^\W\d_]{{1,4}}){CLOSE}(?=[^\W\d_A-Z]{{1,30}})")
_MARK = re.compile(r"\d{1,2}\s?[–-]\s?\d{1,2}|\d{1,3}|[^\W\d_]{1,2}|([^\w\s,;.])\1*")


def marked(text: str) -> str:
    """`text` with every mark that its characters show put between OPEN and CLOSE."""
    if not _SHOWN.search(text):
        return text
    parts = BETWEEN_MARKS.split(text)
    shown = [part if part.startswith(OPEN) else _WRITTEN.sub(_between, part) for part in parts]
    return _ADJACENT.sub(",", "".join(shown).translate(_RAISED))


def _between(match: re.Match[str]) -> str:
    words = next((group for group in match.groups() if group is not None), "").replace("\\", "")
    return f"{OPEN}{words}{CLOSE}"


def marks_of(words: str) -> tuple[str, ...]:
    """The single marks in the words of one: `1,3*` is 1, 3 and *; `2-4` is 2, 3 and 4."""
    found: list[str] = []
    for part in (match[0] for match in _MARK.finditer(words)):
        ends = re.fullmatch(r"(\d{1,2})\s?[–-]\s?(\d{1,2})", part)
        if ends and int(ends[1]) < int(ends[2]) <= int(ends[1]) + 20:
            found.extend(str(number) for number in range(int(ends[1]), int(ends[2]) + 1))
        else:
            found.append(part.replace("∗", "*").replace("⁎", "*"))
    return tuple(dict.fromkeys(found))


def unmarked(text: str) -> str:
    """`text` without its marks, whole or cut."""
    return " ".join(MARKED.sub(" ", text).replace(OPEN, " ").replace(CLOSE, " ").split())


def with_words_whole(text: str) -> str:
    """`text` with what only seems a mark made part of its word: letters that small letters go on from.

    So a ligature of another font within a word is none.
    """
    return _WITHIN_WORD.sub(r"\1", text) if OPEN in text else text
