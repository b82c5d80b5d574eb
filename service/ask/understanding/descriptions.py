"""Documents that a question describes: the encyclopedia entry, the paper on spillovers, the Kenyan–Norwegian study."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from corpus.bibliography.names import folded
from service.ask.understanding.shelves import Profile, Shelves
from service.words.content import FUNCTION_WORDS

DESCRIBED = 0.85
PARTLY = 0.6
ONLY_ONE = 0.9

KIND = (
    r"(?P<kind>papers?|articles?|stud(?:y|ies)|texts?|documents?|entr(?:y|ies)|books?|chapters?|reports?|essays?"
    r"|briefs?|thes[ie]s|dissertations?"
    r"|publications?|manuscripts?|authors?|researchers?|writers?|handbooks?|conference papers?|reviews?|preprints?"
    r"|files?|pdfs?|bibliograph(?:y|ies)|reference lists?|references|duo|pair|trio|team)"
)
_NO_PART = (
    r"(?!(?:the|this|that|these|those|which|an?|our|of|in|on|by|for|to|from|at|with|is|are|was|were|do|does|did|has"
    r"|have|had|say|says|said|what|who|how"
    r"|why|when|where|or|if|can|could|will|would|it|they|he|she|we|i|you)\b)"
)
_BEFORE = rf"(?P<before>(?:{_NO_PART}[\w'’/&–-]+[ ]){{0,5}}?)"
_LINK = (
    r"(?:on|about|of|dealing with|concerned with|that (?:compares|studies|examines|deals with|looks at|discusses"
    r"|is about)|which (?:compares|studies|examines)"
    r"|comparing|from|in|by|called|titled|entitled)"
)
_AFTER = rf"(?:[ ]{_LINK}[ ](?P<after>[^?,;:]{{3,80}}))?"
_DETERMINER = re.compile(r"\b(?:the|that|this)[ ]", re.IGNORECASE)
_DESCRIPTION = re.compile(rf"{_BEFORE}{KIND}\b{_AFTER}", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(?:the|this|that) (?:paper|article|study|document|text|entry|report|book|chapter|thesis|essay|brief"
    r"|publication|authors?)\b",
    re.IGNORECASE,
)
_OF_A_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|say|says|said|argue\w*|claim\w*|define\w*|mention\w*|report\w*"
    r"|find|finds|found|recommend\w*|see|sees|accepted"
    r"|published|written|submitted|conclude\w*|show\w*|use|uses|used|give|gives|name|names|list|lists|when|what"
    r"|which|who|how|why|where|because|come|comes|licensed|work|works|based|appear\w*|deal|deals|argue|raise\w*"
    r"|and (?:when|who|what|where|how|why|by))\b.*",
    re.IGNORECASE,
)
_PLAIN_WORDS_WORDS = """
    same other another first second third last new recent latest original present current main whole single two
    three four five six several various different many most some scientific academic research empirical previous
    following above year reference references table tables page pages full title journal date doi corresponding
    text author authors paper cited only sixth fourth fifth section
"""
_PLAIN_WORDS = frozenset(_PLAIN_WORDS_WORDS.split())
_TELLING = frozenset(
    {
        "entry",
        "book",
        "chapter",
        "report",
        "essay",
        "brief",
        "thesis",
        "dissertation",
        "handbook",
        "review",
        "manuscript",
        "preprint",
    }
)
_ADJECTIVES = {
    "french": "france", "dutch": "netherlands", "swiss": "switzerland", "spanish": "spain", "turkish": "turkey",
    "british": "britain", "english": "england", "danish": "denmark", "swedish": "sweden", "polish": "poland",
    "finnish": "finland", "greek": "greece", "welsh": "wales", "irish": "ireland", "norwegian": "norway",
    "american": "usa", "chinese": "china", "thai": "thailand", "czech": "czechia", "scottish": "scotland",
    "flemish": "flanders", "peruvian": "peru", "iraqi": "iraq",
}  # fmt: skip
_ENDINGS_WORDS = """
    e s es y ies ed ing er a an ean ian n i ese ish ic ical al ial ia land stan istan any o tion ation ment
    ments ative ist ists ism ity ized ised ization isation c cs
"""
_ENDINGS = frozenset(_ENDINGS_WORDS.split()) | {""}


@dataclass(frozen=True)
class Descriptions:
    """The documents described, with how sure that is and by what; and descriptions that fit nothing held."""

    found: tuple[tuple[Profile, float, str], ...] = ()
    unknown: tuple[str, ...] = ()


def described(text: str, shelves: Shelves) -> Descriptions:
    """The documents that the text describes by a noun for a work and words around it."""
    profiles = shelves.profiles()
    found: list[tuple[Profile, float, str]] = []
    unknown: list[str] = []
    for phrase, words, kind in phrases(text):
        year = year_of(phrase, {profile.year for profile in profiles})
        words = tuple(word for word in words if word != str(year))
        # A document whose year isn't known may be it where something else than the year tells of it.
        of_the_year = [p for p in profiles if year is None or p.year == year or (p.year is None and words)]
        fitting = _fitting(words, kind, of_the_year, shelves) if words or kind else []
        if year is not None and not words and not fitting and len(of_the_year) == 1:
            fitting = [(of_the_year[0], DESCRIBED)]
        found += [(profile, sure, phrase) for profile, sure in fitting]
        # Only by a name that it has nowhere can it be told that the library knows nothing of a work.
        if (
            not fitting
            and any(word[0].isupper() for word in phrase.split())
            and not any(_stands(w, shelves) for w in words)
        ):
            unknown.append(phrase)
    if not found and len(profiles) == 1 and _GENERIC.search(text):
        found.append((profiles[0], ONLY_ONE, "the only document"))
    return Descriptions(tuple(found), tuple(unknown))


def phrases(text: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each description with its telling words and its noun, which tells something where it is no word for any paper."""
    for opening in _DETERMINER.finditer(text):
        match = _DESCRIPTION.match(text, opening.end())
        if match is None:
            continue
        after = _OF_A_SENTENCE.sub("", match["after"] or "").strip()
        if _DETERMINER.match(after) and re.search(rf"\b{KIND}\b", after, re.IGNORECASE):
            after = ""
        words = [*_words(match["before"]), *_words(after)]
        kind = (
            re.sub(r"ies$", "y", folded(match["kind"])).removesuffix("s")
            if match["kind"].lower() != "thesis"
            else "thesis"
        )
        # As it stands in the question, so that it can be found there again.
        phrase = text[match.start() : match.start("after") + len(after) if after else match.end("kind")]
        if words or kind in _TELLING:
            yield phrase, tuple(dict.fromkeys(words)), kind if kind in _TELLING else ""


