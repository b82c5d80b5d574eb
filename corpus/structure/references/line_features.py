"""What each line of a reference list looks like, as features for a sequence model that finds where entries begin.

Councill, Giles & Kan (2008), "ParsCit", and Lopez (2009), "GROBID", cut lists by the look of lines in this way; here
features of the whole list (its labels, its indents, its order) stand beside those of each line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.bibliography.names import UPPER
from corpus.structure.references.labels import YEAR, reads_like_entry
from corpus.structure.references.lines import DASHES, LABEL, NAME, SUBLABEL, ListLine

DATED = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|arXiv|[a-z]{2}/\d{7}|in press|submitted|forthcoming|n\.\s?d\.", re.IGNORECASE
)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ENDING = re.compile(
    r"(?P<pages>\d[-–]\s?\d+\.?$)|(?P<link>(?:https?:|www\.|doi|10\.\d{4}/)\S*$)|(?P<year>\d{4}[a-z]?\)?[.;]?$)"
)
_INITIAL_AT_END = re.compile(rf"(?:^|[\s.-])[{UPPER}]\.,?$")
_GOES_ON = re.compile(r"(?:[,&:/]|\b(?:and|und|et|of|in|the|for|on|a|y|и|[Ee]ds?\.|[Vv]ol\.|pp?\.|no\.))$")
_OPENERS = re.compile(
    r"(?P<link>https?:|www\.|doi\b|DOI\b|arXiv|Retrieved|Available|URL)|(?P<inside>[Ii]n:?\s|//\s)"
    r"|(?P<locator>(?:pp?|[Vv]ol|[Nn]o|[Ee]ds?|[Ss]er|[Cc]h|т|с|вып|№)\b)|(?P<conjunction>(?:and|und|et|y|и|ve|&)\s)"
)
_HEADING = re.compile(r"(?:references|bibliography|literature|notes|acknowledg|figure|table|appendix)\b", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class _List:
    """What holds for the whole list."""

    label: str
    labelled: str
    indented: bool
    least_indent: int
    parted: str
    width: float
    wrapped: bool
    alphabetical: bool


def features(lines: Sequence[ListLine]) -> list[list[str]]:
    """The features of each line, those of its neighbours and of the whole list among them."""
    labels = [_label(line.text) for line in lines]
    whole = _list(lines, labels)
    chains = _chained(labels)
    own = [list(_own(line, label, chain, whole)) for line, label, chain in zip(lines, labels, chains, strict=True)]
    orders = _ordered(lines, whole)
    return [
        [
            *own[at],
            *_between(lines, at, whole),
            *_next(own, at),
            f"order={orders[at]}",
            *_pairs(own[at], lines, at, whole),
        ]
        for at in range(len(lines))
    ]


def _label(text: str) -> tuple[str, int]:
    """The kind of number or key that a line opens with, and the number (-1 for none)."""
    match = LABEL.match(text)
    if match is None:
        return "none", -1
    number = _LAST_NUMBER.search(match[0])
    return match.lastgroup or "none", int(number[0]) if number else -1


def _list(lines: Sequence[ListLine], labels: Sequence[tuple[str, int]]) -> _List:
    whole = [index for index, line in enumerate(lines) if not line.inline]
    kinds = Counter(labels[index][0] for index in whole if labels[index][0] != "none")
    label, count = max(kinds.items(), key=lambda item: (item[1], item[0])) if kinds else ("none", 0)
    lengths = sorted(len(lines[index].text) for index in whole)
    indents = [lines[index].indent for index in whole]
    apart = sum(lines[index].apart for index in whole) / max(1, len(whole))
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    openings = [lines[i].text[0].casefold()[:1] for i in whole if NAME.match(lines[i].text)]
    rises = sum(a <= b for a, b in pairwise(openings))
    return _List(
        label=label if count >= max(2, 0.05 * len(whole)) else "none",
        labelled=_share(count / max(1, len(whole))),
        indented=len(set(indents)) > 1,
        least_indent=min(indents, default=0),
        parted=_share(apart),
        width=float(width),
        wrapped=bool(lengths) and median(lengths) > 0.75 * width and width < 140,
        alphabetical=len(openings) > 3 and rises > 0.6 * (len(openings) - 1),
    )


def _share(part: float) -> str:
    return (
        "none" if part < 0.03 else "few" if part < 0.2 else "some" if part < 0.45 else "most" if part < 0.8 else "all"
    )


def _chained(labels: Sequence[tuple[str, int]]) -> list[str]:
    """Whether each line's number is a link of the longest chain that counts on, and how long that chain is."""
    chain = set(counting_chain(labels))
    strength = "-" if len(chain) < 2 else "short" if len(chain) < 4 else "long"
    return [f"{strength}{int(index in chain)}" for index in range(len(labels))]


