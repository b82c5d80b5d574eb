"""What a manuscript says, and which works it says it of."""

from __future__ import annotations

import pytest

from service.review.cited_statements import cited_statements

LIST = """

## References

1. Marsh, A. (1990). A school of patience. Ostby: Quay Press.
2. Brook, B. (2001). The herring fleets. Vikmo: Rope Press.
3. Stone, C. (2010). Bells and bell founders. Harlow: Foundry Press.
"""

NAMED_LIST = """

## References

Marsh, A. (1990). A school of patience. Ostby: Quay Press.

Brook, B. (2001). The herring fleets. Vikmo: Rope Press.

Stone, C. (2010). Bells and bell founders. Harlow: Foundry Press.
"""


@pytest.fixture
def statements(text_document):
    def made(body, entries=NAMED_LIST):
        document = text_document(f"# Ports\n\n## Trade\n\n{body}{entries}")
        return document, cited_statements(document)

    return made


def test_the_sentence_without_its_citation_is_what_is_claimed(statements):
    _, (one,) = statements("The quay of Ostby was rebuilt twice within ten years (Marsh, 1990).")
    assert one.text == "The quay of Ostby was rebuilt twice within ten years."
    assert one.works == (1,)


def test_each_citation_in_brackets_supports_what_stands_before_it(statements):
    document, found = statements(
        "The quay of Ostby was rebuilt twice [1], while the herring fleet of Vikmo never came back [2].", LIST
    )
    assert [(one.works, one.text) for one in found] == [
        ((1,), "The quay of Ostby was rebuilt twice"),
        ((2,), "The herring fleet of Vikmo never came back"),
    ]
    assert all(one.span.of(document.text)[-1] in "].2" for one in found)


def test_a_named_author_says_what_follows(statements):
    _, (one,) = statements("Marsh (1990) reports that the quay of Ostby was rebuilt twice within ten years.")
    assert one.text == "The quay of Ostby was rebuilt twice within ten years."


def test_two_named_authors_each_say_their_own(statements):
    _, found = statements(
        "Marsh (1990) praises the quays of Ostby, whereas Brook (2001) mourns the herring fleet of Vikmo."
    )
    assert [one.works for one in found] == [(1,), (2,)]


def test_a_group_of_citations_is_one(statements):
    _, (one,) = statements("The quay of Ostby was rebuilt twice within ten years (Marsh, 1990; Brook, 2001).")
    assert one.works == (1, 2)


def test_what_goes_on_behind_a_citation_is_not_the_cited_works(statements):
    _, (one,) = statements(
        "The quay of Ostby was rebuilt twice within ten years (Marsh, 1990), and nothing like it happened to our town."
    )
    assert one.text == "The quay of Ostby was rebuilt twice within ten years"


def test_a_semicolon_parts_statements(statements):
    _, found = statements(
        "Nobody has counted the anchors of the lake; the quay of Ostby was rebuilt twice in ten years (Marsh, 1990)."
    )
    assert [one.text for one in found] == ["The quay of Ostby was rebuilt twice in ten years."]


def test_a_sentence_that_credits_the_author_cited_before_is_checked_too(statements):
    _, found = statements(
        "Marsh (1990) praises the quays of Ostby above all others. She also shows that fresh herring was landed."
    )
    assert [(one.works, one.is_direct) for one in found] == [((1,), True), ((1,), True)]
    assert found[1].text == "Fresh herring was landed."


def test_a_sentence_that_merely_goes_on_is_not_taken_for_the_authors(statements):
    _, found = statements(
        "Marsh (1990) praises the quays of Ostby above all others. They agree with what sailors say of them today."
    )
    assert [one.is_direct for one in found] == [True, False]


def test_every_statement_lies_in_the_text(statements):
    document, found = statements(
        "The *quay* of Ostby was rebuilt twice [1], though [2] doubts that the bells of Harlow rang; others agree [3].",
        LIST,
    )
    for one in found:
        assert one.span.of(document.text).strip()
        assert "[" not in one.text


@pytest.mark.parametrize(
    "body",
    [
        "Marsh [1] reports that the quay of Ostby was rebuilt twice within ten years.",
        "As Marsh [1] notes, the quay of Ostby was rebuilt twice within ten years.",
    ],
)
def test_a_name_before_a_number_is_the_author_who_says_it(statements, body):
    _, (one,) = statements(body, LIST)
    assert "Marsh" not in one.text
    assert one.works == (1,)


def test_another_name_before_a_number_is_part_of_what_is_claimed(statements):
    _, (one,) = statements("The quay of Ostby was rebuilt twice by Harald Marlow [1].", LIST)
    assert one.text == "The quay of Ostby was rebuilt twice by Harald Marlow."


@pytest.mark.parametrize(
    ("body", "is_pointer"),
    [
        ("Later work looked at the quays instead (Marsh, 1990).", True),
        ("Recent research has turned to quays (Marsh, 1990).", True),
        ("Earlier studies examined 300 quays (Marsh, 1990).", False),
        ("Quays looked at the sea (Marsh, 1990).", False),
    ],
)
def test_what_says_only_that_others_have_worked_on_it_is_told(statements, body, is_pointer):
    _, (one,) = statements(body)
    assert one.is_about_the_field is is_pointer


@pytest.mark.parametrize(
    ("citation", "works"),
    [
        ("(but see Marsh, 1990)", ()),
        ("(contra Marsh, 1990)", ()),
        ("(Marsh, 1990, is silent on this)", ()),
        ("(Marsh, 1990, gives no figure)", ()),
        ("(Marsh, 1990; but see Brook, 2001)", (1, 2)),
        ("(see Marsh, 1990)", (1,)),
    ],
)
def test_a_work_that_is_cited_for_not_saying_it_is_not_held_to_it(statements, citation, works):
    _, (one,) = statements(f"The quay of Ostby was rebuilt twice within ten years {citation}.")
    assert one.works == works