_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_OF_A_YEAR = re.compile(
    rf"\b(?P<before>{_YEAR}) {KIND}\b|\b{KIND.replace('<kind>', '<noun>')} (?:from|of|in) (?:the year )?"
    rf"(?P<after>{_YEAR})\W*$",
    re.IGNORECASE,
)
_MAY_BE_OF_A_YEAR = re.compile(rf"{_YEAR}(?= )")


def year_of(phrase: str, held: Set[int | None] = frozenset()) -> int | None:
    """The year of publication by which a description tells its work: `2021 paper`, `paper from 2021`; None without.

    A year before other words (`2021 harbour paper`) may be their own, and counts where a document `held` is of it.
    """
    if match := _OF_A_YEAR.search(phrase):
        return int(match["before"] or match["after"])
    first = _MAY_BE_OF_A_YEAR.match(phrase)
    return int(first[0]) if first and int(first[0]) in held else None


def year_alone(text: str) -> int | None:
    """The year by which alone the text tells which document it means: `the 2021 paper`; None where it tells more."""
    years = ((year_of(phrase), words) for phrase, words, _ in phrases(text))
    return next((year for year, words in years if year is not None and set(words) <= {str(year)}), None)


def _words(phrase: str) -> list[str]:
    plain = folded(re.sub(r"['’]s\b", "", phrase)).split()
    return [word for word in plain if word not in FUNCTION_WORDS and word not in _PLAIN_WORDS and len(word) > 1]


def _fitting(
    words: Sequence[str], kind: str, profiles: Sequence[Profile], shelves: Shelves
) -> list[tuple[Profile, float]]:
    """The document, or the two, that the words fit better than any other; none where they fit many alike."""
    matches = {word: _heads(word, shelves) or _text(word, shelves) for word in words}
    if kind:
        matches[kind] = _heads(kind, shelves)
    weights = {word: math.log((len(profiles) + 1) / (len(found) + 0.5)) for word, found in matches.items() if found}
    scores = {
        profile.holding.digest: sum(weights[word] for word in weights if profile.holding.digest in matches[word])
        for profile in profiles
    }
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return []
    leaders = [profile for profile in profiles if scores[profile.holding.digest] >= 0.999 * best]
    if len(leaders) > max(1, len(profiles) // 4) or len(leaders) > MOST_MEANT:
        return []
    met = sum(leaders[0].holding.digest in matches[word] for word in words)
    if words and not met:
        return []
    sure = DESCRIBED if met == len(words) else PARTLY if 2 * met >= len(words) else 0.0
    sure = sure if len(leaders) == 1 else min(sure, PARTLY)
    return [(profile, sure) for profile in leaders] if sure else []


MOST_MEANT = 2
"""Documents that one description may mean before it tells none of them apart."""


def _heads(word: str, shelves: Shelves) -> frozenset[str]:
    """The documents whose title, origin or authors have the word."""
    heads = shelves.heads()
    # The very word tells more than one of its kin: there may be a paper on each.
    exact = heads.get(word, frozenset()) | heads.get(f"{word}s", frozenset())
    if exact:
        return exact
    wanted = _ADJECTIVES.get(word, word)
    kin = (heads[other] for other in sorted(heads) if akin(wanted, other) or akin(word, other))
    return frozenset().union(*kin)


def _text(word: str, shelves: Shelves) -> frozenset[str]:
    """The document that nearly alone speaks of it."""
    written = _stem(_ADJECTIVES.get(word, word))
    counts = shelves.library.passages_with(written) or shelves.library.passages_with(written.replace("ae", "e"))
    total = sum(counts.values())
    return frozenset(digest for digest, count in counts.items() if count >= MAINLY * total)


MAINLY = 0.7
"""The share of the passages with a word that makes it one document's own."""


def _stands(word: str, shelves: Shelves) -> bool:
    return bool(shelves.library.passages_with(_stem(_ADJECTIVES.get(word, word)))) or shelves.library.mentions(word)


def _stem(word: str) -> str:
    """The head of a word, short enough to find the noun of an adjective: Uzbek, Uzbekistan."""
    for ending in ("ian", "ean", "ese", "ish", "an", "i", "ic", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_HEAD:
            return word.removesuffix(ending)
    return word


SHORTEST_HEAD = 4
"""Letters that two words must begin with together to be forms of one."""


def akin(one: str, two: str) -> bool:
    """Whether two folded words are the same but for an ending: Kenyan, Kenya; measure, measurement."""
    if one == two:
        return True
    if one[:SHORTEST_HEAD] != two[:SHORTEST_HEAD]:
        return False
    common = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        common += 1
    return common >= SHORTEST_HEAD and one[common:] in _ENDINGS and two[common:] in _ENDINGS
