"""Ranges of files: a part where it makes sense, and a problem like every other where it doesn't."""

from __future__ import annotations

import pytest

API = "/api/v1"


@pytest.fixture(scope="module")
def addresses(served):
    """A document's file and a file of the pages, each with its size."""
    (held,) = served.client.get(f"{API}/documents", params={"find": "harbours"}).json()["documents"][:1]
    found = (f"{API}/documents/{held['id']}/file", "/static/job-page.js")
    return {address: len(served.client.get(address).content) for address in found}


def test_a_part_is_given(served, addresses):
    for address, size in addresses.items():
        got = served.client.get(address, headers={"range": "bytes=2-5"})
        assert (got.status_code, got.headers["content-range"]) == (206, f"bytes 2-5/{size}")
        assert got.content == served.client.get(address).content[2:6]


@pytest.mark.parametrize("wrong", ["bytes=abc", "bytes=5-2", "bytes=", "bytes=" + "x" * 500])
def test_a_range_that_makes_no_sense_is_told_with_what_to_send(served, addresses, problem, wrong):
    for address in addresses:
        told = problem(served.client.get(address, headers={"range": wrong}), 400, "range_refused")
        assert wrong[:60] in told and "bytes=FIRST-LAST" in told and len(told) < 200


def test_a_part_that_the_file_has_not_is_told_with_its_size(served, addresses, problem):
    for address, size in addresses.items():
        got = served.client.get(address, headers={"range": "bytes=99999999-"})
        assert f"has {size} bytes" in problem(got, 416, "range_outside")
        assert got.headers["content-range"] == f"bytes */{size}"
        assert served.client.head(address, headers={"range": "bytes=99999999-"}).status_code == 416


@pytest.mark.parametrize("unknown", ["items=1-2", "pages", "", "=1-2"])
def test_a_unit_that_nobody_knows_is_no_range(served, addresses, unknown):
    for address, size in addresses.items():
        got = served.client.get(address, headers={"range": unknown})
        assert (got.status_code, len(got.content)) == (200, size)


def test_what_is_no_file_has_no_ranges(served, problem):
    wrong = {"range": "bytes=abc"}
    assert served.client.get(f"{API}/documents", headers=wrong).status_code == 200
    problem(served.client.get(f"{API}/nothing", headers=wrong), 404, "not_found")


def test_the_description_tells_of_them(served):
    paths = served.client.get("/openapi.json").json()["paths"]
    told = paths[f"{API}/documents/{{id}}/file"]["get"]["responses"]
    assert {"206", "400", "416"} <= set(told)
    assert "Content-Range" in told["416"]["headers"]
