"""The lines of a reference list, and what can be told of each before it is known where the entries begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bibliography.names import UPPER, WORD
from corpus.document import Span

_INITIALS = rf"(?:[{UPPER}][^\W\d_A-Z]?\.[ ]?[-‐‑]?[ ]?){{1,4}}"
_NAME = (
    rf"(?P<initials_first>{_INITIALS}(?:(?:van|von|de|der|den|du|la|le|ten|ter|di|da|el|al)[ ]){{0,2}}{WORD})"
    rf"|(?P<comma_initials>{WORD}(?:[ -]{WORD}){{0,2}},[ ]?(?:{_INITIALS}|[{UPPER}]{{1,3}}\b))"
    rf"|(?P<bare_initials>{WORD}(?:[ -]{WORD})?[ ](?:[{UPPER}]{{1,3}}\b(?![a-zа-яё])|{_INITIALS}))"
    rf"|(?P<comma_given>{WORD}(?:[ -]{WORD})?,[ ]{WORD})"
    rf"|(?P<given_first>(?!The\b|An?\b|In\b|On\b|Proc)"
    rf"{WORD}(?:[ ](?:[{UPPER}]\.|{WORD}))?[ ](?:(?:van|von|de|der|den|di|da)[ ]){{0,2}}"
    rf"{WORD}(?=,|\.|[ ](?:and|&|et|und)[ ]))"
    rf"|(?P<particle>(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]el|[Dd]i|[Dd]a|[Dd]u|[Ll]a|[Ll]e|[Tt]e[nr])[ ](?:\w+[ ])?{WORD})"
)
NAME = re.compile(_NAME)
UNSURE_NAMES = ("comma_given", "given_first", "particle")
"""Forms of names that any two capitalised words have, too."""

LABEL = re.compile(
    r"(?P<square>\[\s?\d{1,4}\s?[a-z]?\])"
    r"|(?P<letters>\[(?=[^\]a-z]|[a-z]*\d)[^\W\d_][\w+&.\-’' ]{0,14}\])|(?P<round>\(\d{1,4}\))"
    rf"|(?P<dot>\d{{1,4}}\.(?!\d))|(?P<paren>\d{{1,4}}\))|(?P<dash>\d{{1,3}}[-–](?=[{UPPER}]))"
    rf"|(?P<plain>\d{{1,4}}(?=[ ][{UPPER}\"“«]|\s*$))|(?P<joined>\d{{1,3}}(?=[{UPPER}][a-z.]))"
)
SUBLABEL = re.compile(r"\(?[a-h][ ]?\)[ ]?(?=\S)")
DASHES = re.compile(r"(?:[—–―_‒‐-]{2,}|[—–―](?=[ ,.]))")
_INLINE = re.compile(
    rf"(?:(?<=[\d)\]}}>];)[ ]?|(?<=\d[a-z];)[ ]?|(?<=[\])>\d]\.)[ ]"
    rf"|(?<=[\])])[ ]|(?<=[^\W\d_]{{2}}\.)[ ]|(?<=et\sal\.)[ ])"
    rf"(?=(?:and[ ])?(?:\(?[a-h][ ]?\)[ ]?[{UPPER}]|[{UPPER}]|\[?\d{{1,3}}\]?[.)]?[ ][{UPPER}\"“«]))"
)
_NUMBER = re.compile(r"[\[(]?(\d{1,4})(?:[\])]|[.)]?(?!\d|[-–]\d))")
_LONE = re.compile(
    r"(?P<label>\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]?)\.?|(?P<key>\[[^\W\d_][\w+&.\-’']{0,12}\])|[-–—―_‒‐~.,& ]+"
)


@dataclass(frozen=True)
class ListLine:
    """A line, or a part of one in which an entry may begin: its span, its words, and how it stands.

    `apart` tells that an empty line or a bullet stands before it, `inline` that it does not begin its line.
    """

    span: Span
    text: str
    apart: bool
    indent: int
    inline: bool = False


def parted(lines: Sequence[ListLine]) -> list[ListLine]:
    """The lines, each cut where a further entry may begin within it; a number alone is one with what follows it."""
    return [part for line in _led(lines) for part in _parts(line)]


def _led(lines: Sequence[ListLine]) -> Iterator[ListLine]:
    """Numbers, and dashes for the author before, that stand alone on their line, joined to the next."""
    alone = _alone(lines)
    held: ListLine | None = None
    for index, line in enumerate(lines):
        if held is not None and index not in alone:
            yield ListLine(Span(held.span.start, line.span.end), f"{held.text} {line.text}", held.apart, held.indent)
            held = None
            continue
        if held is not None:
            yield held
        held = line if index in alone else None
        if held is None:
            yield line
    if held is not None:
        yield held


def _alone(lines: Sequence[ListLine]) -> set[int]:
    """Lines that are only a key, dashes, or a number that counts on with the numbers around it."""
    opening = [_NUMBER.match(line.text) for line in lines]
    numbers = [(index, int(match[1])) for index, match in enumerate(opening) if match]
    place = {index: at for at, (index, _) in enumerate(numbers)}
    found = set()
    for index, line in enumerate(lines):
        match = _LONE.fullmatch(line.text)
        if match is None or (index and lines[index - 1].text[-1] in "-–,"):
            continue
        if match["label"] is None or _counts(numbers, place[index]):
            found.add(index)
    return found


def _counts(numbers: Sequence[tuple[int, int]], at: int) -> bool:
    number = numbers[at][1]
    before = {other for _, other in numbers[max(0, at - 4) : at]}
    after = {other for _, other in numbers[at + 1 : at + 5]}
    return number - 1 in before or number + 1 in after


def _parts(line: ListLine) -> Iterator[ListLine]:
    start = 0
    for match in _INLINE.finditer(line.text):
        if match.end() > start + 3 and _opens(line.text, match):
            yield cut(line, start, match.end())
            start = match.end()
    yield cut(line, start, len(line.text)) if start else line


def _opens(text: str, match: re.Match[str]) -> bool:
    """After a semicolon anything may open an entry; after a full stop or a bracket only a name or a number does."""
    at = match.end()
    name = NAME.match(text, at)
    if text[match.start() - 1] == ";":
        return name is not None or SUBLABEL.match(text, at) is not None or re.match(r"\w", text[at:]) is not None
    if name is not None and name.lastgroup not in UNSURE_NAMES:
        return True
    label = LABEL.match(text, at)
    return label is not None and label.lastgroup not in ("letters", "round")


def cut(line: ListLine, start: int, end: int) -> ListLine:
    """The part of the line from `start` to `end`, both counted in its words."""
    words = line.text[start:end].rstrip()
    shift = line.span.end - len(line.text)
    span = Span(line.span.start if start == 0 else shift + start, shift + start + len(words))
    return ListLine(span, words, line.apart and start == 0, line.indent, inline=start > 0)
