"""The lines of a reference list, made into its entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from corpus.document import Span
from corpus.shipped_file import ShippedFile
from corpus.structure.references.cues import CUES
from corpus.structure.references.labels import Label, counted, labels_of
from corpus.structure.references.line_features import DATED, features
from corpus.structure.references.lines import LABEL, NAME, SUBLABEL, ListLine, cut, parted
from corpus.structure.references.sequence_tagger import SequenceTagger

MODEL = Path(__file__).parent / "models" / "reference_lines.crfsuite"
SHIPPED = ShippedFile(MODEL, "46aac03ae56d06a426dcd4843b83666ad275acf131c11660d6589ef9addbd86e")
OPENS, GOES_ON, OUTSIDE = "opens", "goes on", "outside"
_DATED = " dated"
_SHORTEST_REMARK = 8
_ANNOTATED = 0.3
_LINK = re.compile(r"(?:https?://|www\.|\b(?:doi:?\s?)?10\.\d{4,9}/)\S+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_PLACE_WORDS = frozenset().union(*(CUES[kind] for kind in ("pages", "volume", "issue", "month", "access")))
_ENDS_ENTRY = re.compile(r"(?:[.>)\]”\"*]|/\S*|\d[-–]\d+)\s*$")


def entries_among(lines: Sequence[ListLine], tagger: SequenceTagger | None = None) -> list[Span]:
    """The spans of the entries among the lines of one list, in order; lines that belong to none are left out.

    Numbers that count on open entries surely; the rest is told by a trained model.
    """
    parts, opened = parts_of(lines)
    if not opened:
        remarks = set(_remarks(parts))
        parts = [part for at, part in enumerate(parts) if at not in remarks]
    labels = (tagger or _shipped()).labels(features(parts))
    firsts = [at for at, part in enumerate(parts) if part.span.start in opened]
    for at, after in pairwise([*firsts, len(parts)]):
        labels[at:after] = _numbered(parts[at:after], labels[at:after], last=after == len(parts))
    return _joined(parts, labels)


def _remarks(parts: Sequence[ListLine]) -> list[int]:
    """The places of the remarks in an annotated list: sentences that stand apart, without name or date, repeatedly.

    A single one is rather the rest of an entry that a page's end broke.
    """
    found = [
        at
        for at, (before, part) in enumerate(pairwise(parts), 1)
        if part.apart and _ENDS_ENTRY.search(before.text[-80:]) and _is_remark(part.text)
    ]
    apart = sum(part.apart for part in parts)
    return found if len(found) >= max(2, _ANNOTATED * apart) else []


def _is_remark(words: str) -> bool:
    sentence = len(words.split()) >= _SHORTEST_REMARK and words[:1].isupper() and NAME.match(words) is None
    return sentence and not DATED.search(words) and "http" not in words


def _joined(parts: Sequence[ListLine], labels: Sequence[str]) -> list[Span]:
    entries: list[Span] = []
    within = linked = False
    for part, label in zip(parts, labels, strict=True):
        link = _LINK.search(part.text) is not None
        if label.startswith(OPENS) and not (within and _is_place(part.text) and not (link and linked)):
            entries.append(part.span)
            within, linked = True, link
        elif label.startswith((OPENS, GOES_ON)) and within:
            entries[-1] = Span(entries[-1].start, part.span.end)
            linked = linked or link
        else:
            within = False
    return entries


def _is_place(words: str) -> bool:
    """Whether a piece says only where and when a work is to be found: pages, a year, a link."""
    if LABEL.match(words) or not re.search(r"\d|://", words):
        return False
    return all(word.casefold() in _PLACE_WORDS for word in _LETTERS.findall(_LINK.sub("", words)))


def _numbered(parts: Sequence[ListLine], labels: Sequence[str], last: bool) -> list[str]:
    """The labels of what stands from one number to the next: a further work under the number needs a name and a date.

    Where it ends as an entry does, all of it belongs to the entry; else a line that stands apart may be none of it.
    """
    whole = not last and _ENDS_ENTRY.search(parts[-1].text[-80:]) is not None
    dates = [DATED.search(part.text) is not None for part in parts]
    found = [OPENS]
    dated = dates[0]
    for at in range(1, len(parts)):
        opens = labels[at].startswith(OPENS) and dated and _opens_work(parts[at - 1], parts[at])
        inside = whole or labels[at].startswith((GOES_ON, OPENS)) or not _apart(parts[at - 1], parts[at])
        found.append(OPENS if opens else GOES_ON if inside else OUTSIDE)
        dated = dates[at] or (dated and not opens)
    return found


def _opens_work(before: ListLine, part: ListLine) -> bool:
    """After a semicolon anything may open a further work, after another end only a name or a number does."""
    if before.text[-1] == ";" or SUBLABEL.match(part.text) or LABEL.match(part.text):
        return True
    return (before.text[-1] in ".)]>}" or (before.text[-1].isdigit() and not part.inline)) and bool(
        NAME.match(part.text)
    )


def _apart(before: ListLine, part: ListLine) -> bool:
    return part.apart and _ENDS_ENTRY.search(before.text[-80:]) is not None


def line_labels(parts: Sequence[ListLine], entries: Sequence[Span]) -> list[str]:
    """The labels that a model should give to the parts of a list of which the entries are known.

    They tell also whether the entry was dated by the end of the part: a further entry hardly begins before.
    """
    labels = []
    dated = False
    for part, label in zip(parts, _bare_labels(parts, entries), strict=True):
        dated = DATED.search(part.text) is not None or (dated and label == GOES_ON)
        labels.append(label + _DATED if dated and label != OUTSIDE else label)
    return labels


def _bare_labels(parts: Sequence[ListLine], entries: Sequence[Span]) -> list[str]:
    labels = []
    at = 0
    for part in parts:
        while at < len(entries) and entries[at].end <= part.span.start:
            at += 1
        if at == len(entries) or part.span.end <= entries[at].start:
            labels.append(OUTSIDE)
        else:
            labels.append(OPENS if part.span.start <= entries[at].start else GOES_ON)
    return labels


@cache
def _shipped() -> SequenceTagger:
    return SequenceTagger(SHIPPED)


def parts_of(lines: Sequence[ListLine]) -> tuple[list[ListLine], set[int]]:
    """The lines, cut where an entry may begin, and the offsets at which one surely does."""
    labels = counted(labels_of([line.text for line in lines], [line.apart for line in lines]))
    if len(labels) < 2 and not (labels and len(lines) <= 3):
        return parted(lines), set()
    inside: dict[int, list[Label]] = {}
    for label in labels:
        inside.setdefault(label.line, []).append(label)
    pieces = [
        piece for index, line in enumerate(lines) for piece in _cut_at(line, [own.at for own in inside.get(index, [])])
    ]
    return parted(pieces), {lines[label.line].span.start + label.at for label in labels}


def _cut_at(line: ListLine, places: Sequence[int]) -> list[ListLine]:
    edges = sorted({0, *places, len(line.text)})
    return [cut(line, start, end) for start, end in pairwise(edges)]
