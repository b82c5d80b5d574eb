"""The last audit is told from what was kept of it, and what came and went since is told with it."""

from __future__ import annotations

import sqlite3

import pytest

from corpus.reading.read import read
from service.audit.auditor import Auditor
from service.audit.last import LastAudit, last_audit
from service.checks.every import CHECKS


@pytest.fixture
def audited(library, put, texts):
    """Two works of which one repeats the other and itself, and the audit of both."""
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours of the north", texts.quays, texts.filler(0)))
    put("b.md", texts.paper("Berta Lund", 2007, "Sand and the railway", texts.quays, "Seven in ten of them fail."))
    return Auditor(library, CHECKS).audit()


def test_what_was_never_audited_has_no_last_audit(library, put, texts):
    assert last_audit(library) is None
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays))
    assert last_audit(library) is None


def test_the_last_audit_is_what_the_audit_found_but_for_what_is_in_order(library, audited):
    assert audited.faults
    last = last_audit(library)
    assert last.audit.findings == audited.faults
    assert (last.audit.documents, last.is_current) == (2, True)


def test_an_audit_of_some_documents_is_not_the_last_audit(library, put, texts):
    held = put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.quays, texts.quays))
    Auditor(library, ()).audit([held])
    assert last_audit(library) is None


def test_what_was_added_or_read_anew_since_is_unseen(library, audited, put, texts, tmp_path):
    put("c.md", texts.paper("Cato Moe", 2011, "Rope", texts.filler(3)))
    assert [holding.name for holding in last_audit(library).unseen] == ["c.md"]
    path = tmp_path / "a.md"
    library.renew(library.holding("a.md"), read(path), state="read anew")
    assert [holding.name for holding in last_audit(library).unseen] == ["a.md", "c.md"]
    assert not last_audit(library).is_current


def test_findings_that_rest_on_a_removed_document_go_with_it(library, audited):
    assert any(finding.related and finding.related[0].doc == "a.md" for finding in audited.faults)
    library.remove("a.md")
    last = last_audit(library)
    assert last.removed == ("a.md",)
    assert last.audit.documents == 1
    assert all(place.doc != "a.md" for finding in last.audit.findings for place in finding.related)


def test_auditing_again_brings_it_up_to_date(library, audited):
    library.remove("a.md")
    again = Auditor(library, CHECKS).audit()
    assert last_audit(library) == LastAudit(type(again)(again.faults, 1))


def test_a_library_that_an_earlier_version_audited_has_to_be_audited_again(library, audited):
    with sqlite3.connect(library.folder / "library.sqlite") as connection:
        connection.execute("DROP TABLE audit_told")
    connection.close()
    assert last_audit(library) is None
    Auditor(library, CHECKS).audit()
    assert last_audit(library).audit.findings == audited.faults
