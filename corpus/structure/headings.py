"""Headings of a text whose format marks none: found by their form and by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.bibliography.names import folded
from corpus.document import Span
from corpus.reading.reading import Grid, Heading
from corpus.structure.captions import is_label
from corpus.structure.lines import Taken, paragraphs, plain_words
from corpus.structure.references.headings import is_heading as heads_references
from corpus.structure.section_names import LABELS, RUN_IN, WHOLE_LINE

_ATX = re.compile(r"(#{1,6})[ \t]+(?=[^\s#])")
_NUMBERED = re.compile(r"(?:§\s*)?((?:\d{1,2}\.)*\d{1,2}|[IVX]{1,5})(?:[.)]\s*|\s+)(?=[^\W\d_])")
_BOLD = re.compile(r"(\*\*|__)(?!\s)[^*_\n]+(?<!\s)\1[.:]?|<b>[^<\n]+</b>[.:]?", re.I)
_RUN_IN = re.compile(
    r"[*_]{0,3}(?:\d{1,2}\.\s+)?([^\W\d_][^.:—–*_\n]{1,40}?)(?:[*_]{1,3}\s*[.:—–]|[.:—–]\s*[*_]{0,3})(?=\s*\S)"
)
_LABEL = re.compile(r"([^\W\d_][^\W\d_]+(?:[ -][^\W\d_]+)?)(?=\s+[^,;\n]{2,60}[,;][^.\n]+[.]?\s*$)")
_MASTHEAD = re.compile(r"\b(?:[EP]-?)?ISSN\b\D{0,12}\d{4}[\s–-]?\d{3}[\dXx]|\bISBN\b\D{0,12}[\d–-]{9,}", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?;:…][\"'”’»)\]*_]*$")
_LIST_START = re.compile(r"(?:[-*+•●▪✓–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_NO_TITLE = re.compile(r"[@\t|<>=]|https?:|www\.|\bdoi\b|\d{4,}", re.I)
_CONNECTIVE = re.compile(
    r"\w+ly,|(?:furthermore|moreover|thus|hence|then|here|where|however|therefore|so|and|but|or|if|when|since|while|as"
    r"|также|однако|поэтому|таким образом|ayrıca|ancak|daher|jedoch)\b[,\s]",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"\b(?:to|by|as|is|are|was|were|of|and|or|that|which|with|for|from|in|on|at|the|a|an|be|и|в|на|с|для|по|что|как"
    r"|und|der|die|das|mit|von|ve|ile|va|bilan|uchun|et|de|la|le|y|el)$",
    re.IGNORECASE,
)
_PARTED_NAMES = (
    "method|methods|methodology|research methodology|materials and methods|data and methods|results|findings"
    "|results and discussion|discussion|methoden|ergebnisse|diskussion|méthodes|résultats|métodos|resultados|metody"
    "|wyniki|методы|методология|материалы и методы|результаты|обсуждение|yöntem|bulgular|tartışma|metodlar|natijalar"
    "|muhokama"
)
# Under these, unlike under an introduction, a title without a number is that of a section within.
_PARTED = frozenset(folded(name) for name in _PARTED_NAMES.split("|"))
_MOST_WORDS, _MOST_CHARACTERS = 18, 140
_MOST_TITLE_WORDS = 12
_TITLE_LEVEL = 2
_PROSE_WORDS = 12
_WORDS_OF_MASTHEAD = 3
_BEFORE_TITLE = " \t\r\n\f\ufeff"


@dataclass(frozen=True)
class _Block:
    """A paragraph, and the texts of the two before it and the two after it, the nearer one first."""

    lines: Sequence[Span]
    text: str
    before: str
    after: str
    last: bool
    further_before: str = ""
    further_after: str = ""


def find_headings(text: str, grids: Sequence[Grid] = ()) -> tuple[Heading, ...]:
    """The headings of a plain text.

    Where a text marks them as Markdown does (`## Results`), those and the usual names of parts count;
    else numbered, capital, bold and title lines that stand alone before their prose.
    """
    blocks = list(_blocks(text, [grid.span for grid in grids]))
    marked = list(_marked(text, blocks))
    found = marked if len(marked) >= 2 else marked + list(_unmarked(blocks))
    taken = {heading.span.start for heading in found}
    named = [heading for heading in _named(text, blocks) if heading.span.start not in taken]
    ordered = sorted(found + named, key=lambda heading: heading.span.start)
    return _levelled(text, ordered if found is marked else _under_parts(text, ordered), highest=_TITLE_LEVEL)


def named_headings(
    text: str, headings: Sequence[Heading], grids: Sequence[Grid], typographic: bool
) -> tuple[Heading, ...]:
    """The headings that the format gave, and with them those of parts with usual names that it left unmarked.

    Levels that are only told from the size of the type (`typographic`) are made to agree.
    """
    headings = [heading for heading in headings if not _MASTHEAD.search(heading.span.of(text))]
    blocks = _blocks(text, [grid.span for grid in grids])
    taken = Taken(heading.span for heading in headings)
    have = {_name(heading.span.of(text)) for heading in headings}
    added = [
        heading
        for heading in _named(text, blocks)
        if not taken.meets(heading.span) and _name(heading.span.of(text)) not in have
    ]
    if typographic:
        return _levelled(text, sorted([*headings, *added], key=lambda heading: heading.span.start))
    title = _title_of(text, headings, frozenset())
    level = min((heading.level for heading in headings if heading is not title), default=1)
    placed = [Heading(level, heading.span) for heading in added]
    return tuple(sorted([*headings, *placed], key=lambda heading: heading.span.start))


def _blocks(text: str, tables: Sequence[Span]) -> Iterator[_Block]:
    runs = paragraphs(text)
    texts = [text[lines[0].start : lines[-1].end] for lines in runs]
    for index, lines in enumerate(runs):
        nearest = bisect_left(tables, lines[-1].end, key=lambda table: table.start) - 1
        if nearest >= 0 and tables[nearest].end > lines[0].start:
            continue
        near = [texts[place] if 0 <= place < len(runs) else "" for place in range(index - 2, index + 3)]
        yield _Block(lines, texts[index], near[1], near[3], index + 1 == len(runs), near[0], near[4])


def _marked(text: str, blocks: Sequence[_Block]) -> Iterator[Heading]:
    for block in blocks:
        for line in block.lines:
            match = _ATX.match(text, line.start, line.end)
            if match and not _MASTHEAD.search(line.of(text)):
                yield Heading(len(match.group(1)), line)


def _under_parts(text: str, headings: Sequence[Heading]) -> list[Heading]:
    """The headings, those without a number one level lower under `Methods`, `Results` and the like."""
    placed = []
    within = False
    for heading in headings:
        name = _name(heading.span.of(text))
        lower = within and heading.level >= _TITLE_LEVEL and not _depth(text, heading) and name not in WHOLE_LINE
        placed.append(Heading(heading.level + 1, heading.span) if lower else heading)
        within = name in _PARTED or (within and lower)
    return placed


def _named(text: str, blocks: Sequence[_Block] | Iterator[_Block]) -> Iterator[Heading]:
    """Lines that are the name of a part, and such names at the head of their paragraph."""
    for block in blocks:
        for index, line in enumerate(block.lines):
            content = line.of(text)
            if len(content) <= 80 and _stands_alone(text, block, index) and _is_usual(content):
                yield Heading(1, line)
            elif (length := _run_in(content)) and (index == 0 or _is_label(content)):
                yield Heading(1, Span(line.start, line.start + length))


def _run_in(line: str) -> int:
    """How long the name of a part at the head of a line is, its mark included; 0 where there is none."""
    match = _RUN_IN.match(line)
    if match and folded(match.group(1)) in RUN_IN:
        return match.end()
    match = _LABEL.match(line)
    return match.end() if match and folded(match.group(1)) in LABELS else 0


def _is_label(line: str) -> bool:
    return folded(plain_words(line[: _run_in(line)])) in LABELS


def _stands_alone(text: str, block: _Block, index: int) -> bool:
    """Whether a line is no part of the sentence that the line above it began."""
    return not index or bool(_ENDS_SENTENCE.search(block.lines[index - 1].of(text)))


def _is_usual(line: str) -> bool:
    words = plain_words(line).strip("# ")
    return not words[:1].islower() and (_name(line) in WHOLE_LINE or heads_references(line))


def _unmarked(blocks: Sequence[_Block]) -> Iterator[Heading]:
    for block in blocks:
        if len(block.lines) > 2 or len(block.text) > _MOST_CHARACTERS or block.last or is_label(block.text):
            continue
        level = _level(block)
        if level:
            yield Heading(level, Span(block.lines[0].start, block.lines[-1].end))


def _level(block: _Block) -> int | None:
    """1 or deeper where the block reads like a heading, else None."""
    title = plain_words(block.text)
    if not title or len(title.split()) > _MOST_WORDS or _NO_TITLE.search(title) or _MASTHEAD.search(title):
        return None
    numbered = _NUMBERED.match(title)
    if numbered:
        return _numbered_level(block, title, numbered)
    if _is_capitals(title):
        return None if title.endswith((".", ",", ";")) else 1
    if _BOLD.fullmatch(block.text.strip()) and _is_prose(block.after):
        return _TITLE_LEVEL
    if len(block.lines) > 1 or not _reads_as_title(title):
        return None
    if _is_finished(block.before) and _heads_prose(block.after):
        return _TITLE_LEVEL
    return _level_in_pair(block)


def _level_in_pair(block: _Block) -> int | None:
    """The level of one of two titles that stand one under the other: of a part, and of its first section."""
    if _is_finished(block.before) and _reads_as_title(plain_words(block.after)) and _heads_prose(block.further_after):
        return _TITLE_LEVEL
    under = _is_finished(block.further_before) and _reads_as_title(plain_words(block.before))
    return _TITLE_LEVEL + 1 if under and _heads_prose(block.after) else None


def _numbered_level(block: _Block, title: str, number: re.Match[str]) -> int | None:
    rest = title[number.end() :]
    if not rest[:1].isupper() or rest.endswith((".", ";", ",", ":")) or len(block.lines) > 1:
        return None
    depth = number.group(1).count(".") + 1
    neighbours = (_NUMBERED.match(plain_words(other)) for other in (block.before, block.after))
    # Two lines of one depth with nothing between them are a list, not headings.
    if any(other and other.group(1).count(".") + 1 == depth for other in neighbours):
        return None
    return depth


def _is_capitals(title: str) -> bool:
    letters = [c for c in title if c.isalpha()]
    return (
        len(letters) >= 5
        and all(not c.islower() for c in letters)
        and any(c.isupper() for c in letters)
        and (len(letters) > 2 * sum(c.isdigit() for c in title))
    )


def _is_prose(paragraph: str) -> bool:
    words = plain_words(paragraph)
    return len(words.split()) >= _PROSE_WORDS and "\t" not in paragraph and not _LIST_START.match(words)


def _reads_as_title(title: str) -> bool:
    """Whether words are a title and no sentence, nor the beginning of one."""
    words = title.split()
    return (
        title[:1].isupper()
        and len(words) <= _MOST_TITLE_WORDS
        and "\n" not in title
        and not _ENDS_SENTENCE.search(title)
        and not title.endswith(",")
        and not any(word.strip("().,:–-").isdigit() for word in words)
        and not _CONNECTIVE.match(title)
        and not _LEADS_ON.search(title)
        and not _NO_TITLE.search(title)
    )


def _is_finished(paragraph: str) -> bool:
    return bool(_ENDS_SENTENCE.search(paragraph.strip())) and len(paragraph.split()) >= _PROSE_WORDS


def _heads_prose(paragraph: str) -> bool:
    return _is_prose(paragraph) and plain_words(paragraph)[:1].isupper()


def _name(line: str) -> str:
    title = plain_words(line).strip("# ")
    number = _NUMBERED.match(title)
    return folded(title[number.end() :] if number else title)


def _levelled(text: str, headings: Sequence[Heading], highest: int = 99) -> tuple[Heading, ...]:
    """Levels that agree: the title over all, parts with usual names and headings numbered alike on one level.

    Where there are parts with usual names, they are on the level `highest` or a higher one.
    """
    usual = {h for h in headings if not _depth(text, h) and _name(h.span.of(text)) in WHOLE_LINE}
    title = _title_of(text, headings, usual)
    body = [heading for heading in headings if heading is not title and heading not in usual]
    top = min((heading.level for heading in body), default=1)
    top = min(top, highest) if usual else top
    depths = _levels_by_depth(text, body, top)
    first = 2 if title else 1
    levelled = []
    for heading in headings:
        level = top if heading in usual else depths.get(_depth(text, heading), heading.level)
        levelled.append(Heading(1 if heading is title else level - top + first, heading.span))
    return tuple(levelled)


def _title_of(text: str, headings: Sequence[Heading], usual: AbstractSet[Heading]) -> Heading | None:
    """The work's title: the heading on the first line, or a higher one right below it, under a journal's name."""
    if not headings or headings[0] in usual:
        return None
    title = headings[0]
    below = next((heading for heading in headings[1:2] if heading not in usual), title)
    between = text[title.span.end : below.span.start].split()
    if below.level < title.level and len(between) <= _WORDS_OF_MASTHEAD:
        title = below
    above = text[: headings[0].span.start].splitlines()
    opens = not any(line.strip(_BEFORE_TITLE) for line in above if not _MASTHEAD.search(line))
    highest = title.level < min((h.level for h in headings if h is not title and h not in usual), default=99)
    return title if (opens or highest) and not _depth(text, title) else None


def _levels_by_depth(text: str, headings: Sequence[Heading], top: int) -> dict[int, int]:
    levels: dict[int, int] = {}
    for heading in headings:
        depth = _depth(text, heading)
        if depth:
            levels[depth] = min(levels.get(depth, heading.level), heading.level)
    for depth in sorted(levels):
        levels[depth] = max(levels[depth], levels.get(depth - 1, top - 1) + 1)
    return levels


def _depth(text: str, heading: Heading) -> int:
    match = _NUMBERED.match(plain_words(heading.span.of(text)).strip("# "))
    return match.group(1).count(".") + 1 if match else 0
