"""Said of: whom a passage says of what a claim says of a name.

`Weber first proposed it` speaks for no claim that Marshall did, though it has every other word of it. Names are
compared only where they stand in one place: beside the same word, or as those by whom something is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.bibliography.names import folded, folded_families
from service.verify.clauses_of_names import told_of_another
from service.verify.evidence import Judged
from service.verify.gates.names import is_met
from service.verify.gates.opposites import are_alike
from service.verify.gates.reading import Reading, Word, reading
from service.verify.gates.word_list import listed
from service.verify.judge import Stances
from service.verify.names_known import Name, known_names, names_in

OF_ANOTHER = 0.75
"""How surely a passage speaks against a claim that has another name in the place of its own, all else being alike."""

LEAST_SHARED = 0.7
"""The least share of the claim's other words that such a passage has."""

LEAST_WORDS = 2
"""The least number of them for a passage not to be for the claim."""

LEAST_AGAINST = 3
"""The same for it to be against the claim: of little that is said, two names may each have it."""

FIRST_WORDS = 4
"""A pronoun further on in a sentence is likelier to mean somebody whom the sentence itself names."""

_OPENING = listed("in at of from to for with near among during by on after before")
"""A sentence that opens with one of these may name its subject only behind a place or a time."""

LATER_WORDS = 9
"""So far into such a sentence its subject may stand."""

_AGENT = listed("by was is were are")
_PERSONS = listed("he she his her him")
_SUBJECTS = listed("they he she")
_PRONOUNS = _PERSONS | listed("they their them this it its these who")
_PLACES = listed("in at of from to for with near")


def with_names_bound(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces, those not for the claim that say it of another name than it does.

    They speak against it where they have its figures too, and no other passage says it of the claim's own name: two
    may have done the same.
    """
    sentences = [piece for piece in pieces if piece.candidate.hit.held.passage.kind == "sentence"]
    texts = [piece.candidate.text for piece in sentences]
    known = known_names(part for text in texts for part in (text.before, text.text, text.after))
    said = reading(claim)
    told = {id(piece): _told(said, piece, known) for piece in sentences}
    of_own = any(not told[id(piece)] and _says_it(said, piece, known) for piece in sentences)
    return tuple(
        _weighed(piece, told[id(piece)], not of_own and _is_all_there(said, piece)) if told.get(id(piece)) else piece
        for piece in pieces
    )


def _is_all_there(claim: Reading, piece: Judged) -> bool:
    """Whether the passage has enough of the claim to be against it, and all of its figures."""
    text = reading(piece.candidate.text.text)
    shared = [word for word in claim.carrying if _is_said(word, text)]
    figures = [word for word in claim.carrying if word.lower[0].isdigit()]
    return len(shared) >= LEAST_AGAINST and all(word in shared for word in figures)


def _weighed(piece: Judged, reason: str, is_against: bool) -> Judged:
    if not is_against:
        stances = Stances(0.0, 0.0, 1.0, (reason, *piece.stances.steps))
    else:
        rest = round((1 - OF_ANOTHER) / 2, 4)
        conflicts = (reason, *piece.stances.conflicts)
        stances = Stances(rest, OF_ANOTHER, rest, (reason, *piece.stances.steps), conflicts)
    return replace(piece, stances=stances)


def _told(claim: Reading, piece: Judged, known: frozenset[str]) -> str:
    """Of whom the passage says what the claim says of another, in a sentence; empty where it doesn't."""
    text = reading(piece.candidate.text.text)
    own = names_in(claim, known)
    given = names_in(text, known)
    moved = told_of_another(claim, own, text, given)
    if moved:
        return _said(*moved)
    for name in own:
        if _is_around(name, piece, text) or not _has_the_rest(claim, name, text):
            continue
        other = next((one for one in given if not _any_met(one, claim) and _stands_alike(name, one)), None)
        other = other or _meant(name, text, piece, known)
        if other is not None:
            return _said(name, other)
    return ""


def _said(own: Name, other: Name) -> str:
    return f"The claim says it of {own.text}, the text of {other.text}."


def _is_around(name: Name, piece: Judged, text: Reading) -> bool:
    """Whether the passage names it, or speaks of it by a pronoun or as its own work's author."""
    beside, authors = piece.candidate.text, folded_families(piece.candidate.hit.held.document.record.get("author"))
    if _any_met(name, text) or any(folded(word) in authors for word in name.text.split()):
        return True
    if not any(word.lower in _PRONOUNS for word in text.words[:FIRST_WORDS]):
        return _has_a_late_subject(text)
    return any(_any_met(name, reading(part)) for part in (beside.before, beside.section))


def _has_a_late_subject(text: Reading) -> bool:
    """Whether `in such a place they` opens it: whom the pronoun means stands outside, so it may be the claim's own."""
    opening = text.words[:1] and text.words[0].lower in _OPENING
    return bool(opening) and any(word.lower in _SUBJECTS for word in text.words[FIRST_WORDS:LATER_WORDS])


def _any_met(name: Name, read: Reading) -> bool:
    return any(is_met(word, read) for word in name.words)


def _has_the_rest(claim: Reading, name: Name, text: Reading) -> bool:
    """Whether the text has nearly all else that the claim says, its figures aside."""
    places = {word.place for word in name.words}
    rest = [word for word in claim.carrying if word.place not in places and not word.lower[0].isdigit()]
    shared = [word for word in rest if _is_said(word, text)]
    return len(shared) >= LEAST_WORDS and len(shared) >= LEAST_SHARED * len(rest)


def _is_said(word: Word, text: Reading) -> bool:
    return word.root in text.roots or any(are_alike(word.stem, other.stem) for other in text.carrying)


def _stands_alike(name: Name, other: Name) -> bool:
    """Whether both stand beside the same word, or the one at the head of its sentence where the other is the agent."""
    beside = {word.root for word in (*other.before, *other.after)}
    nearest = {word.root for word in (*name.before[-1:], *name.after[:1])}
    return bool(nearest & beside) or (not name.words[0].place and other.opened_by in _AGENT)


def _meant(name: Name, text: Reading, piece: Judged, known: frozenset[str]) -> Name | None:
    """Whom a sentence that opens with `he` or `his` is about: the first whom the sentence before it names."""
    if name.words[0].place or not any(word.lower in _PERSONS for word in text.words[:2]):
        return None
    people = names_in(reading(piece.candidate.text.before), known)
    return next((one for one in people if one.opened_by not in _PLACES), None)


def _says_it(claim: Reading, piece: Judged, known: frozenset[str]) -> bool:
    """Whether the passage says it of the claim's own names."""
    text = reading(piece.candidate.text.text)
    own = names_in(claim, known)
    return bool(own) and all(_is_around(name, piece, text) and _has_the_rest(claim, name, text) for name in own)
