"""Years and dates: whether the years that a claim names are those of the text."""

from __future__ import annotations

import re

from service.verify.gates.reading import Reading
from service.verify.gates.signal import Signal
from service.verify.gates.word_list import numbered

GATE = "years"
_SPAN = re.compile(r"\b(1[0-9]\d\d|20\d\d)\s?[-–]\s?(\d\d\d\d|\d\d)\b")
_DECADE = re.compile(r"\b(1[0-9]\d|20\d)0['’]?s\b")
_CENTURY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)[\s-]centur", re.IGNORECASE)
_ORDINAL_CENTURY = re.compile(r"\b(\w+)[\s-]century\b", re.IGNORECASE)
_ORDINALS = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first",
    1,
)
_YEAR = re.compile(r"(?<![\d.,$€£])(1[0-9]\d\d|20\d\d)(?!\d|[.,]\d|\s?%|['’]?s\b)")
_CITED = re.compile(
    r"(?<=[^\W\d_])\s?\((?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{0,20})?\)|\([^()]*?[^\W\d_],?\s(?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{0,20})?\)"
)
"""A year behind the name of a cited work's author says when that appeared, and nothing of what is told."""

_MONTHS = tuple(numbered("january february march april may june july august september october november december"))
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?({'|'.join(_MONTHS)})\b(?:\s+(\d{{1,2}})(?!\d))?", re.IGNORECASE
)


def years(claim: Reading, text: Reading) -> Signal:
    """Conflict where the claim names a time that the text has others instead of; agreement where it has all."""
    said, given = periods(claim.text), periods(_CITED.sub(" ", text.text))
    if said and given:
        strange = [p for p in said if not any(p[0] <= q[1] and q[0] <= p[1] for q in given)]
        if strange:
            return Signal(
                GATE, "conflict", len(strange) / len(said), tuple(map(_shown, strange)), tuple(map(_shown, given)),
                f"The claim names {_listed(strange)}, the text {_listed(given)}.",
            )  # fmt: skip
        return Signal(
            GATE, "agree", 1.0, tuple(map(_shown, said)), tuple(map(_shown, given)), f"Both name {_listed(said)}."
        )
    return _months(claim, text)


def _months(claim: Reading, text: Reading) -> Signal:
    said = {m[2].lower() for m in _DATE.finditer(claim.text) if m[2][0].isupper()}
    given = {m[2].lower() for m in _DATE.finditer(text.text) if m[2][0].isupper()}
    if not said or not given:
        return Signal(GATE)
    if said & given:
        return Signal(GATE, "agree", 0.5, tuple(sorted(said)), tuple(sorted(given)), "Both name the same month.")
    one, other = sorted(said)[0].capitalize(), sorted(given)[0].capitalize()
    return Signal(GATE, "conflict", 0.7, (one,), (other,), f"The claim names {one}, the text {other}.")


def periods(text: str) -> tuple[tuple[int, int], ...]:
    """The years, decades and centuries that a text names, as first and last year."""
    found: list[tuple[int, int]] = []
    for match in _SPAN.finditer(text):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) > 2 else first // 100 * 100 + int(match[2])
        if first <= last:
            found.append((first, last))
    covered = [match.span() for match in _SPAN.finditer(text)]
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in covered):
            found.append((int(match[1]), int(match[1])))
    found += [(10 * int(match[1]), 10 * int(match[1]) + 9) for match in _DECADE.finditer(text)]
    centuries = [int(match[1]) for match in _CENTURY.finditer(text)]
    centuries += [_ORDINALS[m[1].lower()] for m in _ORDINAL_CENTURY.finditer(text) if m[1].lower() in _ORDINALS]
    found += [(100 * n - 100, 100 * n) for n in centuries]
    return tuple(dict.fromkeys(found))


def _shown(period: tuple[int, int]) -> str:
    return str(period[0]) if period[0] == period[1] else f"{period[0]}–{period[1]}"


def _listed(periods_: tuple[tuple[int, int], ...] | list[tuple[int, int]]) -> str:
    return ", ".join(map(_shown, periods_[:3]))
