"""Amounts in running prose: figures and number words with what they count, and how exactly they are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.verify.gates.measures import measure_at
from service.verify.gates.reading import Reading, reading
from service.verify.gates.word_list import numbered

_ONES = {
    word: float(number)
    for word, number in numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen"
    ).items()
}
_TENS = {
    word: 10.0 * tens for word, tens in numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6,
           "dozen": 12.0, "m": 1e6, "k": 1e3}  # fmt: skip
_WORDS = _ONES | _TENS | {"dozen": 12.0, "hundred": 100.0, "thousand": 1000.0, "million": 1e6, "billion": 1e9}
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1, "thirds": 1 / 3,
              "quarters": 0.25, "fifths": 0.2, "tenths": 0.1, "eighth": 0.125, "sixth": 1 / 6}  # fmt: skip
_TIMES = {
    "double": 2.0, "doubled": 2.0, "doubling": 2.0, "twice": 2.0, "twofold": 2.0, "triple": 3.0, "tripled": 3.0,
    "thrice": 3.0, "threefold": 3.0, "quadrupled": 4.0, "fourfold": 4.0, "tenfold": 10.0, "halved": 0.5,
}  # fmt: skip
_ALTERNATIVES = "|".join(sorted(_WORDS, key=lambda word: (-len(word), word)))
_SCALE_WORDS = "|".join(sorted(_SCALES, key=lambda word: (-len(word), word)))
_FIGURE = re.compile(
    rf"(?<![\w.])(?<!\w-)(?<!\w/)(?P<money>[€$£¥]|US\$)?\s?(?P<number>\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?:\.\d+)?|\d+(?:[.·]\d+)?)"
    rf"(?:\s?(?:-|–|to|and)\s?(?P<second>\d+(?:\.\d+)?)(?=\s?%|\s?per\s?cent))?"
    rf"(?:[\s-]?(?P<scale>{_SCALE_WORDS})\b)?(?P<percent>\s?(?:%|per\s?cent|percent))?",
    re.IGNORECASE,
)
_SPELT = re.compile(
    rf"\b(?P<number>(?:{_ALTERNATIVES})(?:[\s-](?:and\s)?(?:{_ALTERNATIVES}))*)\b(?P<percent>\s(?:per\s?cent|percent))?",
    re.IGNORECASE,
)
# A counted plural (`three quarters`) is a share by itself; `third` and `quarter` only with what they are of.
_PART = re.compile(
    rf"\b(?:(?P<count>a|an|one|two|three|four|{_ALTERNATIVES})[\s-])?(?P<part>{'|'.join(_FRACTIONS)})\b"
    r"(?:(?(count)(?<=s)|(?!))|(?=\s+(?:of|the|as)))"
    r"|\b(?P<half>half)\b|\b(?P<one>(?<![\d.,])\d+|one|two|three|four|five|six|seven|eight|nine)\s"
    r"(?:in(?!\s(?:1[5-9]|20)\d\d\b)|out of)(?: every)?\s"
    r"(?P<of>\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)\b",
    re.IGNORECASE,
)
_FACTOR = re.compile(
    rf"\b(?P<word>{'|'.join(_TIMES)})\b|\b(?P<number>\d+(?:\.\d+)?)[\s-]?(?:fold|times)\b", re.IGNORECASE
)
_MODIFIER = re.compile(
    r"(?P<over>more than|over|above|exceed\w*|at least|upwards? of|in excess of|≥|>"
    r"|minimum of"
    r"|no fewer than|beyond)\s*(?:a|an|the)?\s*$"
    r"|(?P<under>less than|fewer than|under|below|at most|up to|no more than|≤|<|short of|maximum of|within|nearly"
    r"|almost|just under|not quite|barely)\s*(?:a|an|the)?\s*$"
    r"|(?P<about>about|around|roughly|approximately|some|circa|ca\.?|c\.|close to|near|~|≈|or so|an estimated)"
    r"\s*(?:a|an|the)?\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_UNIT_WORDS = re.compile(
    r"[\s-]*(?:(?:of|the|a|an|its|all|per)\s+)*(?P<unit>[^\W\d_][\w-]*)(?:\s+(?P<next>[^\W\d_][\w-]*))?"
)
_LARGE = frozenset(("million", "billion"))
"""Alone, as in the head of a column, these say in what figures are given."""
_ONE = re.compile(r"\b(?:an?|half an?|one|per|every|each)\s+$", re.IGNORECASE)
_MONEY = re.compile(r"\s(?:dollar|euro|pound|franc|yen|rouble|ruble)s?\b", re.IGNORECASE)
_CLOSE, _ABOUT, _NEARLY = 0.005, 0.12, 0.15
_OF_A_PART = 0.03
"""How far what is given as thirds, quarters or fifths may be off: 61 per cent are three fifths."""


@dataclass(frozen=True)
class Amount:
    """An amount as written, its value from `least` to `most`, and what it counts.

    `kind` is `share` (of 100), `factor`, `money`, `count`, or that of its unit of measure, in whose base unit the value
    then is (`length`: metres). `unit` holds the stems of the words after it; `around` those of its clause, by which two
    amounts are taken to be of the same thing.
    """

    text: str
    value: float
    least: float
    most: float
    kind: str
    unit: frozenset[str]
    around: frozenset[str]
    start: int


@lru_cache(maxsize=8192)
def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of a text in their order, years and ordinals left out."""
    read = reading(text)
    found: list[Amount] = []
    taken: list[tuple[int, int]] = []
    for match, value, second, kind in _matches(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        taken.append(match.span())
        found.append(_amount(read, match, value, second, kind))
    return tuple(sorted(found, key=lambda amount: amount.start))


def _matches(text: str) -> list[tuple[re.Match[str], float, float, str]]:
    found: list[tuple[re.Match[str], float, float, str]] = []
    for match in _PART.finditer(text):
        value = _share(match)
        found.append((match, value, value, "share"))
    for match in _FACTOR.finditer(text):
        value = _TIMES[match["word"].lower()] if match["word"] else float(match["number"])
        found.append((match, value, value, "factor"))
    for match in _FIGURE.finditer(text):
        plain = not (match["percent"] or match["money"] or match["scale"])
        if plain and (_YEAR.fullmatch(match["number"]) or re.match(r"st\b|nd\b|rd\b|th\b|s\b", text[match.end() :])):
            continue
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        value = float(re.sub(r"[^\d.]", "", match["number"].replace("·", "."))) * scale
        second = float(match["second"]) if match["second"] else value
        found.append((match, value, second, _kind(match)))
    for match in _SPELT.finditer(text):
        value = _spelt(match["number"])
        is_scale = match["number"].lower() in _LARGE and not _ONE.search(text[: match.start()])
        if value != 1 and not is_scale:
            found.append((match, value, value, "share" if match["percent"] else "count"))
    return found


def _kind(match: re.Match[str]) -> str:
    return "share" if match["percent"] else "money" if match["money"] else "count"


def _share(match: re.Match[str]) -> float:
    if match["half"]:
        return 50.0
    if match["of"]:
        one, of = _plain(match["one"]), _plain(match["of"])
        return 100 * one / of if of else 0.0
    count = match["count"]
    return 100 * _FRACTIONS[match["part"].lower()] * (_ONES.get(count.lower(), 1.0) if count else 1.0)


def _plain(word: str) -> float:
    return float(word) if word.isdigit() else _WORDS.get(word.lower(), 1.0)


def _spelt(words: str) -> float:
    total, part = 0.0, 0.0
    for word in re.split(r"[\s-]", words.lower()):
        if word in _SCALES:
            part = (part or 1.0) * _SCALES[word]
            if _SCALES[word] >= _SCALES["thousand"]:
                total, part = total + part, 0.0
        else:
            part += _WORDS.get(word, 0.0)
    return total + part


def _amount(read: Reading, match: re.Match[str], value: float, second: float, kind: str) -> Amount:
    before = _MODIFIER.search(read.text[max(0, match.start() - 24) : match.start()])
    least, most = _bounds(min(value, second), max(value, second), before, match.group())
    measure = measure_at(read.text, match.end()) if kind == "count" else None
    if measure is not None:
        kind, factor = measure
        value, least, most = value * factor, least * factor, most * factor
    elif kind == "count" and _MONEY.match(read.text, match.end()):
        kind = "money"
    after = _UNIT_WORDS.match(read.text, match.end())
    unit = frozenset(w.stem for w in reading(after.group()).carrying[:2]) if after else frozenset()
    place = next((w for w in read.words if w.start >= match.start()), read.words[-1] if read.words else None)
    around = frozenset(w.stem for w in read.carrying if place and w.clause == place.clause and not w.lower[0].isdigit())
    return Amount(match.group().strip(), value, least, most, kind, unit, around, match.start())


def _bounds(least: float, most: float, before: re.Match[str] | None, text: str) -> tuple[float, float]:
    """How far an amount may be from what it says: a round one and one that is `about` farther than an exact one."""
    if before and before["over"]:
        return least, most * 1.6 if most > 50 else max(most * 2.5, 100.0 if "half" in text.lower() else most)
    if before and before["under"]:
        return least * (1 - _NEARLY), most
    slack = _ABOUT if before else max(_CLOSE, _roundness(text, most))
    return least * (1 - slack), most * (1 + slack)


def _roundness(text: str, value: float) -> float:
    """How far a written amount may be off, as a share of it: half of the last digit that it gives."""
    figure = re.search(r"\d[\d,\u00a0\u202f]*(?:\.(?P<decimals>\d+))?", text)
    if figure is None:
        last = re.split(r"[\s-]", text.lower())[-1]
        return _OF_A_PART if last in _FRACTIONS and last != "half" else 0.02 if value % 1 else 0.0
    if figure["decimals"]:
        return 0.5 * 10.0 ** -len(figure["decimals"]) / max(float(re.sub(r"[^\d.]", "", figure.group())), 1e-9)
    digits = re.sub(r"\D", "", figure.group())
    kept = digits.rstrip("0")
    if not kept:
        return 0.0
    if len(digits) > len(kept):
        return min(0.05, 0.5 / float(kept))
    return 0.5 / float(kept) if len(digits) > 2 else 0.0
