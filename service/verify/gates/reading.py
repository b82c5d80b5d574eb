"""A text read once for all gates: its words with their stems, clauses, and whether a negation reaches them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from service.verify.gates.function_words import GLUE, NEGATORS
from service.verify.gates.word_list import listed
from service.words.stems import stem

REACH = 6
"""How many words behind a negator it is taken to reach, within its clause (NegEx, Chapman et al. 2001: about six)."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:[\w]|(?<=\w)[-–](?=\w)|(?<=\w)['’](?=\w))*")
_CLAUSE = re.compile(
    r"[;:—()\[\]]|,\s|\b(?:but|whereas|while|although|though|however|yet(?!\s+to\b)|except)\b", re.IGNORECASE
)
_YET_TO = re.compile(r"yet\s+to\b", re.IGNORECASE)
_ONLY = re.compile(r"\s+(?:only|merely|just|simply|solely)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"\s*(?:$|[.,;:!?)])|\s+(?:in|on|at|by|for|from|with|because|since|when|where|while|after|before|and|as|during)\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\s+(?:un(?!til\b|der|it|i[oqv])\w{4,}|im(?:possible|plausible|probable)|in(?:significant|frequent|considerable)"
    r"|ir(?:relevant)|rare\b)",
    re.IGNORECASE,
)
"""What denies itself, so that a negator before it denies no more than that: `not uncommon`, `not impossible`."""
_DERIVED = re.compile(
    r"(?:isation|ization|ation|ition|ution|ction|sion|tion|ment|ness|ance|ence|ancy|ency|able|ible|ical|ially|ally|ously"
    r"|ively|ity|ive|ous|ful|less|ism|ist|ial|al|ic|ly|er|or|ary|y)$"
)
_LEAST_ROOT = 4


@dataclass(frozen=True)
class Word:
    """A word: as written, lower-cased, its stem and root, its place, its clause, and whether it is denied.

    `carries` says that it is no function word; `start` is its offset in the text.
    """

    text: str
    lower: str
    stem: str
    root: str
    place: int
    clause: int
    start: int
    carries: bool
    denied: bool


@dataclass(frozen=True)
class Reading:
    """A text and its words."""

    text: str
    words: tuple[Word, ...]
    carrying: tuple[Word, ...]
    stems: frozenset[str]
    roots: frozenset[str]


@lru_cache(maxsize=8192)
def reading(text: str) -> Reading:
    """The text read for the gates."""
    breaks = [match.start() for match in _CLAUSE.finditer(text)]
    words: list[Word] = []
    clause, reach, begin, denier = 0, 0, 0, ""
    for match in _WORD.finditer(text):
        while breaks and breaks[0] <= match.start():
            breaks.pop(0)
            clause, reach = clause + 1, 0
        lower = match.group().lower().replace("’", "'")
        negates = is_negator(text, match.start(), lower) and not _ends_its_clause(text, match, lower)
        plain = lower.removesuffix("'s")
        shouted = len(plain) > 1 and match.group().isupper()
        carries = not negates and (shouted or plain not in GLUE)
        base = stem(plain)
        words.append(
            Word(match.group(), plain, base, root(base), len(words), clause, match.start(), carries, reach > 0)
        )
        if negates and reach > 0 and denier not in _LACKING and lower in _LACKING:
            begin, reach = _affirmed(words, begin), 0
        elif negates:
            begin, reach, denier = len(words), _reach(text, match.end()), lower
        elif reach and denier in _LACKING and _GOES_ON.match(text, match.start()):
            reach = 0
        else:
            reach = reach - 1 if carries or reach == 1 else reach
    kept = tuple(words)
    carrying = tuple(word for word in kept if word.carries)
    return Reading(
        text, kept, carrying, frozenset(word.stem for word in carrying), frozenset(word.root for word in carrying)
    )


_LACKING = listed("""
    without lack lacks lacked lacking absence absent deny denies denied fail fails failed failing refuse refuses refused
    reject rejects rejected prevent prevents prevented unable incapable unlikely
""")
"""Negators that take back what one of another kind denies before them: `no mill works without`."""


def _affirmed(words: list[Word], begin: int) -> int:
    """Take back that the words from `begin` on are denied: `no mill works without` says that they do, with it."""
    words[begin:] = [replace(word, denied=False) for word in words[begin:]]
    return len(words)


def _reach(text: str, end: int) -> int:
    """How far a negator that ends there reaches: `not only` denies no more than that it is all."""
    return 1 if _ONLY.match(text, end) or _UNDONE.match(text, end) else REACH


def is_negator(text: str, start: int, lower: str) -> bool:
    """Whether the word at `start`, in lower case, denies what follows it; `yet` does where `to` follows it.

    `Not only A but B` says both, and `none the less` takes nothing back.
    """
    if lower in _IDIOMS and _IDIOMS[lower].match(text, start + len(lower)):
        return False
    return lower in NEGATORS or lower.endswith("n't") or (lower == "yet" and bool(_YET_TO.match(text, start)))


def _ends_its_clause(text: str, match: re.Match[str], lower: str) -> bool:
    """Whether a word of failing ends its clause, or says when and why: nothing is left for it to deny."""
    return lower in _IDLE_AT_END and _CLAUSE_END.match(text, match.end()) is not None


_IDLE_AT_END = listed("fail fails failed failing failure instead refuse refuses refused")
_IDIOMS = {
    "not": re.compile(r"\s+(?:only|merely|just|simply|solely)\b[^.;!?]*?\bbut\b", re.IGNORECASE),
    "none": re.compile(r"\s+the\s+(?:less|worse|better|wiser|poorer|richer)\b|theless", re.IGNORECASE),
}
"""What follows where the two words deny nothing: `not only … but`, `none the less`."""

_GOES_ON = re.compile(r"and\s+(?:was|were|is|are|has|have|had|did|does|do|will|would|can|could)\b", re.IGNORECASE)
"""Behind these words a sentence goes on with another verb, which `refused to` doesn't reach."""


@lru_cache(maxsize=16384)
def root(stemmed: str) -> str:
    """What is left of a stem without the endings that derive one word from another: `reduct`, `reduc`; rough."""
    if len(stemmed) <= _LEAST_ROOT or not stemmed.isalpha():
        return stemmed
    bare = stemmed
    for _ in range(2):
        shorter = _DERIVED.sub("", bare)
        if shorter == bare or len(shorter) < _LEAST_ROOT:
            break
        bare = shorter
    return bare.rstrip("e")[:7]


def near(words: tuple[Word, ...], place: int, reach: int) -> tuple[Word, ...]:
    """The carrying words at most `reach` words from the one at `place`, itself left out."""
    return tuple(w for w in words[max(0, place - reach) : place + reach + 1] if w.carries and w.place != place)
