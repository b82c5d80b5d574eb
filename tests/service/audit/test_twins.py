"""A work under two files is told, and its passages are not told as copies besides."""

from __future__ import annotations

from service.audit.auditor import Auditor


def found(library):
    return [
        (f.holding.name, f.type, f.verdict, [p.doc for p in f.related]) for f in Auditor(library, ()).audit().findings
    ]


def test_one_work_in_two_files(library, put, texts):
    body = (texts.quays, texts.filler(0), texts.filler(3), texts.claim)
    put("draft.md", texts.paper("Abel Kvist", 1998, "Harbours of the north", *body))
    put("final.md", texts.paper("Abel Kvist", 1998, "Harbours of the north", *body, "Nothing else is known of it."))
    assert found(library) == [("final.md", "duplicate_document", "problem", ["draft.md"])]


def test_one_title_of_two_years_may_be_two_versions(library, put, texts):
    put("one.md", texts.paper("Abel Kvist", 1998, "Harbours of the north", texts.quays))
    put("two.md", texts.paper("Abel Kvist", 2004, "Harbours of the north", texts.filler(1)))
    assert found(library) == [("two.md", "duplicate_document", "doubt", ["one.md"])]


def test_one_title_by_two_authors_is_two_works(library, put, texts):
    put("one.md", texts.paper("Abel Kvist", 1998, "Harbours of the north", texts.quays))
    put("two.md", texts.paper("Berta Lund", 1998, "Harbours of the north", texts.filler(1)))
    assert found(library) == []
