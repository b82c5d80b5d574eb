"""Comparison: a quoted run beside the stretch of a source that it answers to, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Document, Span
from service.quotations.alignment import Pair, align
from service.quotations.changes import GRAVE, NEGATIONS, Change, Diff, Kind, is_alike, of_words
from service.quotations.run import Run, quoted_run
from service.quotations.wording import Wording, wording
from service.words.content import FUNCTION_WORDS


@dataclass(frozen=True)
class Comparison:
    """How a run of `length` words stands in a source: under `span` of its text, with these changes, all parts in order.

    `kept` and `kept_content` are the shares (0 to 1) of its words, and of those that carry meaning, that the source
    has in their place; `telling` counts the latter, `longest` the words of the longest unbroken run.
    """

    span: Span
    changes: tuple[Change, ...]
    length: int
    kept: float
    kept_content: float
    telling: int
    longest: int

    @cached_property
    def altered(self) -> tuple[Change, ...]:
        """The changes that aren't honest, grave or slight."""
        return tuple(change for change in self.changes if change.weight != "none")

    @cached_property
    def grave(self) -> tuple[Change, ...]:
        """The changes that make another statement."""
        return tuple(change for change in self.changes if change.weight in GRAVE)

    @property
    def is_exact(self) -> bool:
        """Whether it is the source's words, every one, with nothing left out."""
        return all(change.kind == "same" for change in self.changes)

    @property
    def is_honest(self) -> bool:
        """Whether nothing was changed but by ellipses, brackets and the leaving out of citations."""
        return not self.altered

    @property
    def diff(self) -> Diff:
        """The changes as plain tuples, equal words included."""
        return tuple((change.kind, change.ours, change.theirs) for change in self.changes)


def diff(quoted: str, source: str) -> Diff:
    """The words of a quotation beside those of the passage that it is said to be, for showing both."""
    compared = compare(quoted_run(quoted), quoted, wording(source), source)
    return compared.diff if compared else (("replaced", quoted, source),)


def compare(
    run: Run, text: str, source: Wording, source_text: str, area: range | None = None, document: Document | None = None
) -> Comparison | None:
    """The run of `text` beside the best stretch of the source's words at `area`; None where they share no word.

    Where the source's `document` is given, words between two pages or paragraphs of a sentence may be left out.
    """
    area = area if area is not None else range(len(source.words))
    loose = frozenset(place - area.start for place in source.loose if place in area)
    alignment = align(run, source.words[area.start : area.stop], loose, is_alike)
    pairs = tuple(Pair(p.ours, None if p.theirs is None else p.theirs + area.start) for p in alignment.pairs)
    reached = [pair.theirs for pair in pairs if pair.theirs is not None]
    if not reached:
        return None
    comparer = _Comparer(run, text, source, source_text, document)
    changes = tuple(comparer.changes(pairs))
    return comparer.comparison(pairs, changes, source.span(reached[0], reached[-1]))


