"""The fitting of the judge: a function that is extended stays as it was where nothing of the new is there."""

from __future__ import annotations

import numpy as np

from evals.training.claim_judge import extended, logistic

PLAIN = [({"near": n / 10, "denies": 0.0}, n > 4, 1.0) for n in range(10)]
TURNED = [({"near": n / 10, "denies": 1.0}, True, 1.0) for n in range(10)]


def test_what_is_learnt_last_changes_only_what_it_is_about() -> None:
    known = logistic(PLAIN * 20, ["near"])
    both = extended(known, (PLAIN + TURNED * 3) * 20, ["denies"])
    rows = [row for row, _, _ in PLAIN]
    assert np.allclose(both.chances(rows), known.chances(rows))
    denied = both.chances([row for row, _, _ in TURNED])
    assert both.names == ("near", "denies")
    assert (denied > known.chances(rows)).all()
