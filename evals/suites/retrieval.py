"""Retrieval: the right works, paragraphs and sentences first, on public gold data, beside bare rankers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from evals.bare_rankers import BareVectors, BareWords, Scores, best
from evals.benchmark_libraries import abstract_file, library_of, paragraph_file
from evals.errors import MaterialError
from evals.failures import short
from evals.gold import scifact, squad
from evals.libraries import remember
from evals.measures import mean_interval
from evals.product.asking import Product
from evals.ranking_measures import first, ndcg, recall
from evals.report import Failure, Figure, Group, SystemFigures, failure_text, figure, table
from evals.suites.paragraphs import asked_paragraphs
from indexer.encoder import Encoder
from service.ask.answer import Question
from service.errors import QuestionError
from service.settings import Settings

DEPTH = 10
"""How many of a ranking count."""

FAILURES_SHOWN = 50
"""Of each set, the worst: its list of failures would else be longer than anyone reads."""

CONVEX = 0.6
"""The cosine's share in the plain convex sum of two bare rankers."""

Rank = Callable[[str], Sequence[str]]
"""Names of what is found for a text, best first."""


@dataclass(frozen=True)
class Sought:
    """A text to search for, and the names of what it should find."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True)
class SetFigures:
    """The figures of one public set: the product's system first, and what that didn't find first, worst first."""

    name: str
    asks: str
    systems: tuple[SystemFigures, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class RetrievalReport:
    """What was measured on each set."""

    suite: str
    encoder: str
    sets: tuple[SetFigures, ...]


def measure(
    settings: Settings,
    benchmarks: Path,
    names: Sequence[str],
    split: Literal["train", "dev"] = "dev",
    folder: Path | None = None,
) -> RetrievalReport:
    """Measure on these sets; libraries are kept in `folder`, if one is given. Raises MaterialError."""
    measured: dict[str, Callable[[], SetFigures]] = {
        "scifact": lambda: scifact_figures(settings, benchmarks, split, folder),
        "xquad": lambda: xquad_figures(settings, benchmarks, folder),
        "squad2": lambda: squad_figures(settings, benchmarks),
    }
    return RetrievalReport("retrieval", settings.encoder, tuple(measured[name]() for name in names))


def scifact_figures(
    settings: Settings, benchmarks: Path, split: Literal["train", "dev"], folder: Path | None = None
) -> SetFigures:
    """The works that claims were written from, among all abstracts."""
    held = scifact.abstracts(benchmarks)
    sought = [Sought(claim.text, claim.works) for claim in scifact.claims(benchmarks, split)]
    texts = {abstract.id: abstract.text for abstract in held}
    with library_of(settings, "scifact", dict(map(abstract_file, held)), folder) as library:
        remember(library, [one.text for one in sought])
        rankers = {
            "pincite": _by_works(Product(library)),
            "without ranker": _by_works(Product(library, ranker=False)),
            **_bare(library.encoder, texts, _kept(folder, "scifact")),
        }
        systems = tuple(_system(name, rank, sought, (_NDCG, _RECALL, _FIRST)) for name, rank in rankers.items())
        missed = failures("scifact", rankers["pincite"], sought, {one.id: one.title for one in held})
    return SetFigures("scifact", f"{len(sought)} {split} claims over {len(held):,} abstracts", systems, missed)


def xquad_figures(settings: Settings, benchmarks: Path, folder: Path | None = None) -> SetFigures:
    """The paragraph that a question is about, questions in five languages over English paragraphs."""
    languages = squad.xquad(benchmarks)
    english = languages["en"]
    texts = {paragraph.id: paragraph.text for paragraph in english}
    with library_of(settings, "xquad", dict(map(paragraph_file, english)), folder) as library:
        rankers = {"pincite": _by_works(Product(library)), **_bare(library.encoder, texts)}
        systems: list[SystemFigures] = []
        missed: list[Failure] = []
        for language, paragraphs in languages.items():
            sought = [Sought(asked.text, frozenset({one.id})) for one in paragraphs for asked in one.questions]
            remember(library, [one.text for one in sought])
            systems += [_system(f"{language}: {name}", rank, sought, (_FIRST, _NDCG)) for name, rank in rankers.items()]
            missed += failures(language, rankers["pincite"], sought, texts)
    return SetFigures("xquad", f"the right one of {len(english)} English paragraphs", tuple(systems), tuple(missed))


def squad_figures(settings: Settings, benchmarks: Path) -> SetFigures:
    """The sentence with the answer first, its paragraph given."""
    runs = [run for run in asked_paragraphs(settings, squad.held_back(squad.squad2(benchmarks))) if run.answerable]
    systems = tuple(
        SystemFigures(name, (Group("all", len(runs), (figure("sentence first", mean_interval(values)),)),))
        for name, values in (
            ("pincite", [float(run.right_first) for run in runs]),
            ("BM25 alone", [float(run.bare["BM25"].right_first) for run in runs]),
            ("dense alone", [float(run.bare["cosine"].right_first) for run in runs]),
        )
    )
    missed = tuple(
        _failure("squad2", run.question.text, 1, "another sentence came first", (), ())
        for run in [run for run in runs if not run.right_first][:FAILURES_SHOWN]
    )
    return SetFigures("squad2", f"{len(runs):,} answerable questions, each with its paragraph alone", systems, missed)


def failures(kind: str, rank: Rank, sought: Sequence[Sought], told: Mapping[str, str]) -> tuple[Failure, ...]:
    """The texts for which something else came first, the right one farthest down first; `told` describes each name."""
    found = []
    for one in sought:
        ranked = rank(one.text)
        if not ranked or ranked[0] not in one.relevant:
            place = next((number for number, name in enumerate(ranked, 1) if name in one.relevant), None)
            what = f"the right one came at rank {place}" if place else f"no right one among the first {DEPTH}"
            first_three = [f"wrong: {short(told[name])}" for name in ranked[:3] if name not in one.relevant]
            wanted = [short(told[name]) for name in sorted(one.relevant) if name in told]
            found.append(_failure(kind, one.text, place or DEPTH + 1, what, first_three, wanted))
    return tuple(sorted(found, key=lambda failure: (-failure.badness, failure.question))[:FAILURES_SHOWN])


def _failure(kind: str, asked: str, badness: int, what: str, quoted: Sequence[str], wanted: Sequence[str]) -> Failure:
    return Failure(kind, kind, asked, badness, what, tuple(quoted), tuple(wanted), "")


_Measure = tuple[str, Callable[[Sequence[str], frozenset[str]], float]]
_NDCG: _Measure = (f"nDCG@{DEPTH}", lambda ranked, relevant: ndcg(ranked, relevant, DEPTH))
_RECALL: _Measure = (f"recall@{DEPTH}", lambda ranked, relevant: recall(ranked, relevant, DEPTH))
_FIRST: _Measure = ("first", first)


def _system(name: str, rank: Rank, sought: Sequence[Sought], measures: Sequence[_Measure]) -> SystemFigures:
    rankings = [rank(one.text) for one in sought]
    return SystemFigures(name, (Group("all", len(sought), tuple(_figure(m, rankings, sought) for m in measures)),))


def _figure(measure: _Measure, rankings: Sequence[Sequence[str]], sought: Sequence[Sought]) -> Figure:
    name, of = measure
    return figure(name, mean_interval([of(r, one.relevant) for r, one in zip(rankings, sought, strict=True)]))


def _by_works(product: Product) -> Rank:
    """The product's ranking of documents, each by the stem of its file's name."""

    def rank(text: str) -> Sequence[str]:
        try:
            return [Path(name).stem for name in product.works(Question(text), DEPTH)]
        except QuestionError:
            return []

    return rank


def _bare(encoder: Encoder, texts: Mapping[str, str], kept: Path | None = None) -> dict[str, Rank]:
    """BM25, nearest vectors, and their plain convex sum over whole texts."""
    names = list(texts)
    words, vectors = BareWords(list(texts.values())), BareVectors(encoder, list(texts.values()), kept)

    def ranker(scores: Callable[[str], Scores]) -> Rank:
        return lambda text: [names[number] for number in best(scores(text), DEPTH)]

    def both(text: str) -> Scores:
        worded = words.scores(text)
        return CONVEX * vectors.scores(text) + (1 - CONVEX) * worded / (float(np.max(worded)) or 1.0)

    return {"BM25 alone": ranker(words.scores), "dense alone": ranker(vectors.scores), "plain sum": ranker(both)}


def _kept(folder: Path | None, name: str) -> Path | None:
    """Where vectors of whole texts are kept beside a kept library."""
    return folder / name if folder else None


def to_text(report: RetrievalReport) -> str:
    """The figures as they are printed."""
    if not report.sets:
        raise MaterialError("no set was named")
    blocks = [f"retrieval, encoder {report.encoder}"]
    for one in report.sets:
        columns = [(system.name, system.groups[0]) for system in one.systems]
        blocks.append(f"{one.name}: {one.asks}")
        # A few systems a row: five languages would else be wider than any terminal.
        for begin in range(0, len(columns), 4):
            blocks.append(table("", columns[begin : begin + 4], intervals=True))
        blocks += [f"Not found first ({len(one.failures)} shown), worst first"] if one.failures else []
        blocks += [failure_text(failure) for failure in one.failures]
    return "\n\n".join(blocks)
