"""Drop caps: a large letter that begins a paragraph, put back before the rest of its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.reading.lines import Line
from corpus.reading.sheet import Word

_LARGER = 1.4
_BESIDE = 1.0
_HIGH = 1.1  # a floating initial may hang below the first line by a third of its height


def with_drop_caps(lines: Sequence[Line]) -> list[Line]:
    """The lines with each large initial made one word with the line that stands at its head."""
    words = {word.text.casefold().strip(".,;:()") for line in lines for word in line.words[1:]}
    found = list(lines)
    for cap in [line for line in lines if len(line.words) == 1 and _is_initial(line.words[0])]:
        beside = [line for line in found if line is not cap and _stands_beside(cap.words[0], line)]
        if beside:
            first = min(beside, key=lambda line: (line.base, line.left))
            found[found.index(first)] = Line(first.page, (cap.words[0], *first.words))
            found = [line for line in found if line is not cap]
    return [_glued(line, words) for line in found]


def _is_initial(word: Word) -> bool:
    letters = word.text.strip("“”‘’\"'«»")
    return len(letters) == 1 and letters.isalpha()


def _stands_beside(cap: Word, line: Line) -> bool:
    size, top, bottom = line.main.size, line.base - line.main.size, line.base
    # Some renderers set the first line under the initial, as if it took no room.
    covered = cap.left - 0.1 * size <= line.left < cap.right and line.words[0].text[0].islower()
    near = covered or -0.5 * size <= line.left - cap.right <= _BESIDE * size
    high, low = cap.base - _HIGH * cap.size, cap.base + 0.1 * cap.size
    return cap.size >= _LARGER * size and near and min(low, bottom) - max(high, top) >= 0.4 * size


def _glued(line: Line, words: set[str]) -> Line:
    """The line with its first letter and the next word as one, unless the letter is a word of its own."""
    if len(line.words) < 2:
        return line
    cap, rest = line.words[:2]
    if not _is_initial(cap) or cap.size < _LARGER * rest.size or not rest.text[0].isalpha() or rest.glued:
        return line
    own = cap.text[-1].upper() in "AEIOUYÀÈ" and rest.text.casefold().strip(".,;:()") in words
    whole = (cap.text[-1] + rest.text).casefold().strip(".,;:()")
    if own and whole not in words:
        return line
    return Line(line.page, (cap, replace(rest, glued=True), *line.words[2:]))
