"""The audit over the HTTP API."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from service import bootstrap
from service.audit.shape import audit_json

API = "/api/v1/audit"


def test_it_is_what_the_command_prints_and_says_that_it_is_current(audited):
    got = audited.client.get(API).json()
    printed = audit_json(bootstrap.auditor(audited.library).audit(), audited.library.document)
    assert {name: got.pop(name) for name in ("is_current", "unseen", "removed")} == {
        "is_current": True,
        "unseen": [],
        "removed": [],
    }
    assert got == printed


def test_a_library_that_was_never_audited_has_all_of_its_documents_unseen(served):
    got = served.client.get(API).json()
    assert (got["documents"], got["findings"], got["is_current"]) == (0, [], False)
    assert len(got["unseen"]) == len(served.library.holdings())


@pytest.mark.parametrize("name", ["type", "verdict", "document_id"])
def test_each_filter_gives_its_share(audited, name):
    everything = audited.client.get(API).json()["findings"]
    parameter = {"document_id": "doc"}.get(name, name)
    for value, count in Counter(finding[name] for finding in everything).items():
        got = audited.client.get(API, params={parameter: value}).json()
        assert len(got["findings"]) == count == sum(got["counts"].values())
        assert {finding[name] for finding in got["findings"]} == {value}


def test_what_it_does_not_know_is_refused(audited, problem):
    for query in ("type=colour", "verdict=ok", "verdict=maybe"):
        problem(audited.client.get(f"{API}?{query}"), 422, "invalid_request")
    problem(audited.client.get(f"{API}?doc=abcdefabcdef"), 404, "document_unknown")


def test_an_audit_is_begun_in_the_background(fresh, audit):
    got = fresh.client.post(API)
    assert got.status_code == 202 and got.headers["location"] == f"/api/v1/jobs/{got.json()['id']}"
    assert (audit(fresh)["status"], audit(fresh)["problem"]) == ("done", "")
    assert fresh.client.get(API).json()["is_current"]


def test_reports_are_files(audited):
    page = audited.client.get(f"{API}/report.html")
    assert page.headers["content-disposition"] == 'attachment; filename="audit.html"'
    assert "Audit of the library" in page.text and "<script" not in page.text
    told = audited.client.get(f"{API}/report.json")
    assert told.headers["content-disposition"] == 'attachment; filename="audit.json"'
    assert told.json() == audited.client.get(API).json()


def test_an_audit_that_cannot_be_kept_says_so(fresh, audit):
    audit(fresh)
    fresh.client.post("/api/v1/documents", files=[("files", ("new.md", b"# New\n\nA quay.\n", "text/markdown"))])
    with closing(sqlite3.connect(fresh.library.folder / "library.sqlite")) as connection:
        refused = "BEGIN SELECT RAISE(ABORT, 'attempt to write a readonly database'); END"
        connection.execute(f"CREATE TRIGGER refused BEFORE DELETE ON audit_told {refused}")
    job = audit(fresh)
    assert job["status"] == "failed"
    assert "6 documents audited" in job["problem"] and "nothing could be kept" in job["problem"]
    assert fresh.client.get(API).json()["unseen"] == ["new.md"]
