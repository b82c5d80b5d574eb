"""Features of a claim beside a text that turn on denial, on kinds, and on proper names exchanged for others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.verify.calibration.alignment import aligned
from service.verify.calibration.features import TURNING, Side, features
from service.verify.calibration.kinds import kind_of
from service.verify.calibration.replaced import has_replaced_name
from service.verify.gates.reading import reading

NEWS = ("denied.", "stated.denied", "kind.", "claim.denies*", "name.replaced")


def found(claim: str, text: str) -> dict[str, float]:
    return features(Side(reading(claim)), Side(reading(text)), reading(""))[0]


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Ostby is a small harbour of the north.", "harbour"),
        ("Ostby was never the only harbour in Vikmo.", "harbour"),
        ("Ostby is not a harbour.", "harbour"),
        ("Ostby, it is said, is one of the oldest trading towns, and poor.", ""),
        ("Ostby lies far from Vikmo.", ""),
        ("Ostby is poor.", ""),
    ],
)
def test_the_kind_is_the_noun_that_a_claim_puts_its_subject_under(claim: str, kind: str) -> None:
    place = kind_of(claim)
    assert (reading(claim).words[place].text if place >= 0 else "") == kind


def test_a_kind_that_a_text_lacks_counts_the_other_way_where_it_is_denied() -> None:
    text = "Ostby is a fishing village on the fjord."
    assert found("Ostby is a village.", text)["kind.met"] == 1
    assert found("Ostby is a monastery.", text)["kind.unmet"] == 1
    assert found("Ostby is not a village.", text)["denied.kind.met"] == 1
    assert found("Ostby is not a monastery.", text)["denied.kind.unmet"] == 1


def test_what_a_claim_denies_is_stated_or_denied() -> None:
    claim = "The guild did not own ships."
    assert found(claim, "The guild bought and did own ships.")["denied.stated"] == 1
    assert found(claim, "The guild did not own ships then.")["denied.alike"] == 1
    assert found("The guild owned ships.", "The guild never owned ships.")["stated.denied"] > 0


def test_has_yet_to_denies() -> None:
    (word,) = [word for word in reading("The guild has yet to publish its ledgers.").words if word.lower == "publish"]
    assert word.denied
    assert not reading("It is old, yet it stands.").words[-1].denied


def test_a_name_in_the_place_of_another_is_told_and_a_symbol_is_none() -> None:
    def told(claim: str, text: str) -> bool:
        one, other = reading(claim), reading(text)
        return has_replaced_name(one, other, aligned(one, other.carrying))

    assert told("Anna Holm is a Danish painter.", "Anna Holm is a Swedish painter.")
    assert told("The fleet left for Vikmo.", "In May the fleet left for Ostby.")
    assert not told("Anna Holm is a Danish painter.", "Anna Holm is a painter from Aarhus.")
    assert not told("It binds the receptor TNF.", "It binds the receptor BRCA.")
    assert not told("The fleet left for Vikmo.", "The fleet left for Vikmo and Ostby.")


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_a_claim_that_denies_nothing_has_nothing_of_denial(claim: str, text: str) -> None:
    values = found(claim, text)
    if not values["claim.denies"]:
        assert all(not value for name, value in values.items() if name.startswith(("denied.", "claim.denies*")))
    assert all(0 <= values[name] <= 1 for name in values if name.startswith(NEWS) and "near" not in name)


def test_a_plain_claim_has_nothing_that_turns_sides() -> None:
    values = found("Wages rose in the north.", "In the north wages rose, and nobody complained.")
    assert [name for name in TURNING if values[name]] == []
    assert {name for name in values if name.startswith(NEWS)} == set(TURNING)