def counting_chain(labels: Sequence[tuple[str, int]]) -> list[int]:
    """The places of the numbers, all of one kind, that make the best chain 1, 2, 3 …; a gap or a new start costs."""
    kinds = sorted({kind for kind, number in labels if number >= 0})
    chains = (_chain([(at, number) for at, (k, number) in enumerate(labels) if k == kind]) for kind in kinds)
    return max(chains, key=lambda found: (found[0], -len(found[1])), default=(0.0, []))[1]


def _chain(numbers: Sequence[tuple[int, int]]) -> tuple[float, list[int]]:
    """The best chain's worth, and its places: by dynamic programming over the last place of each number."""
    worth: list[float] = []
    before: list[int] = []
    best_of: dict[int, int] = {}
    best = -1
    for index, (_, number) in enumerate(numbers):
        links = [
            (worth[best_of[number - gap]] + 1.5 - 0.5 * gap, best_of[number - gap])
            for gap in (1, 2, 3)
            if number - gap in best_of
        ]
        if best >= 0 and number == 1:
            links.append((worth[best] - 2.0, best))
        value, link = max([*links, (1.0 if number <= 1 else 0.5, -1)])
        worth.append(value)
        before.append(link)
        if number not in best_of or value >= worth[best_of[number]]:
            best_of[number] = index
        best = index if best < 0 or value > worth[best] else best
    places: list[int] = []
    at = best
    while at >= 0:
        places.append(numbers[at][0])
        at = before[at]
    return (worth[best] if best >= 0 else 0.0), places[::-1]


def _ordered(lines: Sequence[ListLine], whole: _List) -> list[str]:
    """How the first letter of each line that opens with a name stands to the last such line's."""
    if not whole.alphabetical:
        return ["-"] * len(lines)
    last = ""
    found = []
    for line in lines:
        letter = line.text[0].casefold()[:1]
        named = NAME.match(line.text) is not None
        found.append(_step(last, letter) + ("n" if named else ""))
        if named and (not last or 0 <= ord(letter) - ord(last) <= 2):
            last = letter
    return found


def _step(last: str, letter: str) -> str:
    if not last or not letter.isalpha():
        return "?"
    step = ord(letter) - ord(last)
    return "same" if step == 0 else "next" if 0 < step <= 2 else "later" if step > 0 else "back"


def _own(line: ListLine, label: tuple[str, int], chain: str, whole: _List) -> Iterator[str]:
    text = line.text
    kind = label[0]
    match = LABEL.match(text)
    words = text[match.end() :].lstrip(" .:") if match else text
    yield "bias"
    yield f"label={kind}"
    yield f"label={kind}|list={whole.label}|{chain}"
    yield f"usual={kind == whole.label}|{whole.labelled}|{chain}"
    for place, token in zip(range(3), _TOKEN.finditer(words[:60]), strict=False):
        yield f"t{place}={_shape(token[0])}"
    name = NAME.match(words)
    yield f"name={name.lastgroup if name else '-'}"
    if SUBLABEL.match(text):
        yield "sublabel"
    if DASHES.match(text):
        yield "dashes"
    year = YEAR.search(words)
    yield f"year={'-' if not year else 'near' if year.start() < 60 else 'far'}"
    opener = _OPENERS.match(words)
    if opener:
        yield f"opens={opener.lastgroup}"
    if _HEADING.match(text):
        yield "heading"
    yield f"dated={DATED.search(text) is not None}"
    yield f"inline={line.inline}"
    yield f"apart={line.apart}|{whole.parted}"
    yield f"indent={_indent(line, whole)}"
    yield f"length={min(6, len(text) // 15)}"
    yield f"only={len(words) < 3}"
    yield f"rule={reads_like_entry(text)}"


