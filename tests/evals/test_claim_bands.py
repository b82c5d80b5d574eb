"""The fit of the verdicts' bands: the weights in the code come from the stored figures, and how they are fitted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.__main__ import main
from evals.errors import MaterialError
from evals.libraries import filled_library
from evals.training.claim_bands import FOLDS, LABELS, RECIPES, Recipe, fit, folds, odds_apart
from evals.training.claim_figures import (
    ClaimFigures,
    KnownClaim,
    Looking,
    own_claims,
    shelves,
    stored_figures,
    write_figures,
)
from service import bootstrap
from service.settings import Settings
from service.verify.bands import READ, UNREAD, Function
from service.verify.claim import Claim
from service.verify.parts import parts_of

NUMBERS = st.floats(-9, 9).map(lambda number: round(number, 4))
FIGURES = st.builds(
    ClaimFigures,
    st.sampled_from(["samples", "train", "held_back"]),
    st.sampled_from(["fish, dried", "quays", "rope"]),
    st.sampled_from(LABELS),
    st.tuples(*[NUMBERS] * len(READ.names)),
    st.tuples(*[NUMBERS] * len(UNREAD.names)),
)


def test_the_weights_of_read_passages_come_from_the_stored_figures() -> None:
    fitted = fit(RECIPES[0], stored_figures())
    assert fitted.names == READ.names
    assert fitted.supported == pytest.approx(READ.supported, abs=0.02)
    assert fitted.contradicted == pytest.approx(READ.contradicted, abs=0.02)


def test_the_weights_of_unread_passages_tell_nearly_what_the_stored_figures_do() -> None:
    """They were fitted before sentences' figures were bound and rows counted: some weights differ, what they say less.

    Where they are put in anew, hold them as closely as those of read passages.
    """
    recipe, claims = RECIPES[1], stored_figures()
    fitted = fit(recipe, claims)
    assert fitted.names == UNREAD.names
    assert odds_apart(recipe, fitted, claims) < 0.1


def test_the_figures_are_stored_of_every_claim_with_its_label() -> None:
    stored = [(one.group, one.theme, one.label) for one in stored_figures()]
    known: list[KnownClaim] = [*own_claims("samples"), *own_claims("literature")]
    known += [claim for shelf in shelves() for claim in shelf]
    assert stored == [(claim.group, claim.theme, claim.label) for claim in known]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_what_is_held_back_is_not_learnt_from(recipe: Recipe) -> None:
    claims = stored_figures()
    others = {"supported": "contradicted", "contradicted": "not_found", "not_found": "supported"}
    turned = [replace(one, label=others[one.label]) if one.group == "held_back" else one for one in claims]
    assert fit(recipe, turned) == fit(recipe, claims)


def test_a_fit_tells_what_was_drawn_from_a_known_function() -> None:
    """Each claim stands in the figures as often as the function says: the fit gives the function back."""
    true = Function(READ.names, (0.5, 1.0, -1.0, 0.5, 0.0), (-0.5, -1.0, 1.0, 0.0, 0.5))
    corners = [(a, b, c, d) for a in (-1.0, 1.0) for b in (-1.0, 1.0) for c in (-1.0, 1.0) for d in (-1.0, 1.0)]
    claims = []
    for corner in corners:
        odds = true.odds(corner)
        for label, chance in zip(LABELS, (odds.not_found, odds.supported, odds.contradicted), strict=True):
            claims += [ClaimFigures("samples", "quays", label, corner, ())] * round(1000 * chance)
    fitted = fit(replace(RECIPES[0], penalty=1e-6), claims)
    assert fitted.supported == pytest.approx(true.supported, abs=0.03)
    assert fitted.contradicted == pytest.approx(true.contradicted, abs=0.03)


@given(st.lists(FIGURES, max_size=30))
def test_a_theme_is_never_in_two_folds(claims: list[ClaimFigures]) -> None:
    of: dict[tuple[str, str], set[int]] = {}
    for claim, fold in zip(claims, folds(claims), strict=True):
        assert 0 <= fold < FOLDS
        of.setdefault((claim.group, claim.theme), set()).add(fold)
    assert all(len(found) == 1 for found in of.values())


@given(st.lists(FIGURES, max_size=5))
def test_figures_that_are_stored_come_back(
    tmp_path_factory: pytest.TempPathFactory, claims: list[ClaimFigures]
) -> None:
    path = tmp_path_factory.mktemp("figures") / "figures.csv"
    write_figures(path, claims)
    assert stored_figures(path) == tuple(claims)


def test_other_figures_than_the_bands_weigh_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("group,theme,label,read for\n", encoding="utf-8")
    with pytest.raises(MaterialError, match="other figures than the bands weigh"):
        stored_figures(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(MaterialError, match="can't be read"):
        stored_figures(path)


def test_texts_are_of_the_bands_alone_and_asked_for_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--benchmarks", str(tmp_path), "--texts", str(tmp_path / "none")]
    with pytest.raises(SystemExit) as left:
        main(["train", "references", *given])
    assert left.value.code == 2
    assert "--texts goes with claim-bands alone" in capsys.readouterr().err
    assert main(["train", "claim-bands", *given]) == 1
    assert "none" in capsys.readouterr().err


@pytest.mark.slow
def test_claims_are_looked_at_as_the_verifier_does() -> None:
    """Where a claim is one whole and no cells are compared, the verdict's confidence is of the very same odds."""
    with filled_library(Settings(), [bootstrap.samples()]) as library:
        looking, verifier = Looking(library, Settings()), bootstrap.verifier(library)
        compared = 0
        for known in own_claims("samples")[::5]:
            found = looking.at(known)
            if parts_of(known.claim) or any(piece.is_computed or piece.is_settled for piece in found.weighed.pieces):
                continue
            odds, verdict = READ.odds(found.figures.read), verifier.verify(Claim(known.claim))
            chances = (odds.supported, odds.contradicted, odds.not_found)
            assert min(abs(chance - verdict.confidence) for chance in chances) < 0.001
            compared += 1
    assert compared >= 5
