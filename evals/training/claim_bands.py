"""Fitting of the bands of verdicts: from the figures of claims to the weights in `service/verify/bands.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evals.class_measures import accuracy, macro_f1
from evals.matching import Place
from evals.report import aligned
from evals.training.claim_figures import FIGURES, HELD_BACK, OWN, ClaimFigures, LookedAt, looked_at, write_figures
from service.settings import Settings
from service.verify import bands
from service.verify.bands import Function, Odds
from service.verify.ruling import ruled

LABELS = ("not_found", "supported", "contradicted")
FOLDS = 8

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Recipe:
    """How one function is fitted, beside the claims for tuning, which count in full.

    `beside` are the groups of written claims, each claim of which counts `share`; `penalty` is the weight of the
    squared weights of standardised figures.
    """

    name: str
    standing: Function
    figures: Callable[[ClaimFigures], tuple[float, ...]]
    beside: tuple[str, ...]
    share: float
    penalty: float


RECIPES = (
    Recipe("READ", bands.READ, lambda one: one.read, ("train", "more"), 0.3, 10.0),
    Recipe("UNREAD", bands.UNREAD, lambda one: one.unread, ("train",), 0.1, 1 / 0.03),
)
"""Chosen by cross-validation on the claims for tuning."""


@dataclass(frozen=True)
class Scores:
    """How good rulings on some claims are; `evidence` of those that the texts settle."""

    claims: int
    accuracy: float
    macro_f1: float
    evidence: float


@dataclass(frozen=True)
class FittedBands:
    """A fitted function beside the one that stands, and how good each is by the groups of claims.

    `odds_apart` is the most by which a probability of the two differs, over the claims for tuning.
    """

    recipe: Recipe
    fitted: Function
    odds_apart: float
    scores: dict[tuple[str, str], Scores]

    @property
    def weights_apart(self) -> float:
        """The most by which a weight differs from the one that stands."""
        return float(np.abs(_table(self.fitted) - _table(self.recipe.standing)).max())


def train_claim_bands(
    benchmarks: Path, texts: Path | None, settings: Settings, figures: Path = FIGURES
) -> tuple[FittedBands, ...]:
    """Fit both functions anew on claims over the samples, the public texts and, where given, the literature's `texts`.

    With the texts, all figures are written to `figures`; without, they are not those that the weights come from.
    """
    seen = looked_at(settings, benchmarks, texts)
    if texts:
        write_figures(figures, [one.figures for one in seen])
    return tuple(_measured(recipe, seen) for recipe in RECIPES)


def to_text(trained: Sequence[FittedBands]) -> str:
    """The report as it is printed: the constants as they stand in the code, and what they are worth."""
    return "\n\n".join(_told(one) for one in trained)


def fit(recipe: Recipe, claims: Sequence[ClaimFigures]) -> Function:
    """A multinomial logistic regression with a squared penalty, its weights to two decimals.

    Only the groups of the recipe are learnt from; all others of `claims` are left out.
    """
    learnt = [one for one in claims if one.group in (*OWN, *recipe.beside) and recipe.figures(one)]
    values = np.array([recipe.figures(one) for one in learnt], dtype=np.float64)
    right = np.array([LABELS.index(one.label) for one in learnt])
    counts = np.array([1.0 if one.group in OWN else recipe.share for one in learnt])
    centre, scale = values.mean(axis=0), values.std(axis=0)
    scale[scale < 1e-9] = 1.0
    weights = _softmax_weights((values - centre) / scale, right, counts, recipe.penalty)
    slopes = weights[:, :-1] / scale
    table = np.column_stack([weights[:, -1] - slopes @ centre, slopes])
    supported, contradicted = (
        tuple(round(float(weight), 2) + 0.0 for weight in table[side] - table[0]) for side in (1, 2)
    )
    return Function(recipe.standing.names, supported, contradicted)


def _softmax_weights(values: Floats, right: NDArray[np.int64], counts: Floats, penalty: float) -> Floats:
    """Of each label the weights of standardised figures, then its constant."""
    design = np.column_stack([values, np.ones(len(values))])
    wanted = np.eye(len(LABELS))[right]
    squares = np.append(np.full(values.shape[1], penalty), 0.0)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(len(LABELS), -1)
        linear = design @ weights.T
        logarithms = linear - np.logaddexp.reduce(linear, axis=1)[:, None]
        slope = ((np.exp(logarithms) - wanted) * counts[:, None]).T @ design + squares * weights
        value = -(counts * (logarithms * wanted).sum(axis=1)).sum() + 0.5 * (squares * weights**2).sum()
        return float(value), slope.ravel()

    start = np.zeros(len(LABELS) * design.shape[1])
    precise = {"ftol": 0.0, "gtol": 1e-9, "maxiter": 10_000, "maxfun": 100_000}
    found: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", options=precise).x
    return found.reshape(len(LABELS), -1)


def folds(claims: Sequence[ClaimFigures]) -> list[int]:
    """To which of the folds each claim belongs; a theme is never in two of them."""
    themes = {theme: n for n, theme in enumerate(dict.fromkeys((one.group, one.theme) for one in claims))}
    return [themes[one.group, one.theme] % FOLDS for one in claims]


def _measured(recipe: Recipe, seen: Sequence[LookedAt]) -> FittedBands:
    claims = [one.figures for one in seen]
    function, of = fit(recipe, claims), folds(claims)
    without = [fit(recipe, [one for one, n in zip(claims, of, strict=True) if n != left]) for left in range(FOLDS)]
    # What is held back was learnt from in no fold: there the function that is fitted on all others is measured.
    by_system = {
        "as it stands": [recipe.standing] * len(seen),
        "refitted": [function if one.group == HELD_BACK else without[n] for one, n in zip(claims, of, strict=True)],
    }
    groups = {"tune": OWN, **{name: (name,) for name in OWN}, HELD_BACK: (HELD_BACK,)}
    scores = {
        (system, name): _scores(recipe, *zip(*chosen, strict=True))
        for system, functions in by_system.items()
        for name, members in groups.items()
        if (chosen := [(s, f) for s, f in zip(seen, functions, strict=True) if s.figures.group in members])
    }
    return FittedBands(recipe, function, odds_apart(recipe, function, claims), scores)


def odds_apart(recipe: Recipe, fitted: Function, claims: Sequence[ClaimFigures]) -> float:
    """The most by which a probability differs from the one that stands, over the claims for tuning."""
    figures = [recipe.figures(one) for one in claims if one.group in OWN and recipe.figures(one)]
    pairs = [(fitted.odds(one), recipe.standing.odds(one)) for one in figures]
    return max(
        max(abs(a.supported - b.supported), abs(a.contradicted - b.contradicted), abs(a.not_found - b.not_found))
        for a, b in pairs
    )


def _scores(recipe: Recipe, seen: Sequence[LookedAt], functions: Sequence[Function]) -> Scores:
    """Of the rulings by these functions alone: what cells were compared isn't weighed with them."""
    given, found = [], []
    for one, function in zip(seen, functions, strict=True):
        figures = recipe.figures(one.figures)
        ruling = ruled(one.weighed, function.odds(figures) if figures else Odds(0.0, 0.0, 1.0))
        given.append(ruling.ruling)
        if one.figures.label != "not_found":
            shown = [piece.candidate for piece, _ in ruling.shown]
            places = [Place(piece.hit.held.document.name, piece.span) for piece in shown]
            found.append(any(place.overlaps(right) for place in places for right in one.places))
    right = [one.figures.label for one in seen]
    return Scores(
        len(seen),
        accuracy(given, right).value or 0.0,
        macro_f1(given, right, LABELS).value or 0.0,
        sum(found) / max(len(found), 1),
    )


def _table(function: Function) -> Floats:
    return np.array([function.supported, function.contradicted])


def _told(one: FittedBands) -> str:
    names = ", ".join(f'"{name}"' for name in one.fitted.names)
    constant = (
        f"{one.recipe.name} = Function(\n    ({names}),\n    {one.fitted.supported},\n    {one.fitted.contradicted},\n)"
    )
    apart = (
        f"from what stands in bands.py a weight differs by {one.weights_apart:.2f} at most, "
        f"a probability over the claims for tuning by {one.odds_apart:.2f}"
    )
    rows = [
        [f"{system}, {name}", str(s.claims), *(f"{value:.3f}" for value in (s.accuracy, s.macro_f1, s.evidence))]
        for (system, name), s in one.scores.items()
    ]
    return f"{constant}\n{apart}\n{aligned([['', 'claims', 'accuracy', 'macro-F1', 'evidence'], *rows])}"
