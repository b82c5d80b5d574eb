"""A HEAD request gets the headers that a GET would, and nothing else."""

from __future__ import annotations

import pytest

BROWSER = {"accept": "text/html"}
VOLATILE = {"date", "server", "set-cookie", "x-request-id"}


@pytest.mark.parametrize(
    "address",
    ["/", "/library", "/library/{id}", "/library/{id}/file", "/conversations", "/static/base.css", "/review", "/audit",
     "/api/v1/documents", "/api/v1/documents/{id}/file", "/openapi.json", "/nothing", "/api/v1/documents/nothing"],
)  # fmt: skip
def test_it_is_answered_as_a_get_without_its_body(served, address):
    at = address.format(id=served.library.holdings()[0].id)
    whole, head = (served.client.request(method, at, headers=BROWSER) for method in ("GET", "HEAD"))
    assert head.status_code == whole.status_code and head.content == b"" and whole.content
    names = {name for name in whole.headers if name not in VOLATILE}
    assert {name: head.headers.get(name) for name in names} == {name: whole.headers[name] for name in names}
    assert served.client.get("/api/v1/health").status_code == 200


def test_it_changes_nothing_where_only_a_post_is_taken(served):
    before = served.library.version()
    assert served.client.head("/api/v1/ask").status_code == 405
    assert served.library.version() == before


def test_events_that_go_on_end_with_the_headers(empty):
    begun = empty.client.post("/api/v1/documents?background=true", files=[("files", ("a.txt", b"A quay stays put."))])
    head = empty.client.head(f"/api/v1/jobs/{begun.json()['id']}/events", timeout=10)
    assert head.status_code == 200 and head.headers["content-type"].startswith("text/event-stream")


def test_a_new_reader_is_given_a_cookie(tmp_path, serve):
    from indexer.encoder import HashingEncoder
    from indexer.library import Library

    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library, hosts=None) as reached:
        assert "pincite-reader" in reached.client.head("/").headers["set-cookie"]
