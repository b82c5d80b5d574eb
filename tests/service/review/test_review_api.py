"""`POST /api/v1/review`: a manuscript comes over HTTP, and isn't kept."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from corpus.reading.read import read
from service import bootstrap
from service.web.app import create_app


@pytest.fixture
def client(library):
    app = create_app(library, bootstrap.asker(library), read, hosts=None)
    with TestClient(app) as client:
        yield client


def test_a_manuscript_is_reviewed_and_not_kept(client, library, manuscript):
    held = library.holdings()
    answer = client.post("/api/v1/review", files={"file": ("manuscript.md", manuscript.text.encode())})
    assert answer.status_code == 200, answer.text
    review = answer.json()
    assert review["document"] == "manuscript.md"
    for finding in review["findings"]:
        assert finding["text"] == manuscript.text[finding["start"] : finding["end"]]
    assert library.holdings() == held


def test_what_cannot_be_read_is_refused_without_telling_where_it_lay(client):
    answer = client.post("/api/v1/review", files={"file": ("empty.md", b"  \n")})
    assert (answer.status_code, answer.json()["code"]) == (422, "upload_refused")
    assert "pincite-" not in answer.json()["detail"]


def test_a_file_is_needed(client):
    assert client.post("/api/v1/review").status_code == 422