def _indent(line: ListLine, whole: _List) -> str:
    if not whole.indented or line.inline:
        return "-"
    return "flush" if line.indent <= whole.least_indent else "in"


def _shape(token: str) -> str:
    if token.isdigit():
        return f"d{min(5, len(token))}"
    if not token[0].isalpha():
        return token
    if token.islower():
        return "a" if len(token) > 3 else "a" + token
    if token.isupper():
        return f"A{min(4, len(token))}"
    return "Aa" if token[0].isupper() else "aA"


def _between(lines: Sequence[ListLine], at: int, whole: _List) -> Iterator[str]:
    """How the line before ends."""
    if at == 0:
        yield "first"
        return
    before = lines[at - 1]
    text = before.text.rstrip()
    ending = _ENDING.search(text[-60:])
    yield f"end={text[-1:] if not text[-1:].isalnum() else 'd' if text[-1:].isdigit() else 'a'}"
    yield f"ending={ending.lastgroup if ending else '-'}"
    if _INITIAL_AT_END.search(text[-8:]):
        yield "end=initial"
    if _GOES_ON.search(text[-8:]):
        yield "end=goes on"
    year = YEAR.search(text)
    further = at > 1 and YEAR.search(lines[at - 2].text) is not None
    yield f"years={'-' if not year else 'near' if year.start() < 60 else 'far'}{further}"
    yield f"short={_short(lines, at - 1, whole)}"
    yield f"end={text[-1:] if not text[-1:].isalnum() else 'w'}|short={_short(lines, at - 1, whole)}"


def _short(lines: Sequence[ListLine], at: int, whole: _List) -> str:
    """How much of the list's width a line fills; nothing follows in its line where a line is not full."""
    if lines[at].inline or (at + 1 < len(lines) and lines[at + 1].inline):
        return "inline"
    filled = len(lines[at].text) / max(1.0, whole.width)
    return ("long" if filled > 1.4 else "full" if filled > 0.85 else "near" if filled > 0.7 else "short") + (
        "w" if whole.wrapped else ""
    )


def _next(own: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    """Of the next line: its label, how it opens, whether it is a name."""
    if at + 1 < len(own):
        for feature in own[at + 1]:
            if feature.startswith(("label=", "name=", "t0=", "year=", "usual=", "indent=")):
                yield f"+{feature}"
    else:
        yield "last"
    if at:
        for feature in own[at - 1]:
            if feature.startswith(("label=", "name=", "year=", "indent=", "only=")):
                yield f"-{feature}"


def _pairs(own: Sequence[str], lines: Sequence[ListLine], at: int, whole: _List) -> Iterator[str]:
    """What tells more together than apart."""
    known = {feature.partition("=")[0]: feature for feature in own}
    end = lines[at - 1].text[-1:] if at else "^"
    end = end if not end.isalnum() else "d" if end.isdigit() else "a"
    yield f"{known['name']}|{end}|{whole.label != 'none'}"
    yield f"{known['name']}|{known['year']}|{whole.label != 'none'}|{whole.labelled}"
    yield f"{known['indent']}|{known['name']}"
    yield f"{known['apart']}|{end}"
    yield f"{known['rule']}|{end}|{known['apart']}|{whole.label != 'none'}"
    if at:
        yield f"{known['name']}|{_short(lines, at - 1, whole)}|{end in '.)]>;'}"
    if lines[at].inline:
        yield f"inline|{known['name']}|{end}|{whole.label != 'none'}"
