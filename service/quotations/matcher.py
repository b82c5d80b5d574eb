"""Matching: where in the library's texts a run of words stands, as it is or altered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from indexer.catalogue import Holding
from indexer.library import Library
from service.quotations.changes import Change
from service.quotations.comparison import Comparison, compare
from service.quotations.held_wordings import HeldWordings
from service.quotations.reordering import reordered
from service.quotations.run import Run, quoted_run
from service.quotations.wording import Wording, wording
from service.words.content import FUNCTION_WORDS

SEARCHED_WORDS = 8
"""The rarest words of a run, by which passages are found that may hold it."""

PASSAGES = 60
WORKS = 8
"""Passages, and works of theirs, that are compared with a run at most."""

AREAS = 3
"""Stretches of a work that are compared with a run at most."""

MOST_BETWEEN = 500
"""Words that an ellipsis may stand for."""

READ_OVER = 120
"""Words beyond a run's own number among which its parts are looked for, an ellipsis."""

LEAST_VOTES = 0.3
"""The least share of a run's telling words that must stand, letter by letter, where it is looked for."""

COMMON = 300
"""A word that stands more often in one work tells no place in it."""


@dataclass(frozen=True)
class Quoted:
    """Words as quoted: the `text` they stand in, and the run of them."""

    text: str
    run: Run

    @classmethod
    def of(cls, text: str, span: Span | None = None, loose: Sequence[Span] = ()) -> Quoted:
        """The characters under `span` (all, without one); words under the spans of `loose` may be left out."""
        return cls(text, quoted_run(text, span, loose))


@dataclass(frozen=True)
class Match:
    """A run of words as it stands in a held work; `elsewhere` are other places of the work that have it exactly."""

    holding: Holding
    compared: Comparison
    elsewhere: tuple[Span, ...] = ()


class QuotationMatcher:
    """Compares runs of words with the texts of a library. The same run gives equal matches."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._held = HeldWordings(library)

    def match(self, text: str) -> Match | None:
        """The best match of a run of words in the whole library, by itself: exact, altered, or None."""
        return next(iter(self.anywhere(Quoted.of(text))), None)

    def anywhere(self, quoted: Quoted, but: frozenset[str] = frozenset()) -> tuple[Match, ...]:
        """The matches in held works, the best first, equals by name; those whose digest is in `but` are passed over."""
        held = [holding for holding in self._proposed(quoted.run) if holding.digest not in but][:WORKS]
        exact = [match for holding in held if (match := self._exactly(quoted, holding)) is not None]
        found = exact or [match for holding in held if (match := self.in_work(quoted, holding)) is not None]
        return tuple(sorted(found, key=_order))

    def in_work(self, quoted: Quoted, holding: Holding) -> Match | None:
        """How the run stands in one held work; None where nothing like it does."""
        exact = self._exactly(quoted, holding)
        if exact is not None:
            return exact
        document, source = self._held.of(holding)
        areas = [*_with_parts(quoted.run, source), *_areas(quoted.run, source)]
        compared = (
            compare(quoted.run, quoted.text, source, document.text, area, document) for area in dict.fromkeys(areas)
        )
        alike = [each for each in compared if each is not None and is_like(each)]
        return Match(holding, min(alike, key=_distance)) if alike else None

    def reordered_in(self, quoted: Quoted, holding: Holding) -> Span | None:
        """Where the run's words stand close together in a held work, in another order."""
        _, source = self._held.of(holding)
        stretch = reordered(quoted.run, source)
        return source.span(stretch[0], stretch[-1]) if stretch else None

    def _exactly(self, quoted: Quoted, holding: Holding) -> Match | None:
        found = self._exact(quoted, *self._held.of(holding))
        return Match(holding, found[0], tuple(each.span for each in found[1:])) if found else None

    def _exact(self, quoted: Quoted, document: Document, source: Wording) -> list[Comparison]:
        """Every place where the run's words stand, all of them and no others."""
        run = quoted.run
        if any(0 < place < len(run.words) for place in run.gaps):
            return []
        words = [run.words[place] for place in run.wording.firm]
        telling = sum(word not in FUNCTION_WORDS for word in words)
        found = []
        for first, last in source.standing("".join(words)):
            span = source.span(first, last)
            mine = run.wording.span(0, len(run.words) - 1).of(quoted.text)
            same = Change("same", " ".join(mine.split()), " ".join(span.of(document.text).split()), "none")
            found.append(Comparison(span, (same,), len(words), 1.0, 1.0, telling, len(words)))
        return found

    def _proposed(self, run: Run) -> Iterator[Holding]:
        """The held works in whose passages the run's rarest words stand, those with most of them first."""
        telling = [word for word in dict.fromkeys(run.words) if word not in FUNCTION_WORDS]
        counted = self._library.document_frequency(telling)
        held = sorted((count, word) for word, count in counted.items() if count)
        hits = self._library.matching([word for _, word in held[:SEARCHED_WORDS]], PASSAGES, 0.0)
        passages = self._library.passages([i for i, _ in hits])
        covered: dict[str, set[str]] = {}
        for held_passage in passages.values():
            shared = set(telling) & set(wording(held_passage.passage.reading).words)
            covered.setdefault(held_passage.document.digest, set()).update(shared)
        seen = set()
        for i, _ in hits:
            holding = passages[i].document if i in passages else None
            if holding is not None and holding.digest not in seen:
                seen.add(holding.digest)
                if len(covered[holding.digest]) >= LEAST_VOTES * len(telling):
                    yield holding


