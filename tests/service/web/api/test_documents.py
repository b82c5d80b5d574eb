"""What is held, over HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.shapes import LAYERS, holding_json, layer_json

API = "/api/v1"
TELLING = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class TestDocuments:
    def test_the_list_tells_what_is_held(self, served):
        got = served.client.get(f"{API}/documents").json()
        held = served.library.holdings()
        assert got["documents"] == json.loads(json.dumps([holding_json(holding) for holding in held]))
        assert (got["total"], got["passages"]) == (len(held), served.library.size())
        assert str(held[0].origin) not in json.dumps(got)

    def test_the_list_comes_in_pieces(self, served):
        whole = served.client.get(f"{API}/documents").json()["documents"]
        pieces = [
            served.client.get(f"{API}/documents", params={"offset": n, "limit": 1}).json() for n in range(len(whole))
        ]
        assert [piece["documents"] for piece in pieces] == [[item] for item in whole]

    def test_bibliographic_data_comes_with_its_origin(self, served, pdf):
        detail = served.client.get(f"{API}/documents/{pdf(served)}").json()
        assert detail["year"] == 2020 and detail["authors"][0].endswith("Dunmore")
        assert {"name": "title", "source": "sidecar"}.items() <= next(
            field for field in detail["provenance"] if field["name"] == "title"
        ).items()

    @pytest.mark.parametrize("layer", LAYERS)
    def test_layers_are_those_of_the_command_line(self, served, layer):
        for holding in served.library.holdings():
            got = served.client.get(f"{API}/documents/{holding.id}/layers/{layer}").json()
            document = served.library.document(holding)
            assert got == json.loads(json.dumps(layer_json(document, layer)))
            assert all(0 <= item["start"] <= item["end"] <= len(document.text) for item in got)

    def test_a_layer_that_is_none_is_refused(self, served, problem, pdf):
        problem(served.client.get(f"{API}/documents/{pdf(served)}/layers/glyphs"), 422, "invalid_request")

    @TELLING
    @given(key=st.text(min_size=1, max_size=30).filter(lambda key: key not in (".", "..")))
    def test_only_an_id_opens_a_document(self, served, key):
        got = served.client.get(f"{API}/documents/{quote(key.encode(errors='replace'), safe='')}")
        assert got.status_code == 404 and got.headers["content-type"] == "application/problem+json"

    @pytest.mark.slow
    def test_neither_a_name_nor_a_path_is_an_id(self, served, problem):
        for holding in served.library.holdings():
            for key in (holding.name, Path(holding.name).stem, holding.origin, holding.id[:6]):
                problem(served.client.get(f"{API}/documents/{quote(key, safe='')}/text"), 404, problem_code(key))


def problem_code(key: str) -> str:
    """A slash can't stand in an id, so that no route takes it."""
    return "not_found" if "/" in key else "document_unknown"
