"""Words that were taken without marks, and those that everybody may write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.bibliography.record import Field, Record
from service.quotations.copies import CopyFinder

TAKEN = "A mill without a neighbour is a poor mill, because nobody repairs the weir but those who need it every day."


def findings(library, document):
    return [(f.verdict, f.span.of(document.text)) for f in CopyFinder(library).check(document)]


def test_words_taken_without_a_source_are_a_problem(small_library, manuscript):
    document = manuscript(f"We went there. {TAKEN} Then we left.")
    assert findings(small_library, document) == [("problem", TAKEN)]


def test_words_taken_from_a_work_that_is_cited_are_a_doubt(small_library, manuscript):
    document = manuscript(f"We went there. {TAKEN[:-1]} (Berg, 1999). Then we left.")
    assert [verdict for verdict, _ in findings(small_library, document)] == ["doubt"]


def test_one_word_put_for_another_hides_nothing(small_library, manuscript):
    document = manuscript(f"We went there. {TAKEN.replace('repairs', 'mends')} Then we left.")
    (finding,) = CopyFinder(small_library).check(document)
    assert finding.span.of(document.text) == TAKEN.replace("repairs", "mends")
    assert finding.steps == ("“mends” / “repairs”",)


def test_neighbouring_runs_are_one_finding(small_library, manuscript):
    between = "We agree with all that, having been there ourselves on two days of a wet spring."
    other = "Of the 43 mills that were counted, 17 had stopped before the railway came, and 9 stopped"
    document = manuscript(f"{TAKEN} {between} {other} later.")
    (finding,) = CopyFinder(small_library).check(document)
    assert len(finding.related) == 2
    assert finding.span.of(document.text).startswith(TAKEN)
    assert finding.message.startswith("38 words stand word for word in Berg, 1999")


def test_a_figure_that_was_put_for_another_is_told_in_the_message(small_library, manuscript):
    taken = "Of the 43 mills that were counted, 71 had stopped before the railway came, and 9 stopped later"
    (finding,) = CopyFinder(small_library).check(manuscript(f"{taken} (Berg, 1999)."))
    assert finding.message.endswith("without quotation marks, but with another figure: “71”, and there “17”.")


def test_a_citation_before_the_words_is_no_part_of_them(small_library, manuscript):
    document = manuscript(f"The owners have always quarrelled about it (Berg, 1999). {TAKEN}")
    assert [text for _, text in findings(small_library, document)] == [TAKEN]


def test_a_manuscript_that_came_out_before_copied_nothing(small_library, manuscript):
    document = manuscript(TAKEN)
    early = Field("issued", {"date-parts": [[1985]]}, "sidecar", "ms.bib")
    assert findings(small_library, replace(document, record=Record.of([early]))) == []


@pytest.mark.parametrize(
    "text",
    [
        f"We read: “{TAKEN}” (Berg, 1999).",
        f"> {TAKEN} (Berg, 1999)",
        "A mill by itself seldom prospers, since its weir is mended by those alone who depend on it.",
        "Mills stand where the river falls.",
        "| a mill without a neighbour is a poor mill because nobody repairs | 1 |\n|---|---|\n| mill | 2 |",
    ],
)
def test_what_is_no_copy(small_library, manuscript, text):
    assert findings(small_library, manuscript(text)) == []


def test_the_manuscript_itself_may_be_held(small_library):
    document = small_library.document(small_library.holding("berg.md"))
    assert findings(small_library, document) == []


def test_a_phrase_of_three_works_is_everybody_s(small_library, manuscript, text_document, tmp_path):
    for name in ("one", "two", "three"):
        path = tmp_path / f"{name}.md"
        held = text_document(f"# The {name} town\n\nA town of its own, {name} by name.\n\n{TAKEN}\n", path.name)
        small_library.put(held, path, "read")
    assert findings(small_library, manuscript(TAKEN)) == []


def test_a_formula_of_method_is_everybody_s(small_library, manuscript, text_document, tmp_path):
    formula = "All statistical analyses of the collected data were performed by two of the people in our group."
    held = text_document(f"# A study of towns\n\nWe asked them.\n\n{formula}\n", "study.md")
    small_library.put(held, tmp_path / "study.md", "read")
    assert findings(small_library, manuscript(formula)) == []


def held_text(library, name):
    holding = next(one for one in library.holdings() if one.name == name)
    return library.document(holding).text


def test_a_held_text_handed_in_again_is_said_to_be_held(small_library, text_document):
    text = held_text(small_library, "holm.md")
    for given in (text, f"{text}\nOne more sentence stands at its end, and it is new.\n"):
        compared = CopyFinder(small_library).compare(text_document(given, "again.md"))
        assert compared.findings == ()
        (notice,) = compared.notices
        assert notice.startswith("This text is held as holm.md")


def test_words_of_other_works_in_it_are_told_all_the_same(small_library, text_document):
    text = f"{held_text(small_library, 'holm.md')}\nWe went there. {TAKEN} Then we left.\n"
    document = text_document(text, "again.md")
    compared = CopyFinder(small_library).compare(document)
    assert [finding.span.of(document.text) for finding in compared.findings] == [TAKEN]


def test_a_text_of_its_own_is_not_said_to_be_held(small_library, manuscript):
    assert CopyFinder(small_library).compare(manuscript(f"We went there. {TAKEN}")).notices == ()
