"""Reference parsing: the parts of entries that were marked by people, told by the model, and as CSL-JSON.

The F1 of each field is taken over entries that the model did not learn from; a value counts when it is the same once
case and punctuation are made equal.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.structure.references.entry import parse_entry
from corpus.structure.references.fields import bare, parts
from corpus.structure.references.tagger import ReferenceTagger
from evals.gold.marked_entries import MarkedEntry, plain
from evals.report import aligned
from evals.training.references import reference_gold

Values = Counter[tuple[str, str]]
"""Field and plain value, each as often as the entry has it."""

_ONE_NAME = {"journal": "container", "book": "container"}
_LEFT_OUT = frozenset({"note", "number", "identifier", "genre"})
_VARIABLES = {
    "title": "title",
    "container-title": "container",
    "collection-title": "series",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "location",
    "edition": "edition",
    "DOI": "doi",
    "URL": "url",
}
_PEOPLE = ("author", "editor", "translator")
_CONJUNCTIONS = frozenset(
    ("and", "und", "et", "y", "e", "i", "и", "ve", "va", "al", "др", "vd", "others", "ed", "eds", "editors", "boshq")
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DOI_LINK = re.compile(r"doi\.\s?org/(?P<doi>10.*)")
BANDS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01))


@dataclass(frozen=True)
class FieldScore:
    """How many values of a field were `right`, how many are `marked` in the gold, and how many were `found`."""

    field: str
    right: int
    marked: int
    found: int

    @property
    def precision(self) -> float:
        """Of the values found, the share that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the values marked, the share that was found."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.marked + self.found) if self.marked + self.found else 0.0


@dataclass(frozen=True)
class SetScores:
    """The fields of one set, and over all of them together (micro-averaged); `whole` entries have every field right."""

    name: str
    entries: int
    whole: int
    fields: tuple[FieldScore, ...]

    @property
    def total(self) -> FieldScore:
        """All fields together."""
        sums = [sum(getattr(score, name) for score in self.fields) for name in ("right", "marked", "found")]
        return FieldScore("all fields", *sums)


@dataclass(frozen=True)
class Band:
    """Entries whose confidence is between two bounds, and how many have author, title, year and container right."""

    low: float
    high: float
    entries: int
    right: int
    mean: float


@dataclass(frozen=True)
class ReferenceParsingReport:
    """What the suite found: parts as the model tells them, CSL-JSON as the product gives it, and its confidence."""

    parts: tuple[SetScores, ...]
    csl: tuple[SetScores, ...]
    bands: tuple[Band, ...]


def measure(benchmarks: Path) -> ReferenceParsingReport:
    """Measure on the held-out tenths under the folder `benchmarks`. Raises MaterialError where they can't be read."""
    measured = reference_gold(benchmarks).measured
    tagger = ReferenceTagger()
    return ReferenceParsingReport(
        parts=tuple(
            _scores(name, entries, _marked, lambda entry: _told(tagger, entry)) for name, entries in measured.items()
        ),
        csl=tuple(_scores(name, entries, _wanted, _parsed) for name, entries in measured.items()),
        bands=_bands([entry for entries in measured.values() for entry in entries]),
    )


def _scores(
    name: str,
    entries: Sequence[MarkedEntry],
    wanted: Callable[[MarkedEntry], Values],
    given: Callable[[MarkedEntry], Values],
) -> SetScores:
    right: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    whole = 0
    for entry in entries:
        gold, own = wanted(entry), given(entry)
        whole += gold == own
        for counter, values in ((right, gold & own), (marked, gold), (found, own)):
            counter.update(_by_field(values))
    fields = sorted(marked | found, key=lambda field: (-marked[field], field))
    return SetScores(name, len(entries), whole, tuple(FieldScore(f, right[f], marked[f], found[f]) for f in fields))


def _by_field(values: Values) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for (field, _), count in values.items():
        sums[field] += count
    return dict(sums)


def _values(pairs: Iterable[tuple[str, str]]) -> Values:
    named = ((_ONE_NAME.get(field, field), plain(value)) for field, value in pairs)
    return Counter((field, value) for field, value in named if value and field not in _LEFT_OUT)


def _marked(entry: MarkedEntry) -> Values:
    return _values((mark.field, entry.text[mark.start : mark.end]) for mark in entry.marks)


def _told(tagger: ReferenceTagger, entry: MarkedEntry) -> Values:
    return _values((part.label, bare(entry.text, part)) for part in parts(tagger.tagged(entry.text)))


