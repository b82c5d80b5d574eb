"""An audit tells of each repetition once, keeps what it worked out, and gives the same whatever came before."""

from __future__ import annotations

import sqlite3
from itertools import permutations

import pytest

from indexer.formats import FORMAT
from indexer.library import Library
from service.audit.auditor import Auditor
from service.audit.shape import audit_json
from service.findings.finding import Finding


def audited(library, *documents):
    return Auditor(library, ()).audit(documents or None)


def types(audit):
    return [(finding.holding.name, finding.type, finding.verdict) for finding in audit.findings]


def test_an_empty_library_has_nothing_to_audit(library):
    assert audited(library).findings == ()


def test_a_copied_paragraph_is_told_once_at_the_later_work(library, put, texts):
    put("zeta.md", texts.paper("Abel Kvist", 1998, "Harbours of the north", texts.filler(0), texts.quays))
    put("alpha.md", texts.paper("Berta Lund", 2007, "Sand and the railway", texts.quays, texts.filler(3)))
    audit = audited(library)
    assert types(audit) == [("alpha.md", "duplicate_paragraph", "problem")]
    (finding,) = audit.findings
    assert finding.span.of(library.document(finding.holding).text) == texts.quays
    assert [place.doc for place in finding.related] == ["zeta.md"]
    assert "word for word in (Kvist, 1998)" in finding.message and "not cited here" in finding.message


def test_a_claim_of_three_works_is_one_finding_with_its_independent_sources(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours of the north", f"{texts.others[0]} {texts.claim}"))
    put("b.md", texts.paper("Berta Lund", 2007, "Sand and the railway", f"{texts.others[1]} {texts.claim}"))
    put("c.md", texts.paper("Abel Kvist", 2011, "Quays once more", f"{texts.others[2]} {texts.claim}"))
    (finding,) = audited(library).findings
    assert (finding.holding.name, finding.type) == ("b.md", "duplicate_claim")
    assert [place.doc for place in finding.related] == ["a.md", "c.md"]
    assert "3 documents, of 2 independent sources; the earliest is (Kvist, 1998)" in finding.message


def test_a_paragraph_that_comes_twice_in_one_document(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays, texts.filler(0), texts.filler(3), texts.quays))
    (finding,) = audited(library).findings
    assert finding.type == "duplicate_paragraph" and finding.related[0].start < finding.span.start


REFERENCES = "1. Kvist, A. (1998). Harbours of the north and their keepers. Ostby: Tide Press."


@pytest.mark.parametrize(
    "said",
    [
        "Kvist notes that “nine quays in ten were built by men who had never seen a ship of iron” [1].",
        "Of ten quays, nine go back to builders who never saw iron ships [1].",
    ],
)
def test_what_is_quoted_in_marks_or_said_in_other_words_with_its_source_is_no_fault(library, put, texts, said):
    title = "Harbours of the north and their keepers"
    put("a.md", texts.paper("Abel Kvist", 1998, title, f"{texts.others[0]} {texts.claim}", texts.filler(2)))
    put("b.md", texts.paper("Berta Lund", 2007, "Sand", f"{texts.others[1]} {said}", references=REFERENCES))
    assert audited(library).findings == ()


def test_opposite_claims_and_other_figures_are_no_repetition(library, put, texts):
    put(
        "a.md",
        texts.paper("Abel Kvist", 1998, "Harbours", "The landing fee rose by 12 per cent after the war in Ostby."),
    )
    put("b.md", texts.paper("Berta Lund", 2007, "Sand", "The landing fee rose by 31 per cent after the war in Ostby."))
    put("c.md", texts.paper("Carl Moe", 2008, "Fees", "The landing fee fell by 12 per cent after the war in Ostby."))
    assert audited(library).findings == ()


def test_the_words_of_a_series_are_nobodys_claim(library, put, texts):
    said = "This paper is one of a series that the harbour board of Ostby pays for and does not correct."
    for number in range(4):
        put(
            f"{number}.md",
            texts.paper(f"Author{number} Kvist{number}", 1998, f"Title number {number}", said, texts.others[number]),
        )
    assert audited(library).findings == ()


