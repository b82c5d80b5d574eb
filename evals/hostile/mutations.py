"""Small harm to a file: bytes, lines and tokens changed, by a generator of random numbers that is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

LONGEST = 80_000
"""Bytes; what grows beyond is cut there, so that a slow reading is the reader's fault and not the size's."""

_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_WORD = re.compile(rb"[A-Za-z]{2,}")
_NUMBERS = (
    b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"1e308", b"-0.000001", b"nan", b"007",
    b"3.4028236e38", b"4294967295",
)  # fmt: skip
_CHARACTERS = (
    "\x00", "\t", "\r", "\f", "\v", "\x1b[31m", "\x85", "\xa0", "\u00ad", "\u200b", "\u2028", "\u202e", "\u0301" * 40,
    "\ufeff", "\ufffd", "²", "٣", "Ⅳ", "①", "½", "İ", "ß", "ǆ", "ﬁ", "\U0001f469\u200d\U0001f52c", "\U0001d7d8",
    "\ud800",    "“", "”", "„", "«", "‹", "…", "–", "−", "﹪", "\u3000", "\ue000", "\U000e0041",
)  # fmt: skip
_MARKS = (
    "[", "]", "(", ")", "{", "}", "<", ">", "|", "|---|---|", "\t", "\n\n", ". ", "; ", "et al. ", " (", "[1]",
    "[1-99999]", "[1,2–4]",
    "(Smith, 2001; ", "Table 1. ", "Table 9999999999999: ", "References\n", "# ",
    "doi:10.1000/", "https://", "1.1.1.1 ", "pp. 1-", "&amp;", "<sup>1</sup>",
    "^{2}", "\\", "%", "$", "“", '"', "'", "*", "_",
    "`", "```\n", "---\n", "    ", "> ", "- ", "1. ", "ibid.", "n.d.", "0,5 %", "1.000.000,5", "10^6", "=", "+", "±",
)  # fmt: skip

Mutation = Callable[[bytes, bytes, Random], bytes]
"""From a file's bytes, another file of its kind to borrow from, and random numbers."""


def _place(data: bytes, random: Random) -> int:
    return random.randrange(len(data) + 1)


def _stretch(data: bytes, random: Random) -> tuple[int, int]:
    start = _place(data, random)
    return start, min(len(data), start + int(2 ** random.uniform(0, 12)))


def flipped(data: bytes, other: bytes, random: Random) -> bytes:
    """Some bytes become others."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 16) if data else 0):
        changed[random.randrange(len(data))] = random.randrange(256)
    return bytes(changed)


def truncated(data: bytes, other: bytes, random: Random) -> bytes:
    """Cut off, at either end."""
    place = _place(data, random)
    return data[:place] if random.random() < 0.7 else data[place:]


def without(data: bytes, other: bytes, random: Random) -> bytes:
    """A stretch is taken out."""
    start, end = _stretch(data, random)
    return data[:start] + data[end:]


def repeated(data: bytes, other: bytes, random: Random) -> bytes:
    """A stretch stands several times, or very many."""
    start, end = _stretch(data, random)
    times = int(2 ** random.uniform(1, 14))
    piece = data[start:end]
    most = max(1, (LONGEST - len(data)) // max(1, len(piece)))
    return data[:end] + piece * min(times, most) + data[end:]


def spliced(data: bytes, other: bytes, random: Random) -> bytes:
    """The beginning of one file and the end of another."""
    return data[: _place(data, random)] + other[_place(other, random) :]


def borrowed(data: bytes, other: bytes, random: Random) -> bytes:
    """A stretch of another file stands in this one."""
    start, end = _stretch(other, random)
    place = _place(data, random)
    return data[:place] + other[start:end] + data[place:]


def renumbered(data: bytes, other: bytes, random: Random) -> bytes:
    """A few of its numbers become awkward ones."""
    return _substituted(_NUMBER, data, random, lambda _: random.choice(_NUMBERS))


def reworded(data: bytes, other: bytes, random: Random) -> bytes:
    """A few words become other words of either file."""
    words = _WORD.findall(data[:LONGEST]) + _WORD.findall(other[:LONGEST])
    return _substituted(_WORD, data, random, lambda old: random.choice(words or [old]))


def marked(data: bytes, other: bytes, random: Random) -> bytes:
    """Characters and marks that parsers give a meaning to are strewn in, single or in runs."""
    changed = data
    for _ in range(random.randint(1, 6)):
        mark = random.choice(_CHARACTERS if random.random() < 0.4 else _MARKS)
        run = mark.encode("utf-8", "surrogatepass") * random.choice((1, 1, 1, 2, 3, 50, 3000))
        place = _place(changed, random)
        changed = changed[:place] + run + changed[place:]
    return changed


def relined(data: bytes, other: bytes, random: Random) -> bytes:
    """Lines change places, stand twice, are joined, or come from the other file."""
    lines, others = data.split(b"\n"), other.split(b"\n")
    for _ in range(random.randint(1, 8)):
        place, source = random.randrange(len(lines)), random.randrange(len(lines))
        act = random.randrange(4)
        if act == 0:
            lines[place], lines[source] = lines[source], lines[place]
        elif act == 1:
            lines.insert(place, lines[source])
        elif act == 2:
            lines.insert(place, random.choice(others))
        else:
            lines[place] += lines.pop(source) if len(lines) > 1 and source > place else b" "
    return b"\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    flipped, truncated, without, repeated, spliced, borrowed, renumbered, reworded, marked, marked, relined, relined,
)  # fmt: skip
"""Those that know nothing of a format; the likelier ones stand twice."""


def mutated(data: bytes, other: bytes, random: Random, mutations: Sequence[Mutation] = MUTATIONS) -> bytes:
    """The file after one to four mutations."""
    for _ in range(random.randint(1, 4)):
        data = random.choice(mutations)(data, other, random)[:LONGEST]
    return data


def _substituted(what: re.Pattern[bytes], data: bytes, random: Random, by: Callable[[bytes], bytes]) -> bytes:
    found = list(what.finditer(data))
    for match in sorted(random.sample(found, min(len(found), random.randint(1, 5))), key=lambda m: -m.start()):
        data = data[: match.start()] + by(match.group()) + data[match.end() :]
    return data
