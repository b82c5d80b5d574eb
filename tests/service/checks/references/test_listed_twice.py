"""Works that are listed twice, and works that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.checks.references.listed_twice import duplicate_references, listed_before
from service.checks.references.same_work import titles_match
from service.checks.references.uncited import uncited_references
from service.checks.references.years import year_mismatches

FIRST = "Holm, A., & Berg, K. (2003). The price of ice in northern towns. Journal of Cold Trades, 4(1), 10–19."
LIST = f"""# Harbours of the north

Ice was cut in winter [1]. Tar was dear [2].{{cited}}

## References

1. {FIRST}
2. Lund, E. (2009). Rope and tar. Bergen: Fjord Press.
3. {{entry}}
"""
SAME = (
    FIRST,
    FIRST.replace("northern", "nothern"),
    FIRST.replace("Journal of Cold Trades", "J. Cold Trades"),
    FIRST.replace("Holm, A., & Berg, K.", "Holm, Anna, and Berg, Knut"),
    FIRST.upper().replace("(1)", ""),
    "Holm A, Berg K. The price of ice in northern towns. J Cold Trades. 2003;4(1):10-19.",
    FIRST.replace("10–19.", "10–19. https://doi.org/10.1000/jct.2003.10"),
)
OTHER = (
    FIRST.replace("The price of ice", "The colour of ice").replace("10–19", "40–49"),
    FIRST.replace("northern towns", "northern towns: Part II").replace("4(1), 10–19", "5(1), 7–12"),
    FIRST.replace("4(1), 10–19", "9(2), 77–80").replace("2003", "2011"),
    FIRST.replace("Holm, A., & Berg, K.", "Quill, B.").replace("price", "trade").replace("10–19", "21–30"),
)


def found(document, *verdicts):
    return [f for f in duplicate_references(document) if f.verdict in (verdicts or ("problem", "doubt"))]


@pytest.mark.parametrize("entry", SAME)
def test_the_same_work_in_another_dress_is_listed_again(text_document, entry):
    document = text_document(LIST.format(entry=entry, cited=""))
    (finding,) = found(document)
    assert finding.verdict == "problem"
    assert finding.span == document.references[2].span
    assert [place.start for place in finding.related] == [document.references[0].span.start]


@pytest.mark.parametrize("entry", OTHER)
def test_another_work_is_another_work(text_document, entry):
    assert found(text_document(LIST.format(entry=entry, cited=" See [3]."))) == []


def test_three_entries_of_one_work_are_two_findings_related_to_the_first(text_document):
    document = text_document(LIST.format(entry=f"{FIRST}\n4. {FIRST}", cited=""))
    first = document.references[0].span.start
    assert [(f.span, f.related[0].start) for f in found(document)] == [
        (document.references[2].span, first),
        (document.references[3].span, first),
    ]
    assert len(found(document, "ok")) == 1


def test_editions_are_different_works(text_document):
    one = "Lund, E. (2009). Rope and tar (2nd ed.). Bergen: Fjord Press."
    assert found(text_document(LIST.format(entry=one, cited=" See [3]."))) == []


def test_one_title_in_two_journals_is_a_doubt(text_document):
    other = FIRST.replace("Journal of Cold Trades, 4(1), 10–19", "Annals of Winter, 7(2), 88–97")
    assert [f.verdict for f in found(text_document(LIST.format(entry=other, cited="")))] == ["doubt"]


def test_two_titles_on_the_same_pages_are_a_doubt(text_document):
    other = FIRST.replace("The price of ice in northern towns", "Der Preis des Eises in nordischen Städten")
    (finding,) = found(text_document(LIST.format(entry=other, cited="")))
    assert finding.verdict == "doubt"
    assert "same pages" in finding.message


def test_one_work_with_two_years_is_a_duplicate_and_a_wrong_year(text_document):
    document = text_document(LIST.format(entry=FIRST.replace("2003", "2004"), cited=""))
    assert [f.verdict for f in found(document)] == ["problem"]
    (year,) = [f for f in year_mismatches(document) if f.verdict != "ok"]
    assert year.span == document.references[2].span


def test_later_entry_of_a_cited_work_is_not_uncited_as_well(text_document):
    document = text_document(LIST.format(entry=FIRST, cited=""))
    assert [f for f in uncited_references(document) if f.verdict != "ok"] == []


def test_work_is_cited_by_either_entry(text_document):
    document = text_document(LIST.format(entry=FIRST, cited=" So it was [3].").replace("winter [1]", "winter"))
    assert [f for f in uncited_references(document) if f.verdict != "ok"] == []


NUMERALS = ("second", "fourth")
WORD = st.text("abcdefghijklmnoprstuvwyz", min_size=6, max_size=12).filter(lambda word: word not in NUMERALS)
WORDS = st.lists(WORD, min_size=4, max_size=10, unique=True)


@given(WORDS, st.data())
def test_a_title_is_itself_with_a_slip(words, data):
    at = data.draw(st.integers(0, len(words) - 1))
    cut = data.draw(st.integers(1, len(words[at]) - 2))
    slip = [*words[:at], words[at][:cut] + words[at][cut + 1 :], *words[at + 1 :]]
    assert titles_match(words, slip)
    assert titles_match(slip, words)


@given(WORDS, st.integers(1, 9), st.integers(1, 9))
def test_parts_of_a_work_are_told_apart_by_their_number(words, one, two):
    assert titles_match([*words, str(one)], [*words, str(two)]) == (one == two)


@given(WORDS, WORDS)
def test_matching_titles_is_symmetric(one, two):
    assert titles_match(one, two) == titles_match(two, one)


def test_a_work_in_the_style_of_another_country_is_the_same_work(text_document):
    entries = (
        "Marshall, A. (1890). Principles of Economics. London: Macmillan.\n\n"
        "Weber, A. (1929). Theory of the Location of Industries. Chicago: Press.\n\n"
        "Marshall, Alfred: Principles of economics. Macmillan, London 1890.\n"
    )
    document = text_document(f"# Quays\n\nMarshall (1890) wrote of quays.\n\n## References\n\n{entries}")
    assert {n: (first.n, how) for n, (first, how, _) in listed_before(document).items()} == {3: (1, "same")}
