"""Abstention: does the product tell what can be answered from what can't, and what is its word worth?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.document import Document
from evals.bare_rankers import BareWords
from evals.cases import Case
from evals.gold import squad
from evals.libraries import document_called
from evals.matching import key_of, place_of
from evals.product.asking import Product, Shown
from evals.report import aligned
from evals.risk_coverage import (
    Bounded,
    CurvePoint,
    abstention_f1,
    aurc,
    best_cut,
    bounded_auroc,
    curve,
    thinned,
)
from evals.suites.paragraphs import ParagraphRun, asked_paragraphs
from evals.systems import plain_passages
from evals.wording import coverage
from indexer.library import Library
from service.errors import QuestionError
from service.settings import Settings

PRODUCT = "pincite"
LOOKED_AT = 5
"""How many of the best passages word coverage is counted over."""

SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Shares of questions answered at which risks are printed."""


@dataclass(frozen=True)
class Weighed:
    """A question as it was weighed: each system's score for answering it, and what the product then did.

    `wrong` tells of each system whether answering it would be wrong: nothing answers it, or the first thing shown
    doesn't.
    """

    answerable: bool
    abstained: bool
    scores: Mapping[str, float]
    wrong: Mapping[str, bool]


@dataclass(frozen=True)
class ScoreFigures:
    """How good one score is; `f1` is of abstaining below a cut."""

    name: str
    auroc: Bounded
    aurc: float | None
    f1: float
    curve: tuple[CurvePoint, ...]


@dataclass(frozen=True)
class AbstentionSet:
    """The figures over one set of questions, the product's first; `cuts` says how the baselines' cuts were chosen."""

    name: str
    questions: int
    answerable: int
    cuts: str
    scores: tuple[ScoreFigures, ...]


@dataclass(frozen=True)
class AbstentionReport:
    """All sets."""

    suite: str
    encoder: str
    split: str
    sets: tuple[AbstentionSet, ...]


def case_figures(library: Library, tune: Sequence[Case], cases: Sequence[Case], name: str) -> AbstentionSet:
    """The figures over `cases`; baselines get the cut that is best on the cases `tune`."""
    tuned, weighed = weigh_cases(library, tune), weigh_cases(library, cases)
    return _figures(name, weighed, tuned, "chosen on the tuning cases")


def squad_figures(settings: Settings, benchmarks: Path) -> AbstentionSet:
    """The figures over the SQuAD 2 half, each question with its paragraph alone."""
    weighed = [_weighed(run) for run in asked_paragraphs(settings, squad.held_back(squad.squad2(benchmarks)))]
    return _figures("squad2", weighed, weighed, "the best there is on these questions, which flatters them")


def weigh_cases(library: Library, cases: Sequence[Case]) -> list[Weighed]:
    """Every case, weighed by the product and by plain scores; one that can't be asked counts as abstained from."""
    document = partial(document_called, library)
    product, words = Product(library), BareWords(plain_passages(library)[0])
    return [_weigh_case(product, words, case, document) for case in cases]


def _weigh_case(product: Product, words: BareWords, case: Case, document: Callable[[str], Document]) -> Weighed:
    asked, key = case.asked(), key_of(case, document)
    try:
        hits, answer = product.ranking(asked), product.answer(asked)
        sure = product.confidence(asked, hits)
    except QuestionError:
        hits, answer, sure = (), None, 0.0
    shown = [Shown.of_quote(quote) for quote in (answer.quotes or answer.nearest)[:1]] if answer else []
    right = any(key.covered(place_of(one)) for one in shown)
    scores = {
        PRODUCT: sure,
        "best cosine": max((hit.cosine for hit in hits), default=0.0),
        "best BM25": float(max(words.scores(asked.text), default=0.0)),
        "word coverage": coverage(asked.text, [hit.held.passage.reading for hit in hits[:LOOKED_AT]]),
    }
    abstained = answer is None or answer.abstained
    return Weighed(case.answerable, abstained, scores, dict.fromkeys(scores, not (case.answerable and right)))


def _weighed(run: ParagraphRun) -> Weighed:
    scores = {PRODUCT: run.sure, **{name: judged.sure for name, judged in run.bare.items()}}
    right = {PRODUCT: run.right_first, **{name: judged.right_first for name, judged in run.bare.items()}}
    wrong = {name: not (run.answerable and found) for name, found in right.items()}
    return Weighed(run.answerable, run.abstained, scores, wrong)


def _figures(name: str, weighed: Sequence[Weighed], tuned: Sequence[Weighed], cuts: str) -> AbstentionSet:
    systems = list(weighed[0].scores) if weighed else []
    figures = tuple(_score_figures(system, weighed, tuned) for system in systems)
    return AbstentionSet(name, len(weighed), sum(one.answerable for one in weighed), cuts, figures)


def _score_figures(system: str, weighed: Sequence[Weighed], tuned: Sequence[Weighed]) -> ScoreFigures:
    scores, answerable = [one.scores[system] for one in weighed], [one.answerable for one in weighed]
    if system == PRODUCT:
        abstained = [one.abstained for one in weighed]
    else:
        cut = best_cut([one.scores[system] for one in tuned], [one.answerable for one in tuned])
        abstained = [score < cut for score in scores]
    points = curve(scores, [one.wrong[system] for one in weighed])
    return ScoreFigures(
        name=system,
        auroc=bounded_auroc(scores, answerable),
        aurc=aurc(points),
        f1=abstention_f1(abstained, answerable),
        curve=thinned(points),
    )


def to_text(report: AbstentionReport) -> str:
    """The figures as they are printed."""
    blocks = [f"abstention, split {report.split}, encoder {report.encoder}"]
    for one in report.sets:
        blocks.append(
            f"{one.name}: {one.questions:,} questions, {one.answerable:,} of them answerable; "
            f"the baselines' cuts are {one.cuts}"
        )
        heads = ["score", "AUROC", "AURC", "F1", *(f"risk@{share:.0%}" for share in SHARES)]
        blocks.append(aligned([heads, *map(_row, one.scores)]))
    return "\n\n".join(blocks)


def _row(score: ScoreFigures) -> list[str]:
    bounds = score.auroc
    shown = "–"
    if bounds.value is not None and bounds.low is not None and bounds.high is not None:
        shown = f"{bounds.value:.3f} [{bounds.low:.2f}–{bounds.high:.2f}]"
    area = "–" if score.aurc is None else f"{score.aurc:.3f}"
    return [score.name, shown, area, f"{score.f1:.3f}", *(risk_at(score.curve, share) for share in SHARES)]


def risk_at(points: Sequence[CurvePoint], share: float) -> str:
    """The share of wrong answers where at least this share of the questions is answered."""
    point = next((point for point in points if point.coverage >= share - 1e-9), None)
    return "–" if point is None else f"{point.risk:.3f}"
