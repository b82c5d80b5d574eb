"""Correcting: judged passages once more, by what a judge of words can't weigh: names, clauses, order, figures, extents.

Each step changes the side of a passage only where what it compares stands there plainly; the later ones count more.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.verify.all_or_some import with_extent_kept
from service.verify.bound_figures import with_figures_bound
from service.verify.conflicts import with_conflicts_told
from service.verify.crossed_clauses import with_clauses_kept
from service.verify.deeds import with_deeds_kept
from service.verify.evidence import Judged
from service.verify.figures_elsewhere import with_other_figures_aside
from service.verify.figures_held import with_figures_held
from service.verify.parts_changed import with_places_kept
from service.verify.quantified import with_quantities_kept
from service.verify.quoted_words import with_quotations
from service.verify.said_of import with_names_bound
from service.verify.told_in_order import with_order_read
from service.verify.turned_round import with_comparisons_read
from service.verify.verbatim import with_words_found

STEPS = (
    with_conflicts_told,
    with_names_bound,
    with_comparisons_read,
    with_order_read,
    with_places_kept,
    with_clauses_kept,
    with_figures_held,
    with_deeds_kept,
    with_extent_kept,
    with_quantities_kept,
    with_quotations,
    with_figures_bound,
    with_other_figures_aside,
    with_words_found,
)


def corrected(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces in their order, each on the side that it takes after all steps."""
    for step in STEPS:
        pieces = step(claim, pieces)
    return tuple(pieces)
