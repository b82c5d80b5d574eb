"""The description of the API, and the headers of every answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.web import problems
from service.web.guard import HEADERS

API = "/api/v1"
ROOT = Path(__file__).resolve().parents[4]
STATIC = sorted(path.name for path in (ROOT / "service" / "web" / "static").iterdir())
MAY_FAIL = {"404", "422", "503"}
TELLS = "application/problem+json"


@pytest.fixture
def endpoints(served):
    """Each method and path with its description."""
    paths = served.client.get("/openapi.json").json()["paths"]
    return {(method.upper(), path): told for path, methods in paths.items() for method, told in methods.items()}


class TestDescription:
    @pytest.mark.parametrize("kind", ["page", "static", "api", "problem", "event"])
    def test_every_answer_carries_the_security_headers(self, served, kind):
        addresses = {
            "page": ("/", "/library", "/review", "/audit", "/jobs/none", "/c/none", "/d/none"),
            "static": [f"/static/{name}" for name in STATIC],
            "api": (f"{API}/health", f"{API}/documents", "/openapi.json"),
            "problem": (f"{API}/nothing", "/nothing", "/static/nothing.js"),
            "event": (f"{API}/jobs/none/events",),
        }
        for address in addresses[kind]:
            headers = served.client.get(address).headers
            assert {name: headers[name] for name in HEADERS if name != "Cache-Control"} == {
                name: value for name, value in HEADERS.items() if name != "Cache-Control"
            }, address

    def test_nothing_is_allowed_that_stands_within_a_page(self):
        assert "unsafe" not in HEADERS["Content-Security-Policy"]

    def test_nothing_that_fetches_from_elsewhere_is_served(self, served):
        assert served.client.get("/docs").status_code == served.client.get("/redoc").status_code == 404

    def test_the_handbook_tells_of_each_endpoint_and_of_no_other(self, endpoints):
        told = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
        assert set(re.findall(r"^### `(\w+ \S+)`", told, re.MULTILINE)) == {f"{m} {path}" for m, path in endpoints}

    def test_each_endpoint_is_described_with_its_problems(self, endpoints):
        for endpoint, told in endpoints.items():
            assert told["summary"] and told["description"] and told["tags"], endpoint
            failures = {status for status in told["responses"] if status >= "400"}
            assert failures & MAY_FAIL, endpoint
            assert {"401", "421", "429", "500"} <= failures, endpoint
            for status in failures:
                problem = {"schema": {"$ref": "#/components/schemas/ProblemOut"}}
                assert told["responses"][status]["content"] == {TELLS: problem}, (endpoint, status)

    def test_each_address_says_which_methods_it_takes(self, served, endpoints):
        paths = {path for _, path in endpoints}
        for path in paths:
            taken = {method for method, at in endpoints if at == path}
            got = served.client.request("TRACE", path.replace("{", "").replace("}", ""))
            assert got.status_code == 405, path
            assert set(got.headers["allow"].split(", ")) - {"HEAD"} == taken, path

    def test_what_is_sent_has_an_example(self, served, endpoints):
        schemas = served.client.get("/openapi.json").json()["components"]["schemas"]
        for endpoint, told in endpoints.items():
            for sent in told.get("requestBody", {}).get("content", {}).values():
                assert _examples(sent, schemas), endpoint
            for parameter in told.get("parameters", []):
                assert parameter.get("description"), (endpoint, parameter["name"])

    def test_every_code_of_a_problem_is_told(self):
        sources = sorted((ROOT / "service" / "web").rglob("*.py"))
        codes = {code for _, code in problems._TOLD.values()} | {*problems._CODES.values()}
        for source in sources:
            codes |= set(re.findall(r'Problem\(\s*[\w.]+,\s*"(\w+)"', source.read_text(encoding="utf-8")))
        told = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
        assert {code for code in codes if f"`{code}`" not in told} == set()


def _examples(sent: dict, schemas: dict) -> bool:
    """Whether a body has an example: its own, its schema's, or one for each field that must be there. Files don't."""
    schema = sent.get("schema", {})
    for part in (schema, *schema.get("allOf", ())):
        schema = schemas[part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else schema
    if "example" in sent or "examples" in sent or "examples" in schema:
        return True
    fields = schema.get("properties", {})
    exemplified = {name for name, field in fields.items() if "examples" in field or _is_file(field)}
    return set(schema.get("required", ())) <= exemplified != set()


def _is_file(field: dict) -> bool:
    return "contentMediaType" in field.get("items", field) or field.get("items", field).get("format") == "binary"
