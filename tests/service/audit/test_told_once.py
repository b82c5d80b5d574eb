"""One fault is one finding, whichever checks and however many files of one work come upon it."""

from __future__ import annotations

import pytest

from service.audit.auditor import Auditor
from service.audit.notices import KnownFindings
from service.checks.every import CHECKS
from service.quotations.checker import QuotationChecker

CLAIM = "Seven out of ten quays were built by men who had never seen a ship of iron."
LISTED = "1. Kvist, A. (1998). Harbours of the north and their keepers. Ostby: Tide Press."
TITLE = "Harbours of the north and their keepers"


def audit(library):
    return Auditor(library, CHECKS, QuotationChecker(library)).audit()


def told(library, *types):
    return [
        (finding.holding.name, finding.type) for finding in audit(library).faults if not types or finding.type in types
    ]


def paper(texts, *parts, **more):
    """A paper whose section isn't one of results, which would be the authors' own."""
    return texts.paper(*parts, **more).replace("## Findings", "## The coast")


def claims(library):
    return told(library, "uncited_claim", "duplicate_claim")


def test_a_figure_without_a_source_that_another_work_repeats(library, put, texts):
    put(
        "a.md",
        paper(
            texts,
            "Abel Kvist",
            1998,
            TITLE,
            f"{texts.others[0]} {CLAIM}",
            f"{texts.filler(1)} [1].",
            references="1. Moe, C. (1990). Ice of the bay. Ostby: Tide Press.",
        ),
    )
    put(
        "b.md",
        paper(
            texts, "Berta Lund", 2007, "Sand", f"{texts.others[1]} [1]. {texts.others[3]} {CLAIM}", references=LISTED
        ),
    )
    assert claims(library) == [("a.md", "uncited_claim"), ("b.md", "duplicate_claim")]
    (repeat,) = [finding for finding in audit(library).faults if finding.type == "duplicate_claim"]
    assert repeat.message.endswith("; no source is given.")


def test_a_quotation_without_a_source_that_comes_twice_in_one_document(library, put, texts):
    quoted = "Keepers say that “nine quays in ten were built by men who had never seen a ship of iron and never would”."
    text = paper(
        texts, "Abel Kvist", 1998, "Harbours", f"{texts.others[0]} {quoted}", texts.filler(1), texts.others[4], quoted
    )
    put("a.md", text)
    assert claims(library) == [("a.md", "duplicate_claim")]
    (repeat,) = audit(library).faults
    assert repeat.message.endswith("; no source is given.")


def test_a_copy_of_a_held_work_gets_none_of_its_findings_again(library, put, texts):
    text = paper(
        texts,
        "Abel Kvist",
        1998,
        TITLE,
        texts.quays,
        f"{texts.filler(0)} {CLAIM}",
        texts.filler(3),
        "As shown [7].",
        references=LISTED,
    )
    put("a.md", text)
    alone = told(library)
    assert ("a.md", "uncited_claim") in alone and ("a.md", "missing_reference") in alone
    put("b.md", text.replace("date: 1998", "date: 1998-05"))
    assert told(library) == [*alone, ("b.md", "duplicate_document")]


SAID = "Harbour dues were paid in salt until the crown forbade it, and in hemp for a generation after that."


@pytest.fixture
def quoting(library, put, texts):
    put("a.md", paper(texts, "Abel Kvist", 1998, TITLE, texts.filler(0), SAID))
    wrong = SAID.replace("in salt", "in silver").rstrip(".")
    return put("b.md", paper(texts, "Berta Lund", 2007, "Sand", f"Kvist writes: “{wrong}” [1].", references=LISTED))


def test_a_quotation_of_a_held_work_that_was_altered(library, quoting):
    (finding,) = [each for each in audit(library).faults if each.type == "altered_quotation"]
    assert finding.holding.name == "b.md" and "silver" in finding.message
    assert [place.doc for place in finding.related] == ["a.md"]
    (notice,) = KnownFindings(library).notices([(quoting, finding.span)])
    assert notice.text.startswith("The quotation in it isn’t exact: ") and "salt" in notice.text


def test_quotations_are_worked_out_again_when_a_document_comes_or_goes(library, put, texts, quoting):
    library.remove("a.md")
    assert told(library, "altered_quotation", "fabricated_quotation") == []
    put("a.md", paper(texts, "Abel Kvist", 1998, TITLE, texts.filler(0), SAID))
    assert told(library, "altered_quotation") == [("b.md", "altered_quotation")]
    put("a.md", paper(texts, "Abel Kvist", 1998, TITLE, texts.filler(0), SAID.replace("in salt", "in silver")))
    assert len(library.holdings()) == 2
    assert told(library, "altered_quotation") == []


def test_what_an_answer_is_told_says_nothing_twice(library, put, texts):
    held = put("a.md", paper(texts, "Abel Kvist", 1998, TITLE, f"{texts.others[0]} {CLAIM}"))
    (finding,) = audit(library).faults
    (notice,) = KnownFindings(library).notices([(held, finding.span)])
    assert notice.text == finding.message
