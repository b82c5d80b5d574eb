"""Differing figures: a statement that gives another figure for the very thing that the cited work counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.quotations.spelling import american
from service.verify.gates.amounts import Amount, amounts
from service.words.content import content_words
from service.words.stems import stem

MOST_OF_THE_STATEMENT, MUCH_OF_THE_PASSAGE = 0.7, 0.5
"""The shares of a statement's and a passage's words that the other must have for both to speak of one thing."""

NEARLY_ALL = 0.85
"""From this share of the statement's words on it is surely the same thing."""

LEAST_TOGETHER = 3
"""Fewer words in common than this say of many things the same."""

_EXACT = 2
"""Digits from which on a figure with its unit is hardly met by chance."""

_DENIES = re.compile(r"\b(?:not|no|never|neither|nor|without|nobody|none|n[o’']t|cannot)\b|n[’']t\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][^\W\d_]{2,}")


@dataclass(frozen=True)
class DifferingFigure:
    """What the statement says and what the passage says; `is_sure` where nearly all other words are the same."""

    said: str
    given: str
    is_sure: bool

    @property
    def step(self) -> str:
        """How it was found, as a line for a reader."""
        return f"The text says {self.said}, the source {self.given}."


def differing_figure(statement: str, passage: str, work: Iterable[str]) -> DifferingFigure | None:
    """The figure of the statement that differs from the passage's one of that unit, where both speak of one thing.

    None where the figure stands in any passage of the `work`, or comes out of two figures of this one: only one that
    the work has nowhere is surely another.
    """
    share = _share(statement, passage)
    if share is None or bool(_DENIES.search(statement)) != bool(_DENIES.search(passage)):
        return None
    pairs = list(_pairs(amounts(statement), amounts(passage)))
    if len(pairs) != 1:
        return None
    said, given = pairs[0]
    if _comes_out_of(said, amounts(passage)) or _comes_out_of(given, amounts(statement)):
        return None
    if any(_may_be(said, one) for text in work for one in amounts(text)):
        return None
    return DifferingFigure(_with_unit(said, statement), _with_unit(given, passage), share >= NEARLY_ALL)


def has_a_figure_of(statement: str, passage: str) -> bool:
    """Whether the passage has one of the statement's figures in its unit; True where the statement gives none."""
    said = [one for one in amounts(statement) if any(character.isdigit() for character in one.text)]
    given = amounts(passage)
    return not said or any(
        _may_be(one, other) and (one.kind == other.kind or _is_plain(other)) for one in said for other in given
    )


def shares_a_figure(statement: str, passage: str) -> bool:
    """Whether both give one and the same figure of the same thing, too exact to be met by chance: `146 points`."""
    return any(
        one.value == other.value and one.kind == other.kind and (one.kind != "count" or bool(one.unit & other.unit))
        for one in amounts(statement)
        if sum(character.isdigit() for character in one.text) >= _EXACT
        for other in amounts(passage)
    )


def _is_plain(amount: Amount) -> bool:
    """Whether it is a number without a unit, as the cells of a row are."""
    return amount.kind == "count"


def _share(statement: str, passage: str) -> float | None:
    """The share of the statement's words, figures left out, that the passage has; None where they are of two things."""
    own, other = _stems(statement), _stems(passage)
    common = own & other
    if len(common) < LEAST_TOGETHER or len(common) < max(
        MOST_OF_THE_STATEMENT * len(own), MUCH_OF_THE_PASSAGE * len(other)
    ):
        return None
    years, given = set(_YEAR.findall(statement)), set(_YEAR.findall(passage))
    if years and given and not years & given:
        return None
    if any(stem(american(name.lower())) not in other for name in _NAME.findall(statement)):
        return None
    return len(common) / len(own)


def _stems(text: str) -> frozenset[str]:
    told = {word for one in amounts(text) for word in one.text.lower().replace("-", " ").split()}
    words = (word for word in content_words(text) if not word[0].isdigit() and word not in told)
    return frozenset(stem(american(word)) for word in words)


def _pairs(said: Iterable[Amount], given: Iterable[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """Each of the statement's figures that the passage lacks, with the passage's only one of its unit."""
    every = list(given)
    for one in said:
        alike = [other for other in every if _is_alike(one, other)]
        if len(alike) == 1 and not _may_be(one, alike[0]):
            yield one, alike[0]


def _is_alike(one: Amount, other: Amount) -> bool:
    if one.kind != other.kind or one.kind == "factor":
        return False
    return bool(one.unit & other.unit) if one.kind == "count" else True


def _may_be(one: Amount, other: Amount) -> bool:
    """Whether two figures may be one, whatever they count: a table gives shares as plain numbers."""
    return one.least <= other.most and other.least <= one.most


def _comes_out_of(one: Amount, given: Iterable[Amount]) -> bool:
    """Whether it is the sum or the difference of two of the figures, or what is left of a hundred."""
    values = [other.value for other in given if other.kind == one.kind]
    made = [100 - value for value in values] if one.kind == "share" else []
    made += [abs(a + sign * b) for i, a in enumerate(values) for b in values[i + 1 :] for sign in (1, -1)]
    return any(one.least <= value <= one.most for value in made)


def _with_unit(amount: Amount, text: str) -> str:
    """The figure with the word behind it, which mostly is its unit."""
    behind = re.match(r"[\s-]([^\W\d_]+)", text[amount.start + len(amount.text) :])
    return f"{amount.text} {behind[1]}" if behind and amount.kind not in ("share", "money") else amount.text
