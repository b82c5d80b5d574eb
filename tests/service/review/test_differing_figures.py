"""A statement that gives another figure than the passage that it was taken from."""

import pytest

from service.review.differing_figures import differing_figure, has_a_figure_of, shares_a_figure

DRIED = "Bricks that were fired twice took 70 minutes to cool in the yard."
OTHERS = ("Bricks that were fired once took 38 minutes to cool in the yard.", "The yard held 900 bricks.")


@pytest.mark.parametrize(
    ("statement", "passage", "said", "given"),
    [
        ("In this trial bricks that were fired twice took 41 minutes to cool.", DRIED, "41 minutes", "70 minutes"),
        ("Losses in the kiln fell by 14%.", "Losses in the kiln fell by 44 per cent.", "14%", "44 per cent"),
        ("Gangs walked 290 kilometres between two sites.", "Gangs walked on average 190 kilometres between two sites.",
         "290 kilometres", "190 kilometres"),
        ("The master kept nine apprentices in the yard.", "The master kept four apprentices in the yard.",
         "nine apprentices", "four apprentices"),
    ],
)  # fmt: skip
def test_another_figure_for_the_same_thing_is_told_with_both(statement, passage, said, given) -> None:
    found = differing_figure(statement, passage, [passage, *OTHERS])
    assert found is not None
    assert (found.said, found.given) == (said, given)


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("Bricks that were fired twice took 70 minutes to cool.", DRIED),
        ("Bricks that were fired twice took more than an hour to cool.", DRIED),
        ("Bricks that were fired once took 38 minutes to cool.", DRIED),
        ("Bricks that were not fired twice took 41 minutes to cool in the yard.", DRIED),
        ("Tiles took 41 minutes to glaze and to paint in the shop.", DRIED),
        ("Bricks of Norland that were fired twice took 41 minutes to cool in the yard.", DRIED),
        ("Bricks that were fired twice took 41 baskets of coal to cool in the yard.", DRIED),
        ("Losses in the kiln fell by about a quarter.", "Losses in the kiln fell by 23 per cent."),
        ("Of the bricks 77 per cent were whole.", "Of the bricks 23 per cent were not whole."),
        ("Of the bricks in the yard 56 per cent held.", "Of the bricks in the yard 44 per cent held no more."),
        ("The kiln lost 30 bricks a day in 1910.", "The kiln lost 12 bricks a day in 1890."),
        ("The yard had 12 men and 9 women.", "The yard had 21 men and women."),
    ],
)
def test_the_same_figure_one_of_something_else_or_one_worked_out_is_not(statement, passage) -> None:
    assert differing_figure(statement, passage, [passage, *OTHERS]) is None


@pytest.mark.parametrize(
    ("statement", "passage", "has"),
    [
        ("In a survey 71 per cent of masters fired twice.", "Masters took 70 minutes to fire.", False),
        ("In a survey 71 per cent of masters fired twice.", "Of the masters 71 per cent fired twice.", True),
        ("In a survey 71 per cent of masters fired twice.", "Masters who fired twice 71.0", True),
        ("Masters fired twice.", "Masters took 70 minutes to fire.", True),
    ],
)
def test_whether_a_passage_has_a_figure_of_the_statement(statement, passage, has) -> None:
    assert has_a_figure_of(statement, passage) is has


@pytest.mark.parametrize(
    ("statement", "passage", "shares"),
    [
        ("The author measured at 146 points, nearly four times as many.", "We took the heat at 146 points.", True),
        ("The author measured at 146 points, nearly four times as many.", "We took 146 bricks.", False),
        ("The author measured at 3 points.", "We took the heat at 3 points.", False),
    ],
)
def test_whether_both_share_a_figure(statement, passage, shares) -> None:
    assert shares_a_figure(statement, passage) is shares
