"""Some of the sample literature with the real model, over HTTP."""

from __future__ import annotations

import pytest

from corpus.reading.read import read
from indexer.intake import take
from service import bootstrap
from service.settings import Settings

pytestmark = pytest.mark.slow
NAMES = ("dunmore-2020-spillovers.pdf", "greene-2022-value-chains.md", "hollis-2023-critique.docx")
MOST_ASKED = 20


@pytest.fixture(scope="module")
def literature(tmp_path_factory, serve):
    files = [bootstrap.samples() / name for name in NAMES]
    chosen = Settings(library=tmp_path_factory.mktemp("literature"))
    with bootstrap.library(chosen, create=True) as library:
        assert all(outcome.status == "added" for outcome in take(library, files, read))
        with serve(library) as running:
            yield running


def test_every_quote_and_every_nearest_passage_stands_in_its_document(literature):
    texts = {h.id: literature.library.document(h).text for h in literature.library.holdings()}
    headings = [s.title for h in literature.library.holdings() for s in literature.library.document(h).sections]
    answered = 0
    for heading in headings[:: max(1, len(headings) // MOST_ASKED)]:
        answer = literature.client.post("/api/v1/ask", json={"question": f"What is said about {heading}?"}).json()
        answered += not answer["abstained"]
        for quote in answer["quotes"] + answer["nearest"]:
            assert texts[quote["document_id"]][quote["start"] : quote["end"]] == quote["text"] != ""
    assert answered > 0


def test_what_the_samples_do_not_say_is_not_found(literature):
    answer = literature.client.post("/api/v1/ask", json={"question": "Who won the football world cup in 1998?"}).json()
    assert answer["abstained"] and answer["quotes"] == []