def test_tables_of_two_documents_that_disagree(library, put, texts):
    rows = "| Harbour | Coal (tonnes) |\n|---|---|\n| Ostby | {} |\n| Vikmo | 3015 |\n| Sund | 2210 |"
    table = f"Table 1. Coal landed in 1887\n\n{rows}"
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.filler(0), table.format(4120)))
    put("b.md", texts.paper("Berta Lund", 2007, "Sand", texts.filler(3), table.format(5230)))
    (finding,) = audited(library).findings
    assert (finding.holding.name, finding.type) == ("b.md", "table_conflict")
    assert "4120" in finding.message and "5230" in finding.message


def test_the_same_audit_again_and_from_nothing(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays, texts.filler(0)))
    put("b.md", texts.paper("Berta Lund", 2007, "Sand", texts.quays, texts.claim))
    put("c.md", texts.paper("Carl Moe", 2011, "Fees", texts.claim, texts.filler(3)))
    first = audited(library)
    assert len(first.findings) == 2
    assert audited(library) == first == audited(Library(library.folder, library.encoder))
    assert audit_json(first, library.document) == audit_json(audited(library), library.document)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_documents_come_makes_no_difference(library, put, texts, order):
    papers = [
        ("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays, texts.filler(0))),
        ("b.md", texts.paper("Berta Lund", 2007, "Sand", texts.quays, texts.claim)),
        ("c.md", texts.paper("Carl Moe", 2011, "Fees", texts.claim, texts.filler(3), texts.quays)),
    ]
    for place in order:
        put(*papers[place])
        audited(library)
    shown = audit_json(audited(library), library.document)
    assert [(f["doc"], f["type"], [r["doc"] for r in f["related"]]) for f in shown["findings"]] == [
        ("b.md", "duplicate_paragraph", ["a.md", "c.md"]),
        ("c.md", "duplicate_claim", ["b.md"]),
    ]


def test_what_rested_on_a_document_goes_with_it(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays, texts.filler(0)))
    put("b.md", texts.paper("Berta Lund", 2007, "Sand", texts.quays, texts.claim))
    assert len(audited(library).findings) == 1
    library.remove("a.md")
    assert audited(library).findings == ()
    with sqlite3.connect(library.folder / "library.sqlite") as connection:
        for table in ("audit_meetings", "audit_known"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_one_document_is_audited_beside_all_others(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays, texts.filler(0)))
    held = put("b.md", texts.paper("Berta Lund", 2007, "Sand", texts.quays, texts.claim))
    assert types(audited(library, held)) == [("b.md", "duplicate_paragraph", "problem")]
    assert audited(library, library.holding("a.md")).findings == ()
    assert audited(library, held).documents == 1


def test_a_library_that_an_earlier_version_made_is_audited(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays, texts.filler(0), texts.quays))
    with sqlite3.connect(library.folder / "library.sqlite") as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name LIKE 'audit%'").fetchone() is None
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    assert len(audited(library).findings) == 1


def test_progress_is_told(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays))
    told = []
    Auditor(library, ()).audit(progress=lambda step, done, total: told.append((step, done, total)))
    assert told == [("reading", 0, 1), ("comparing", 0, 1), ("checking", 0, 1)]


def test_a_claim_that_stands_within_a_longer_sentence_which_denies_something_else(library, put, texts):
    longer = f"{texts.claim[:-1]}, it is said, but no ledger of the time names a single one of those builders."
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours of the north", longer))
    put("b.md", texts.paper("Berta Lund", 2007, "Sand and the railway", f"{texts.others[1]} {texts.claim}"))
    assert types(audited(library)) == [("b.md", "duplicate_claim", "problem")]


def test_a_title_in_quotation_marks_is_no_quotation(library, put, texts):
    title = "“The Harbours of the Cold North, Second Edition”"
    said = f"The board bought {title} for its pilots.", f"Sailors of the east never opened {title} at all."
    put("a.md", texts.paper("Abel Kvist", 1998, "Reading", said[0], texts.filler(0), texts.filler(3), said[1]))
    assert audited(library).findings == ()


def _everything_is_wrong(document):
    yield Finding("uncited_claim", "doubt", document.sentences[-1], "It names no source.")


def test_what_other_checks_found_is_not_taken_for_what_these_find(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.filler(0)))
    assert audited(library).findings == ()
    assert types(Auditor(library, (_everything_is_wrong,)).audit()) == [("a.md", "uncited_claim", "doubt")]
    assert audited(library).findings == ()
