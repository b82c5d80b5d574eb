"""Verbatim: a claim that stands word for word in a passage, as a sentence of it or as the beginning of one.

What a source says in the same words it says, however a judge weighs them: no figure, name or denial can differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.verify.evidence import Judged
from service.verify.gates.function_words import SPEECH
from service.verify.gates.word_list import listed
from service.verify.judge import Stances

LEAST_WORDS = 5
"""Fewer words may stand anywhere by chance."""

AS_SAID = 0.97
"""How surely a passage that has a claim word for word speaks for it."""

SPEAKER_WITHIN = 4
"""Words behind the comma among which somebody may be told to have said it, so that the text doesn't say it itself."""

STEP = "The claim stands there word for word."

_TOKEN = re.compile(r"(?<!\w)[-−](?=\d)|\d+(?:[.,]\d+)*|\w+(?:['’‘-]\w+)*|[%‰°$€£¥<>=≤≥±×+]")
_NUMBERED = re.compile(r"\s*\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")
_BRACKETS = re.compile(r"\s*\(([^()]{1,200})\)")
_YEAR = re.compile(r",?\s*\b(?:1[5-9]|20)\d\d[a-z]?(?:\s*[,:]\s*(?:pp?\.\s*)?\d[\d–-]*)?\s*$")
_YEAR_ALONE = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_SENTENCE_END = re.compile(r"[\s\"'”’»)\]]*(?:[.!…](?=[\s\"'”’»)\]]|$)|$)")
_CUT = re.compile(r"\s*[,;:]\s")
_ASKED = re.compile(r"[^.!?]*\?")
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?…][\"'”’»)\]]*\s)[\s\"'“‘«(\[]*$")
_IN_NAMES = listed("and et al de la van der den von du di le see cf e.g eg")
_NO_AUTHORS = listed("""
    in from between since until before after during about around by january february march april may june july august
    september october november december
""")
_LIMITS = listed("""
    if unless or except but though although provided providing only until till when whenever where wherever save nor not
    however yet as so without excepting excluding while whereas than
""")
_SPEAKERS = SPEECH | listed("according supposedly allegedly wrongly critics opponents quotes quoted")


def with_words_found(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces; those that have the claim word for word speak for it, surely."""
    return tuple(_weighed(piece) if _has(claim, piece) else piece for piece in pieces)


def _has(claim: str, piece: Judged) -> bool:
    return piece.candidate.hit.held.passage.kind == "sentence" and stands_in(claim, piece.candidate.text.text)


def _weighed(piece: Judged) -> Judged:
    rest = round((1 - AS_SAID) / 2, 4)
    stances = Stances(AS_SAID, rest, round(1 - AS_SAID - rest, 4), (STEP,))
    return replace(piece, stances=stances, is_verbatim=True)


def stands_in(claim: str, text: str) -> bool:
    """Whether the claim is a sentence of the text, or its beginning up to a comma, semicolon or colon.

    Case, punctuation and callouts of citations are set aside. A beginning that what follows limits (`, if …`), or puts
    into somebody's mouth (`, said …`), isn't said by itself.
    """
    bare = _without_callouts(claim, keeps_years=True)
    plain = _without_callouts(text, keeps_years=False)
    tries = ((claim, text), (claim, plain), (bare, text), (bare, plain))
    return any(_stands(one, other) for one, other in dict.fromkeys(tries))


def _stands(claim: str, text: str) -> bool:
    wanted = [_plain(match.group()) for match in _TOKEN.finditer(claim)]
    found = list(_TOKEN.finditer(text))
    given = [_plain(match.group()) for match in found]
    if len(wanted) < LEAST_WORDS:
        return False
    return any(
        _is_whole(text, found[start].start(), found[start + len(wanted) - 1].end()) for start in _places(wanted, given)
    )


def _places(wanted: Sequence[str], given: Sequence[str]) -> Iterator[int]:
    size = len(wanted)
    for start in range(len(given) - size + 1):
        if given[start] == wanted[0] and given[start : start + size] == list(wanted):
            yield start


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a run opens a sentence that isn't asked, and ends it or may be cut off there."""
    if not _BEFORE_SENTENCE.search(text[:start]) or _ASKED.match(text, end):
        return False
    if _SENTENCE_END.match(text, end):
        return True
    cut = _CUT.match(text, end)
    if cut is None:
        return False
    behind = [match.group().casefold() for match in _TOKEN.finditer(text, cut.end(), cut.end() + LONGEST_LOOK)]
    return bool(behind) and behind[0] not in _LIMITS and not _SPEAKERS & set(behind[:SPEAKER_WITHIN])


LONGEST_LOOK = 80
"""Characters behind a cut that are read: the first few words of what follows."""


def _without_callouts(text: str, *, keeps_years: bool) -> str:
    """The text without `[3]` and `(Hall, 1990)`, and without `(1990)` behind a name unless years are kept."""

    def left(match: re.Match[str]) -> str:
        if _YEAR_ALONE.fullmatch(match[1].strip()):
            return match.group() if keeps_years or not _follows_a_name(text[: match.start()]) else ""
        return "" if all(map(_is_credit, match[1].split(";"))) else match.group()

    return _BRACKETS.sub(left, _NUMBERED.sub("", text))


def _follows_a_name(before: str) -> bool:
    last = before.split()[-1:]
    return bool(last) and (last[0] == "al." or last[0][0].isupper())


def _is_credit(part: str) -> bool:
    """Whether it is names and a year: `Hall & Moe, 1990`, `see Hall et al. 1990, p. 4`."""
    year = _YEAR.search(part)
    names = re.findall(r"[^\W\d_][\w.'’-]*", part[: year.start()]) if year else []
    told = [word for word in names if word.lower().rstrip(".") not in _IN_NAMES]
    return bool(told) and all(word[0].isupper() and word.lower() not in _NO_AUTHORS for word in told)


def _plain(token: str) -> str:
    return token.casefold().replace("’", "'").replace("‘", "'").replace("−", "-")
