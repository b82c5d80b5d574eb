"""Metadata: what is told of a work from its own first page, field by field, against gold of several kinds.

A field counts as right when it equals the gold after folding case, accents and punctuation; a list of people when
every name is right and in order; an abstract when it begins and ends with the gold's first and last words; `issued`
by its year. Recall is over the fields that the page prints; precision over those that were told where the gold says
what is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.bibliography.byline import names_in
from corpus.bibliography.dates import dates_in, month_of
from corpus.bibliography.first_page import first_page_fields
from corpus.bibliography.names import folded
from corpus.bibliography.record import Record
from corpus.bibliography.sidecar import Sidecars
from corpus.reading.read import read
from corpus.reading.reading import Reading
from evals.errors import MaterialError
from evals.gold.first_pages import first_pages
from evals.gold.fronts import Front
from evals.gold.grobid_headers import DateLine, Headers, NameLine, headers
from evals.gold.jats_front import jats_fronts
from evals.report import aligned

_BY_PAGE = (
    "title",
    "author",
    "affiliation",
    "issued",
    "container-title",
    "volume",
    "issue",
    "page",
    "abstract",
    "keyword",
    "language",
    "DOI",
)
_EXAMPLES = 12


@dataclass(frozen=True)
class FieldScore:
    """Of `gold` fields that are printed `right` were told right; `told` were told where the gold knows the answer."""

    right: int
    told: int
    gold: int

    @property
    def recall(self) -> float:
        """The share of the printed fields that were told right."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """The share of the told fields that are right."""
        return self.right / self.told if self.told else 0.0


@dataclass(frozen=True)
class SetReport:
    """One set of first pages: how many, the scores by field, those of a plain baseline, and what was told wrong."""

    name: str
    pages: int
    fields: dict[str, FieldScore]
    baseline: dict[str, FieldScore]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Parsing:
    """Names or dates in single lines: how many lines are wholly right, and the F1 over names or parts of dates."""

    name: str
    lines: int
    exact: float
    f1: float


@dataclass(frozen=True)
class MetadataReport:
    """What the suite found."""

    sets: tuple[SetReport, ...]
    parsing: tuple[Parsing, ...]


def measure(benchmarks: Path | None, samples: Path) -> MetadataReport:
    """Measure on the invented first pages, the samples against their sidecar, and the public sets in `benchmarks`.

    Raises MaterialError where a public set is asked for and not there.
    """
    sets = [*invented_pages(), _samples(samples)]
    parsing: list[Parsing] = []
    if benchmarks is not None:
        sets.append(_report("JATS front matter", jats_fronts(benchmarks)))
        with headers(benchmarks) as held:
            parsing = list(_parsing(held))
    return MetadataReport(tuple(sets), tuple(parsing))


def invented_pages() -> tuple[SetReport, ...]:
    """Each part of the invented first pages."""
    pages = first_pages()
    parts = dict.fromkeys(page.part for page in pages)
    return tuple(_report(f"invented pages, {part}", [page for page in pages if page.part == part]) for part in parts)


def to_text(report: MetadataReport) -> str:
    """The figures as a table for each set, with the first few wrong fields under it."""
    parts = []
    for held in report.sets:
        names = sorted(
            held.fields, key=lambda name: (_BY_PAGE.index(name) if name in _BY_PAGE else len(_BY_PAGE), name)
        )
        rows = [["field", "printed", "right", "recall", "precision", "first lines alone"]]
        rows += [_row(name, held.fields[name], held.baseline.get(name)) for name in names]
        parts.append(f"{held.name}: {held.pages} first pages\n{aligned(rows)}")
        if held.wrong:
            parts.append("\n".join(f"  {wrong}" for wrong in held.wrong[:_EXAMPLES]))
    if report.parsing:
        rows = [["lines", "n", "exact", "F1"]]
        rows += [[line.name, str(line.lines), f"{line.exact:.3f}", f"{line.f1:.3f}"] for line in report.parsing]
        parts.append(aligned(rows))
    return "\n\n".join(parts)


def _row(name: str, score: FieldScore, baseline: FieldScore | None) -> list[str]:
    plain = f"{baseline.recall:.2f}" if baseline and baseline.told else ""
    return [name, str(score.gold), str(score.right), f"{score.recall:.2f}", f"{score.precision:.2f}", plain]


def _report(name: str, fronts: Sequence[Front]) -> SetReport:
    found = [(front, Record.of(first_page_fields(front.reading))) for front in fronts]
    plain = [_first_lines(front) for front in fronts]
    wrong = tuple(line for front, record in found for line in _wrong(front, _told(record)))
    return SetReport(name, len(fronts), _scores((f, _told(r)) for f, r in found), _scores(plain), wrong)


def _samples(folder: Path) -> SetReport:
    """The sample literature read without its sidecar, against the sidecar's own fields."""
    sidecars = Sidecars.load(folder)
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in (".pdf", ".md", ".docx")]
    if not paths or not sidecars.entries:
        raise MaterialError(f"{folder} holds no sample documents with a .bib beside them")
    found: list[tuple[Front, dict[str, object]]] = []
    for path in paths:
        document = read(path, sidecars=Sidecars())
        gold = {field.name: field.value for field in sidecars.fields_for(path)}
        found.append((_sample_front(path.name, gold), _told(document.record)))
    wrong = tuple(line for front, told in found for line in _wrong(front, told))
    return SetReport("samples without their sidecar", len(paths), _scores(found), {}, wrong)