def _wanted(entry: MarkedEntry) -> Values:
    """What CSL-JSON can hold of the marked parts: the first value of each field, years of dates, people's words."""
    pairs: list[tuple[str, str]] = []
    for field in dict.fromkeys(_ONE_NAME.get(mark.field, mark.field) for mark in entry.marks):
        values = [v for name in (field, *_aliases(field)) for v in entry.values(name)]
        if field in _PEOPLE or field == "collaboration":
            continue
        if field == "date":
            pairs += [("year", year[0]) for value in values[:1] if (year := _YEAR.search(value))]
        elif field == "url" and (doi := _DOI_LINK.search(values[0])):
            pairs.append(("doi", "".join(doi["doi"].split())))
        elif not (field == "pages" and re.search(r"\d\s?(?:с|p|s|pp)\.?$", values[0])):
            pairs.append((field, "".join(values[0].split()) if field in ("doi", "url") else values[0]))
    for field in _PEOPLE:
        people = entry.values(field) + (entry.values("collaboration") if field == "author" else [])
        pairs.append((field, _people_words(people)))
    return _values(pairs)


def _aliases(field: str) -> list[str]:
    return [name for name, one in _ONE_NAME.items() if one == field]


def _parsed(entry: MarkedEntry) -> Values:
    return csl_values(parse_entry(entry.text)[0])


def csl_values(csl: Mapping[str, object]) -> Values:
    """The values of CSL-JSON fields under the gold's names."""
    pairs = [(field, str(csl[variable])) for variable, field in _VARIABLES.items() if variable in csl]
    issued = csl.get("issued")
    dates = issued.get("date-parts") if isinstance(issued, dict) else None
    pairs += [("year", str(date[0])) for date in dates or []]
    for field in _PEOPLE:
        names = csl.get(field)
        own = [" ".join(map(str, name.values())) for name in names] if isinstance(names, list) else []
        pairs.append((field, _people_words(own)))
    return _values(pairs)


def _people_words(names: Iterable[str]) -> str:
    """The words of names in the order of the alphabet: a list is right when each word of it, and no other, is named."""
    words = (word for name in names for word in plain(name).split() if word not in _CONJUNCTIONS)
    return " ".join(sorted(words))


def _bands(entries: Sequence[MarkedEntry]) -> tuple[Band, ...]:
    parsed = ((entry, *parse_entry(entry.text)) for entry in entries if not calibrates(entry))
    judged = [(sure, is_right(entry, csl)) for entry, csl, sure in parsed]
    bands = []
    for low, high in BANDS:
        inside = [(sure, right) for sure, right in judged if low <= sure < high]
        mean = sum(sure for sure, _ in inside) / len(inside) if inside else 0.0
        bands.append(Band(low, min(high, 1.0), len(inside), sum(right for _, right in inside), round(mean, 3)))
    return tuple(bands)


def calibrates(entry: MarkedEntry) -> bool:
    """Whether it is in the half of the held-out entries on which the confidence is fitted, and not reported."""
    return int(hashlib.sha256(f"calibrates {entry.key}".encode()).hexdigest()[:8], 16) % 2 == 0


def is_right(entry: MarkedEntry, csl: Mapping[str, object]) -> bool:
    """Whether author, title, year and container are all parsed as marked."""
    essential = ("author", "title", "year", "container")
    gold, own = _wanted(entry), csl_values(csl)
    return {v: n for v, n in gold.items() if v[0] in essential} == {v: n for v, n in own.items() if v[0] in essential}


def to_text(report: ReferenceParsingReport) -> str:
    """The figures as they are printed."""
    blocks = []
    for title, sets in (("Parts of reference entries", report.parts), ("Reference entries as CSL-JSON", report.csl)):
        for scores in sets:
            heads = [f"{title}: {scores.name}", "marked", "precision", "recall", "F1"]
            rows = [_row(score) for score in (*scores.fields, scores.total)]
            whole = f"entries with every field right: {scores.whole} of {scores.entries}"
            blocks.append(f"{aligned([heads, *rows])}\n{whole}")
    heads = ["Confidence of an entry", "entries", "mean", "right"]
    rows = [_band_row(band) for band in report.bands if band.entries]
    blocks.append(aligned([heads, *rows]))
    return "\n\n".join(blocks)


def _row(score: FieldScore) -> list[str]:
    return [score.field, str(score.marked), *(f"{value:.3f}" for value in (score.precision, score.recall, score.f1))]


def _band_row(band: Band) -> list[str]:
    return [
        f"{band.low:.2f} to {band.high:.2f}",
        str(band.entries),
        f"{band.mean:.2f}",
        f"{band.right / band.entries:.2f}",
    ]
