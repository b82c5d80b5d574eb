"""Bundles: the same several works cited together, again and again, for statements that have little in common."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from service.checks.claims import without
from service.checks.places import place_in, shortened
from service.findings.finding import Finding
from service.words.content import content_words
from service.words.stems import stem

LEAST_WORKS = 3
"""Works cited together that are a bundle: a pair is often named twice with reason."""

LEAST_TIMES = 3
"""Statements with the same bundle, from which on it is hard to believe that all of it says each of them."""

MOST_IN_COMMON = 0.35
"""The greatest share of their words that two statements have in common which aren't about the same."""

REACH = 12
"""Characters behind a sentence's stop within which its citations still stand."""

ENTRIES = "entries "
"""What the step begins with that tells the numbers of the works in the list of references."""

_STEP = re.compile(rf"{ENTRIES}(\d+(?:, \d+)*)")


@dataclass(frozen=True)
class Cited:
    """A sentence, the entries that it cites, and the words that carry it, without the citations."""

    sentence: Span
    entries: frozenset[int]
    stems: frozenset[str]


def bundled_citations(document: Document) -> Iterator[Finding]:
    """A doubt for each bundle of works that stands behind unrelated statements, at the second of them."""
    taken: set[Span] = set()
    for bundle, cited in _bundles(list(_cited(document))):
        unrelated = _unrelated(cited)
        if len(unrelated) < LEAST_TIMES or {each.sentence for each in unrelated} <= taken:
            continue
        taken.update(each.sentence for each in unrelated)
        here, others = unrelated[1], [unrelated[0], *unrelated[2:]]
        yield Finding(
            type="unsupported_citation",
            verdict="doubt",
            span=here.sentence,
            message=(
                f"The same {len(bundle)} works are cited together for {len(unrelated)} statements that have little in "
                f"common, “{shortened(here.sentence.of(document.text), 9)}” among them: check that every work supports "
                f"each of them."
            ),
            related=tuple(place_in(document, other.sentence) for other in others),
            steps=(f"{ENTRIES}{', '.join(str(n) for n in sorted(bundle))}",),
        )


def is_bundle(finding: Finding) -> bool:
    """Whether the finding is one of those above."""
    return bool(bundle_of(finding))


def bundle_of(finding: Finding) -> frozenset[int]:
    """The numbers of the entries that are cited together in each of the finding's passages; none of other findings."""
    if finding.type != "unsupported_citation" or not finding.steps:
        return frozenset()
    found = _STEP.fullmatch(finding.steps[0])
    return frozenset(int(n) for n in found[1].split(", ")) if found else frozenset()


def citing_at(document: Document, sentence: Span, bundle: frozenset[int]) -> tuple[Span, ...]:
    """Where the sentence cites works of the bundle, in order; the last of them may stand behind its stop."""
    after = bisect_left(document.sentences, sentence) + 1
    following = document.sentences[after].start if after < len(document.sentences) else len(document.text)
    end = min(sentence.end + REACH, max(sentence.end, following))
    return tuple(
        callout.span
        for callout in document.callouts
        if sentence.start <= callout.span.start < end and bundle & set(callout.resolves_to)
    )


def _cited(document: Document) -> Iterator[Cited]:
    starts = [sentence.start for sentence in document.sentences]
    behind: dict[int, set[int]] = {}
    marked: dict[int, list[Span]] = {}
    for callout in document.callouts:
        at = bisect_left(starts, callout.span.start + 1) - 1
        if at >= 0 and callout.span.start < document.sentences[at].end + REACH:
            behind.setdefault(at, set()).update(callout.resolves_to)
            marked.setdefault(at, []).append(callout.span)
    for at, entries in sorted(behind.items()):
        if len(entries) >= LEAST_WORKS:
            sentence = document.sentences[at]
            bare = without(document.text, sentence, marked[at], " ")
            yield Cited(sentence, frozenset(entries), frozenset(stem(word) for word in content_words(bare)))


def _bundles(cited: Sequence[Cited]) -> list[tuple[frozenset[int], list[Cited]]]:
    """Each set of works cited together, with all sentences that cite these at least; the most frequent first."""
    found = [(bundle, [each for each in cited if bundle <= each.entries]) for bundle in {c.entries for c in cited}]
    often = [(bundle, sentences) for bundle, sentences in found if len(sentences) >= LEAST_TIMES]
    return sorted(often, key=lambda entry: (-len(entry[1]), -len(entry[0]), entry[1][0].sentence, sorted(entry[0])))


def _unrelated(cited: Sequence[Cited]) -> list[Cited]:
    """As many of the statements as have little in common with those before them, in order."""
    kept: list[Cited] = []
    for each in cited:
        if all(_common(each.stems, other.stems) <= MOST_IN_COMMON for other in kept):
            kept.append(each)
    return kept


def _common(one: frozenset[str], two: frozenset[str]) -> float:
    fewer = min(len(one), len(two))
    return len(one & two) / fewer if fewer else 1.0