@dataclass(frozen=True)
class _Comparer:
    run: Run
    text: str
    source: Wording
    source_text: str
    document: Document | None

    def changes(self, pairs: Sequence[Pair]) -> Iterator[Change]:
        """Equal words, honest omissions, and what else became of words, in runs of one kind."""
        at = 0
        for kind, group in _grouped([(self._kind(pairs, at), pair) for at, pair in enumerate(pairs)]):
            ours = [pair.ours for pair in group if pair.ours is not None]
            theirs = [pair.theirs for pair in group if pair.theirs is not None]
            hides = kind == "omitted" and bool(theirs) and self._is_open(pairs, at) and self._denies(theirs)
            yield self._change(kind, ours, theirs, hides=hides)
            at += len(group)

    def _change(self, kind: Kind | None, ours: list[int], theirs: list[int], *, hides: bool) -> Change:
        mine = _under(self.text, self.run.wording, ours)
        other = _under(self.source_text, self.source, theirs)
        if kind is not None:
            return Change(kind, mine, other, "negation" if hides else "none")
        told, weight = of_words(
            [self.run.words[place] for place in ours], [self.source.words[place] for place in theirs]
        )
        return Change(told, mine, other, weight)

    def _denies(self, left_out: Sequence[int]) -> bool:
        """Whether words that were left out begin or end with one that denies what is kept beside them."""
        words = [self.source.words[place] for place in left_out]
        opens = words[0] in NEGATIONS and words[1:2] not in (["only"], ["just"], ["merely"], ["simply"])
        first, last = self.source.spans[left_out[0]], self.source.spans[left_out[-1]]
        before = self.source_text[max(0, first.start - NEAR) : first.start].rstrip()[-1:]
        behind = self.source_text[last.end : last.end + NEAR].lstrip()[:1]
        return (opens and before.isalnum()) or (words[-1] in NEGATIONS and behind.isalnum())

    def _kind(self, pairs: Sequence[Pair], at: int) -> Kind | None:
        """What a pair is, where that is plain; None for one that is to be weighed together with its neighbours."""
        pair = pairs[at]
        if pair.ours is not None and pair.theirs is not None:
            return self._of_two(pair.ours, pair.theirs)
        if pair.ours is not None:
            return "omitted" if pair.ours in self.run.wording.loose else None
        place = pair.theirs
        if place is None or place in self.source.loose or self._is_open(pairs, at) or self._is_layout(pairs, at):
            return "omitted"
        return None

    def _of_two(self, ours: int, theirs: int) -> Kind | None:
        one, other = self.run.words[ours], self.source.words[theirs]
        if one == other:
            return "same"
        if ours in self.run.bracketed and (one.startswith(other[:3]) or other.startswith(one[:3])):
            return "omitted"
        return None

    def _is_open(self, pairs: Sequence[Pair], at: int) -> bool:
        """Whether the words that are left out here are so by an ellipsis or brackets."""
        following = next((pair.ours for pair in pairs[at:] if pair.ours is not None), len(self.run.words))
        return following in self.run.gaps

    def _is_layout(self, pairs: Sequence[Pair], at: int) -> bool:
        """Whether the words that are left out stand between a page's, or a paragraph's, end and the sentence's rest."""
        first = next(i for i in range(at, -1, -1) if i == 0 or pairs[i - 1].ours is not None)
        last = next(i for i in range(at, len(pairs)) if i + 1 == len(pairs) or pairs[i + 1].ours is not None)
        before, after = (
            pairs[first - 1].theirs if first else None,
            pairs[last + 1].theirs if last + 1 < len(pairs) else None,
        )
        skipped = [pair.theirs for pair in pairs[first : last + 1] if pair.theirs is not None]
        if before is None or after is None or len(skipped) != last - first + 1:
            return False
        return self._is_parted(before, skipped[0]) and self._is_parted(skipped[-1], after)

    def _is_parted(self, one: int, other: int) -> bool:
        """Whether two neighbouring words stand in two paragraphs or on two pages."""
        end, start = self.source.spans[one].end, self.source.spans[other].start
        between = self.source_text[end:start]
        if "\n\n" in between or "\f" in between:
            return True
        return self.document is not None and self.document.page_at(end - 1) != self.document.page_at(start)

    def comparison(self, pairs: Sequence[Pair], changes: tuple[Change, ...], span: Span) -> Comparison:
        """What there is to tell of the whole."""
        firm = [p for p in pairs if p.ours is not None and p.ours not in self.run.wording.loose]
        kept = [self._is_kept(pair) for pair in firm]
        telling = [self._tells(pair) for pair in firm]
        of_telling = [held for held, tells in zip(kept, telling, strict=True) if tells]
        return Comparison(
            span=span,
            changes=changes,
            length=len(firm),
            kept=sum(kept) / max(len(kept), 1),
            kept_content=sum(of_telling) / max(len(of_telling), 1),
            telling=sum(of_telling),
            longest=_longest(pairs, self.run, self.source),
        )

    def _tells(self, pair: Pair) -> bool:
        return pair.ours is not None and self.run.words[pair.ours] not in FUNCTION_WORDS

    def _is_kept(self, pair: Pair) -> bool:
        if pair.ours is None or pair.theirs is None:
            return False
        one, other = self.run.words[pair.ours], self.source.words[pair.theirs]
        return one == other or is_alike(one, other) or one in other or other in one


def _grouped(kinds: Sequence[tuple[Kind | None, Pair]]) -> Iterator[tuple[Kind | None, list[Pair]]]:
    group: list[Pair] = []
    current: Kind | None = None
    for kind, pair in kinds:
        if group and kind != current:
            yield current, group
            group = []
        current = kind
        group.append(pair)
    if group:
        yield current, group


def _under(text: str, words: Wording, places: Sequence[int]) -> str:
    """The words at these places as they are written."""
    if not places:
        return ""
    span = words.span(places[0], places[-1])
    opened = text[span.start - 1 : span.start] == "[" and "]" in text[span.start : span.start + LETTERS_IN_BRACKETS]
    return " ".join(text[span.start - opened : span.end].split())


NEAR = 8
"""Characters beside a word in which a stop, if there is one, stands."""

LETTERS_IN_BRACKETS = 4
"""A word may open with so many characters in brackets: `[T]he`."""


def _longest(pairs: Sequence[Pair], run: Run, source: Wording) -> int:
    best = length = 0
    for pair in pairs:
        held = pair.ours is not None and pair.theirs is not None and run.words[pair.ours] == source.words[pair.theirs]
        length = length + 1 if held else 0
        best = max(best, length)
    return best
