"""Questions that deny something: the opposite of what they ask is no answer."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.tables.bounds import bound_in, is_denied
from tests.service.tables.conftest import RIVERS, MakeShelf
from tests.service.tables.test_measuring import VALLEYS

TURNED = [
    ("Which guilds did not grow by more than 8.8 %?", "Weirside Old Guild; Alder Cloth Guild"),
    ("Which guilds didn’t grow by more than 8.8 %?", "Weirside Old Guild; Alder Cloth Guild"),
    ("Which guilds grew by not more than 8.8 %?", "Weirside Old Guild; Alder Cloth Guild"),
    ("Which guilds did not grow by at least 8.9 %?", "Weirside Old Guild; Alder Cloth Guild"),
    ("Which guilds in Table 3 do not help more than 110 mills?", "Alder Cloth Guild; Birch Engine Guild"),
    ("How many guilds did not grow by more than 8.8 %?", "2 of 4"),
    ("Which guilds that are not spinning grew by more than 8.8 %?", None),  # what is denied is no bound
    ("Which guilds that never were poor grew by more than 8.8 %?", None),
]


@pytest.mark.parametrize(("question", "result"), TURNED)
def test_a_denied_bound_is_turned_round(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(VALLEYS).result(question) == result


def test_a_bound_that_was_turned_round_says_so(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("Which guilds did not grow by more than 8.8 %?")
    assert answer is not None
    assert answer.computations[0].expression.endswith("2 of 4 figures for “Sale growth rate (%)” are at most 8.8 %")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(
    st.lists(st.integers(1, 99), min_size=2, max_size=6),
    st.integers(1, 99),
    st.sampled_from(["more than", "less than", "at least", "at most"]),
)
def test_what_keeps_to_a_bound_and_what_does_not_are_all(
    shelf: MakeShelf, wells: list[int], limit: int, word: str
) -> None:
    rows = "\n".join(f"| Town{chr(97 + place)} | {count} |" for place, count in enumerate(wells))
    table = shelf(f"Table 1. Wells by town\n\n| Town | Wells |\n|---|---|\n{rows}\n")
    kept = [table.result(f"How many towns {verb} {word} {limit} wells?") for verb in ("have", "do not have")]
    assert all(kept)
    assert sum(int(result.split()[0]) for result in kept if result) == len(wells)


@pytest.mark.parametrize(
    ("text", "above", "within"),
    [
        ("do not have more than", False, True),
        ("haven't grown by less than", True, True),
        ("are not above", False, True),
        ("with not less than", True, True),
        ("do not reach at least", False, False),
        ("are not German and have more than", True, False),
        ("do not exceed", False, True),
        ("that do not sell exceed", True, False),
    ],
)
def test_a_denied_bound_is_read(text: str, above: bool, within: bool) -> None:
    bound = bound_in(f"Which towns {text} 9 % in all?")
    assert bound is not None
    assert (bound.value, bound.above, bound.within) == (Decimal(9), above, within)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Which towns are not poor?", True),
        ("Which towns haven't a mill?", True),
        ("Which town other than Upton has the most mills?", True),
        ("Which towns have no mills?", True),
        ("Which towns have no more than 9 mills?", False),
        ("Which towns do not have more than 9 mills?", False),
        ("Which poor towns do not have more than 9 mills and no dam?", True),
        ("Which towns that do not sell exceed 9 mills?", True),
        ("Which towns did not grow over 2010?", True),
        ("Yes or no: has the no. of mills grown?", False),
        ("What is in Table no. 3, and is it known whether or not it holds?", False),
    ],
)
def test_a_denial_is_heard(text: str, denied: bool) -> None:
    assert is_denied(text) is denied


DENIED = [
    "Which rivers other than the Alna have the greatest length?",
    "Which river does not have the most dams?",
    "How many dams do not belong to the Brenta?",
    "What share of homes has no boat in Millbank?",
]


@pytest.mark.parametrize("question", DENIED)
def test_what_is_denied_is_not_what_answers(shelf: MakeShelf, question: str) -> None:
    assert shelf(RIVERS).answer(question) is None


def test_a_table_that_is_named_is_shown_whole_where_a_row_is_denied(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("Which of the guilds in Table 3 is not from Birch?")
    assert answer is not None
    assert not answer.rows and not answer.computations
    assert [table.number for table in answer.tables] == ["3"]


def test_a_head_that_denies_the_same_is_taken(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Towns\n\n| Town | Homes without a boat (%) | Homes with a boat (%) |\n|---|---|---|\n"
        "| Upton | 9 | 91 |\n| Dell | 7 | 93 |\n"
    )
    assert shelf(table).result("Which town has the highest share of homes without a boat?") in {None, "Upton: 9 %"}