def _sample_front(name: str, gold: dict[str, object]) -> Front:
    people = gold.get("author")
    names = (
        tuple((str(p.get("family", "")), str(p.get("given", ""))) for p in people) if isinstance(people, list) else None
    )
    kept = {
        key: _text(value)
        for key, value in gold.items()
        if key in ("title", "issued", "container-title", "volume", "DOI")
    }
    return Front(name, Reading(""), kept, names)


def _first_lines(front: Front) -> tuple[Front, dict[str, object]]:
    """The plain baseline: the first line is the title, the second names the authors, the first year is the date."""
    lines = [line for line in front.reading.text.split("\n") if line.strip()]
    dates = dates_in(front.reading.text[:3000])
    told: dict[str, object] = {
        "title": lines[0] if lines else "",
        "author": list(names_in(lines[1])) if len(lines) > 1 else [],
    }
    if dates:
        told["issued"] = dates[0].csl()
    return front, {name: value for name, value in told.items() if value}


def _told(record: Record) -> dict[str, object]:
    return {field.name: field.value for field in record.fields if field.source != "file name"}


def _scores(pairs: Iterable[tuple[Front, dict[str, object]]]) -> dict[str, FieldScore]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for front, told in pairs:
        for name, is_right, is_told in _judged(front, told):
            counts[name][0] += is_right
            counts[name][1] += is_told
            counts[name][2] += name not in front.absent
    return {name: FieldScore(*counts[name]) for name in sorted(counts)}


def _judged(front: Front, told: dict[str, object]) -> Iterator[tuple[str, bool, bool]]:
    """Each field that the gold knows: whether it was told right, and whether it was told at all."""
    for name, gold in front.fields.items():
        yield name, _agrees(name, gold, told.get(name)), name in told
    if front.people is not None:
        yield "author", _people(told.get("author")) == _folded(front.people), "author" in told
    if front.places:
        yield "affiliation", _places_agree(front.places, told.get("author")), bool(_places(told.get("author")))
    for name in front.absent:
        yield name, False, name in told


def _agrees(name: str, gold: str, found: object) -> bool:
    if found is None:
        return False
    words = _text(found)
    if name == "issued":
        return words[:4] == gold[:4]
    if name == "abstract" and " … " in gold:
        first, last = gold.split(" … ")
        return folded(words).startswith(folded(first)) and folded(words).endswith(folded(last))
    return folded(words) == folded(gold)


def _text(value: object) -> str:
    """A value as text; a date in ISO 8601."""
    if isinstance(value, dict) and isinstance(value.get("date-parts"), list):
        return "-".join(f"{int(part):02d}" for part in value["date-parts"][0])
    return str(value)


def _people(value: object) -> tuple[tuple[str, str], ...]:
    held = value if isinstance(value, list) else []
    return tuple((folded(str(name.get("family", ""))), folded(str(name.get("given", "")))) for name in held)


def _folded(names: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((folded(family), folded(given)) for family, given in names)


def _places(value: object) -> tuple[str, ...]:
    held = value if isinstance(value, list) else []
    return tuple(
        " ; ".join(place["name"] for place in name.get("affiliation", ())) for name in held if name.get("affiliation")
    )


def _places_agree(gold: Sequence[str], authors: object) -> bool:
    found = _places(authors)
    return len(found) == len(gold) and all(
        all(folded(part) in folded(place) for part in wanted.split("; "))
        for wanted, place in zip(gold, found, strict=True)
    )


def _wrong(front: Front, told: dict[str, object]) -> Iterator[str]:
    for name, is_right, is_told in _judged(front, told):
        if not is_right and (is_told or name not in front.absent):
            shown = told.get(name) if name != "affiliation" else _places(told.get("author"))
            gold = str(front.fields.get(name) or front.people or front.places)
            yield f"{front.name}: {name} is {gold[:120]!r}, told {str(shown)[:120]!r}"


def _parsing(held: Headers) -> Iterator[Parsing]:
    for name, out in (("the tuning part", False), ("held out", True)):
        yield _names_parsed(f"author lines, {name}", [line for line in held.names if line.held_out == out])
    for name, out in (("GROBID's corpus", False), ("GROBID's evaluation", True)):
        yield _dates_parsed(f"dates, {name}", [line for line in held.dates if line.held_out == out])


def _names_parsed(name: str, lines: Sequence[NameLine]) -> Parsing:
    exact = hits = told = gold = 0
    for line in lines:
        wanted, found = _folded(line.names), _people(list(names_in(line.text)))
        exact += wanted == found
        hits += sum(person in found for person in wanted)
        told, gold = told + len(found), gold + len(wanted)
    return Parsing(name, len(lines), exact / max(len(lines), 1), 2 * hits / max(told + gold, 1))


def _dates_parsed(name: str, lines: Sequence[DateLine]) -> Parsing:
    exact = hits = told = gold = 0
    for line in lines:
        wanted = dict(_date_parts(line))
        dates = dates_in(line.text)
        found = dict(zip(("year", "month", "day"), dates[0].parts if dates else (), strict=False))
        exact += wanted == found
        hits += sum(found.get(part) == value for part, value in wanted.items())
        told, gold = told + len(found), gold + len(wanted)
    return Parsing(name, len(lines), exact / max(len(lines), 1), 2 * hits / max(told + gold, 1))


def _date_parts(line: DateLine) -> Iterator[tuple[str, int]]:
    for part, written in line.parts.items():
        digits = "".join(character for character in written.split("–")[0] if character.isdigit())
        value = int(digits) if digits else month_of(written.strip(" .")) if part == "month" else None
        if value:
            yield part, value
