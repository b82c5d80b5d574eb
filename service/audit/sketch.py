"""A document's sketch: its sentences, with the keys under which others that share their words are found.

Two kinds of keys: runs of words, picked by winnowing (Schleimer, Wilkerson & Aiken 2003), so that no run of eight or
more words in common is missed, however long the sentences around it; and bands of a MinHash signature of the
sentence's stems (Broder 1997; Leskovec et al. 2014, ch. 3), so that one in which some words were changed is met.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from rensa import RMinHash

from corpus.document import Callout, Document, Span
from indexer.lexical import searchable
from service.audit.table_keys import table_keys
from service.checks.claims import without
from service.checks.parts import Part, part_at, part_of
from service.checks.prose import paragraphs
from service.words.content import FUNCTION_WORDS, WORD, bare
from service.words.stems import stem

SKETCH_VERSION = f"6.{RMinHash.ALGORITHM_VERSION}"
"""Differs whenever a document would give another sketch, or the library of signatures other signatures."""

RUN = 5
"""Words of a run whose key may be picked."""

WINDOW = 4
"""Of so many runs in a row one is picked: a run of RUN + WINDOW - 1 words in common is surely met."""

BANDS, ROWS = 16, 4
"""Sentences that share 0.7 of their stems are met in 99 of 100 cases, 0.5 in 64, 0.2 in 3."""

MOST_OF_AN_ABSTRACT = 25
"""A document with fewer sentences is an abstract, or no longer than one: its end says again what it found."""

LEAST_QUOTED = 5
"""Words in quotation marks that are a quotation, and no term."""

LEAST_STEMS = 4
"""A sentence with fewer words that carry it says nothing that could be copied."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the body: its `words` without citations, the number of its paragraph, and what it cites.

    `cites` are the entries cited in it or in the sentence before it in the paragraph; `quoted` are its runs in
    quotation marks, as words; `keys` are what it may share with others.
    """

    span: Span
    paragraph: int
    part: Part
    words: tuple[str, ...]
    cites: tuple[int, ...]
    quoted: tuple[tuple[str, ...], ...]
    keys: tuple[int, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words that carry it, in order."""
        return stems(self.words)


@dataclass(frozen=True)
class Sketch:
    """What the comparison of a document with others needs.

    `theme` are the stems of its title, `picked` the keys of its runs and `tables` those of its cells, ascending.
    """

    sentences: tuple[Sentence, ...]
    theme: frozenset[str]
    picked: tuple[int, ...]
    tables: tuple[int, ...]


def stems(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of the words that carry a sentence, in order."""
    return tuple(stem(word) for word in words if word not in FUNCTION_WORDS)


def sketch(document: Document) -> Sketch:
    """The sketch of a document; the same document gives an equal one."""
    found = tuple(_sentences(document))
    picked = sorted({key for sentence in found for key in runs(sentence.words)})
    theme = frozenset(stems(_words(document.record.text("title") or "")))
    return Sketch(found, theme, tuple(picked), table_keys(document))


def _sentences(document: Document) -> Iterator[Sentence]:
    found = paragraphs(document)
    is_short = sum(len(paragraph.sentences) for paragraph in found) < MOST_OF_AN_ABSTRACT
    for number, paragraph in enumerate(found):
        before: tuple[int, ...] = ()
        for span in paragraph.sentences:
            callouts = _callouts(document, span)
            cites = tuple(dict.fromkeys(n for callout in callouts for n in callout.resolves_to))
            # Citations say nothing of their own.
            label, said = _label(without(document.text, span, [callout.span for callout in callouts], " "))
            words = _words(said)
            carrying = frozenset(stems(words))
            keys = (*runs(words), *bands(carrying)) if len(carrying) >= LEAST_STEMS else ()
            yield Sentence(
                span=span,
                paragraph=number,
                part=_part(document, span, label, said, is_short),
                words=words,
                cites=tuple(dict.fromkeys((*cites, *before))),
                quoted=tuple(_quoted(span.of(document.text))),
                keys=keys,
            )
            before = cites


def _callouts(document: Document, span: Span) -> list[Callout]:
    at = bisect_left(document.callouts, span.start, key=lambda callout: callout.span.start)
    found = []
    for callout in document.callouts[at:]:
        if callout.span.start >= span.end:
            break
        found.append(callout)
    return found


def _part(document: Document, span: Span, label: str, said: str, is_short: bool) -> Part:
    """What a sentence tells of, by its label, its wording, or where it stands."""
    if label and (part := part_of(label)) in {"methods", "back"}:
        return part
    if _PROCEDURE.search(said):
        return "methods"
    return "abstract" if is_short else part_at(document, span.start)


_PROCEDURE = re.compile(
    r"\b(?:was|were|is|are|been)\s(?:then |also |subsequently |\w+ly )?(?:used to|performed|measured|calculated"
    r"|determined|conducted|assessed|analy[sz]ed|examined|carried out|evaluated|estimated|collected|recorded"
    r"|registered|extracted|searched|approved|obtained|supported by|funded by|available (?:at|from|in|on|as))\b",
    re.IGNORECASE,
)
"""How papers tell what was done, or where things are to be had: in much the same words, whoever writes."""


_LABEL = re.compile(r"\W*([A-Z]{4,}(?:(?:,? | & |/)[A-Z]{2,})*)\s*[:.–—-]?\s+(?=[\dA-Z(“\"])")


def _label(text: str) -> tuple[str, str]:
    """The label that a sentence of a structured abstract opens with (`MAIN OUTCOME MEASURES`), and what it says."""
    match = _LABEL.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{12,}?)[”“»\"]")


def _quoted(text: str) -> Iterator[tuple[str, ...]]:
    for match in _QUOTED.finditer(text):
        words = _words(match[1])
        if len(words) >= LEAST_QUOTED and not _is_title(match[1]):
            yield words


def _is_title(text: str) -> bool:
    """Whether most of the words that carry it have capitals: the name of a work, and nobody's statement."""
    carrying = [word for word in text.split() if word.lower() not in FUNCTION_WORDS and word[:1].isalpha()]
    return 2 * sum(word[0].isupper() for word in carrying) > len(carrying)


def _words(text: str) -> tuple[str, ...]:
    return tuple(match.group().lower() for match in WORD.finditer(bare(searchable(text))))


def runs(words: Sequence[str]) -> tuple[int, ...]:
    """The keys of the runs of words that winnowing picks, each once, in order."""
    hashes = [_key(" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1)]
    windows = (hashes[at : at + WINDOW] for at in range(max(len(hashes) - WINDOW + 1, min(1, len(hashes)))))
    return tuple(dict.fromkeys(min(window) for window in windows))


def bands(carrying: frozenset[str]) -> tuple[int, ...]:
    """The keys of the bands of a sentence's MinHash signature."""
    if not carrying:
        return ()
    hashing = RMinHash(num_perm=BANDS * ROWS, seed=1)
    hashing.update(sorted(carrying))
    signature = hashing.digest()
    return tuple(_key(f"{band}:{signature[band * ROWS : (band + 1) * ROWS]}") for band in range(BANDS))


def _key(text: str) -> int:
    """64 bits of a text, the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)