LEAST_KEPT = 0.6
"""The least share of a run's words that must stand in a passage for it to be that passage altered."""

LEAST_KEPT_OF_FEW = 0.72
"""The same for a short run, of which a few common words stand anywhere."""

FEW = 8
LEAST_CONTENT = 0.5
LEAST_TELLING = 2
LEAST_UNBROKEN = 3


def is_like(compared: Comparison) -> bool:
    """Whether a run is a source's words, as they are or altered, and not others that share some."""
    if not compared.altered:
        return True
    least = LEAST_KEPT_OF_FEW if compared.length < FEW else LEAST_KEPT
    return (
        compared.kept >= least
        and compared.kept_content >= LEAST_CONTENT
        and compared.telling >= LEAST_TELLING
        and compared.longest >= LEAST_UNBROKEN
        and _left_out(compared) <= max(compared.length, LEAST_UNBROKEN * FEW)
    )


def _left_out(compared: Comparison) -> int:
    """Words of the source that were left out silently."""
    return sum(len(change.theirs.split()) for change in compared.changes if change.kind == "dropped")


def _distance(compared: Comparison) -> tuple[int, float, float, Span]:
    return len(compared.grave) + len(compared.altered), -compared.kept, -compared.kept_content, compared.span


def _order(match: Match) -> tuple[int, float, float, str]:
    grave, kept, content, _ = _distance(match.compared)
    return grave, kept, content, match.holding.name


def _with_parts(run: Run, source: Wording) -> list[range]:
    """Stretches in which all parts of a run, as ellipses and brackets part it, stand as they are and in order."""
    parts = ["".join(part) for part in run.parts()]
    if len(parts) < 2:
        return []
    found = []
    for first, last in source.standing(parts[0]):
        end: int | None = last
        for part in parts[1:]:
            after = [place for place in source.standing(part) if end is not None and 0 < place[0] - end < MOST_BETWEEN]
            end = min(after)[1] if after else None
        if end is not None:
            found.append(range(first, end + 1))
    return found[:AREAS]


def _areas(run: Run, source: Wording) -> list[range]:
    """Stretches in which many of the run's telling words stand where they would, were it there."""
    length = len(run.words)
    width = max(FEW, length // 3)
    votes: dict[int, set[int]] = {}
    for place, word in enumerate(run.words):
        held = source.places.get(word, ())
        if word not in FUNCTION_WORDS and len(held) <= COMMON:
            for at in held:
                votes.setdefault((at - place) // width, set()).add(place)
    joined = {bucket: len(places | votes.get(bucket + 1, set())) for bucket, places in votes.items()}
    best = sorted(joined, key=lambda bucket: (-joined[bucket], bucket))
    telling = sum(word not in FUNCTION_WORDS for word in run.words)
    least = max(LEAST_TELLING, LEAST_VOTES * telling)
    kept = [bucket for bucket in best if joined[bucket] >= least][:AREAS]
    open_gaps = sum(kind == "ellipsis" for kind in run.gaps.values())
    before = width + (READ_OVER if open_gaps else 0)
    behind = 2 * width + length // 2 + FEW + READ_OVER * open_gaps
    last = len(source.words)
    return [range(max(0, b * width - before), min(last, b * width + length + behind)) for b in kept]
