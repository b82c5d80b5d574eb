"""Parts: several claims in one sentence, taken apart so that each is judged by itself."""

from __future__ import annotations

import re
from itertools import islice

from corpus.structure.sentences import sentences
from service.phrasing import capital
from service.words.content import carries

MOST_PARTS = 6
"""More clauses than this are a passage and no claim."""

MOST_LOOKED_AT = 50
"""Places where a sentence could be cut; one with more is a list, and each of them is looked at against all of it."""

LEAST_WORDS = 3
"""Words of a part that can be judged by itself."""

LEAST_SAID = 3
"""The same where a full stop or a semicolon parts it from the rest."""

_BREAK = re.compile(r"\s*;\s+(?:and\s+|but\s+)?|,?\s+(?:and|but|while|whereas|yet)\s+", re.IGNORECASE)
_AUXILIARY_WORDS = """
    am is are was were has have had does do did will would can could may might must shall should cannot isn't aren't
    wasn't weren't hasn't haven't hadn't doesn't don't didn't won't can't
"""
_VERB_WORDS = """
    became become becomes began begins brings brought came comes costs cuts depends fell falls found finds gave gives
    goes grew grows helps holds keeps kept leads leaves led left lies lost makes made means needs offers pays paid puts
    raises reaches remains rests rises rose runs says said saw sees sells sets shows sold stands stays takes took tends
    went works wrote writes argues claims
"""
_DETERMINER_WORDS = """
    the a an its their his her our this that these those each every no some most many few several all both such
"""
_ADVERB_WORDS = "also only then later thus hence not so often still even never to"
_PRONOUN_WORDS = "it they he she we there this these those"
_AUXILIARY, _VERBS = frozenset(_AUXILIARY_WORDS.split()), frozenset(_VERB_WORDS.split())
_OPENERS = frozenset(_DETERMINER_WORDS.split()) | frozenset(_PRONOUN_WORDS.split())
_ADVERBS = frozenset(_ADVERB_WORDS.split())
_BEFORE_VERB_WORDS = "always never often usually rarely seldom generally typically invariably"
_BEFORE_VERBS = frozenset(_BEFORE_VERB_WORDS.split())
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whom|whose|if|whether|because|although|though|when|where|as|than)\b", re.IGNORECASE
)


def parts_of(claim: str) -> tuple[str, ...]:
    """The claims of a text, each a sentence: those of its sentences, and those that one joins; none where it is one.

    A sentence is cut only where both sides have a subject and a verb of their own, outside of brackets and clauses that
    one side depends on: a wrong cut makes two claims that nobody made.
    """
    parts = [part for sentence in _sentences(claim) for part in _clauses(sentence) or (sentence,)]
    return tuple(map(_closed, parts)) if 1 < len(parts) <= MOST_PARTS else ()


def _sentences(claim: str) -> tuple[str, ...]:
    """The sentences of a claim; a claim of which one says nothing by itself is left whole."""
    spans = sentences(claim)
    found = tuple(text for span in spans if (text := claim[span.start : span.end].strip()))
    complete = all(len(text.split()) >= LEAST_SAID and carries(text) for text in found)
    return found if complete and len(found) > 1 else (claim,)


def _clauses(claim: str) -> tuple[str, ...]:
    possible = list(islice(_BREAK.finditer(claim), MOST_LOOKED_AT + 1))
    if len(possible) > MOST_LOOKED_AT:
        return ()
    breaks = [match for match in possible if _parts_two_clauses(claim, match)]
    if not breaks or len(breaks) >= MOST_PARTS:
        return ()
    starts = [0, *(match.end() for match in breaks)]
    ends = [*(match.start() for match in breaks), len(claim)]
    found = tuple(claim[start:end].strip(" ,;") for start, end in zip(starts, ends, strict=True))
    least = LEAST_SAID if all(";" in match.group() for match in breaks) else LEAST_WORDS
    if not all(len(part.split()) >= least and carries(part) for part in found):
        return ()
    return found


def _closed(part: str) -> str:
    said = capital(part)
    return said if said.endswith((".", "!")) else f"{said}."


def _parts_two_clauses(claim: str, match: re.Match[str]) -> bool:
    left, right = claim[: match.start()], claim[match.end() :]
    if left.count("(") != left.count(")") or left.count("“") != left.count("”") or left.count('"') % 2:
        return False
    if re.search(r"\b(?:both|between|either|neither)\b", left, re.IGNORECASE) and "and" in match.group():
        return False
    if ";" not in match.group() and _SUBORDINATE.search(left):
        return False
    if ";" in match.group() and _says(right):
        return _says(left)
    return _verb(left) is not None and _has_subject(right)


def _says(text: str) -> bool:
    """Whether a clause surely says something: it has a verb, or an adverb that stands before one alone."""
    words = [word.lower() for word in _words(text)]
    return _verb(text) is not None or any(word in _BEFORE_VERBS for word in words[1:-1])


def _has_subject(text: str) -> bool:
    """Whether the text begins with a subject and goes on with its verb."""
    words = [word.lower() for word in _words(text)]
    place = _verb(text)
    if not place:
        return False
    before = words[:place]
    if before[-1] == "to" or _SUBORDINATE.search(" ".join(before)) or before[0] in _ADVERBS:
        return False
    return before[0] in _OPENERS or place <= LONGEST_SUBJECT


LONGEST_SUBJECT = 4
"""Words before the verb of a clause whose subject has no article."""


def _verb(text: str) -> int | None:
    """The place of the first word that is surely a verb and doesn't open the text; None where there is none."""
    words = [word.lower() for word in _words(text)]
    return next((i for i, word in enumerate(words) if i and (word in _AUXILIARY or word in _VERBS)), None)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.replace("’", "'"))
