"""What the server refuses it refuses in one clear line."""

from __future__ import annotations

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import take
from indexer.library import Library
from service.bootstrap import samples
from service.server_limits import ServerLimits
from service.web.guard import SMALL_BODY

API = "/api/v1"
PDF = samples() / "dunmore-2020-spillovers.pdf"


class TestRefusing:
    def test_another_sites_page_can_change_nothing(self, served, problem, pdf):
        address = f"{API}/documents/{pdf(served)}"
        for headers in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "http://evil.example"},
            {"origin": "null"},
        ):
            problem(served.client.delete(address, headers=headers), 403, "cross_site")
            problem(served.client.post("/library/remove", headers=headers), 403, "cross_site")
        assert served.client.get(address).status_code == 200

    @pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[::1"])
    def test_another_host_name_is_not_answered(self, served, host, problem):
        problem(served.client.get(f"{API}/health", headers={"host": host}), 421, "host_refused")

    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:80"])
    def test_the_names_of_this_machine_are_answered(self, served, host):
        assert served.client.get(f"{API}/health", headers={"host": host}).status_code == 200

    def test_a_large_request_is_refused_whether_it_tells_its_size_or_not(self, served, problem):
        body = b'{"question": "' + b"a" * SMALL_BODY + b'"}'
        headers = {"content-type": "application/json"}
        problem(served.client.post(f"{API}/ask", content=body, headers=headers), 413, "too_large")
        chunks = (body[i : i + 65536] for i in range(0, len(body), 65536))
        problem(served.client.post(f"{API}/ask", content=chunks, headers=headers), 413, "too_large")

    def test_a_large_upload_is_refused(self, tmp_path, serve, problem):
        with (
            Library(tmp_path / "l", HashingEncoder(8), create=True) as library,
            serve(library, limits=ServerLimits(upload_bytes=2000)) as small,
        ):
            got = small.client.post(f"{API}/documents", files=[("files", ("a.txt", b"mill " * 1000))])
            problem(got, 413, "too_large")
            assert library.holdings() == ()

    def test_an_unknown_address_or_method_is_a_problem(self, served, problem):
        problem(served.client.get(f"{API}/nothing"), 404, "not_found")
        problem(served.client.put(f"{API}/ask"), 405, "method_not_allowed")

    def test_a_body_that_is_no_json_is_told_in_plain_words(self, served, problem):
        headers = {"content-type": "application/json"}
        for body, told in (
            ("[1,2", "the body is no JSON: expecting ',' delimiter at character 5"),
            ("", "a body is missing: send JSON, with the content type application/json"),
            ("[1,2]", "the body is a list: send a JSON object"),
            ("3", "the body is a number: send a JSON object"),
        ):
            got = served.client.post(f"{API}/ask", content=body, headers=headers)
            assert problem(got, 422, "invalid_request") == told

    def test_what_is_wrong_is_named_with_its_value_and_what_to_send(self, served, problem):
        for body, told in (
            ({}, "question is missing"),
            ({"question": 3}, "question: 3 is no text"),
            ({"question": "mills?", "histories": []}, "histories: there is no such field"),
        ):
            assert problem(served.client.post(f"{API}/ask", json=body), 422, "invalid_request") == told
        got = served.client.get(f"{API}/documents", params={"limit": "many"})
        assert problem(got, 422, "invalid_request") == "limit: “many” is no whole number"
        got = served.client.get(f"{API}/documents", params={"limit": "0"})
        assert problem(got, 422, "invalid_request") == "limit: “0” is too small: the least is 1"

    def test_a_text_where_a_file_belongs_is_told(self, served, problem):
        got = served.client.post(f"{API}/documents", files=[("files", (None, "hello"))])
        assert problem(got, 422, "invalid_request") == "files: “hello” is a text: send a file, with its name"
        got = served.client.post(f"{API}/documents", files=[("file", ("a.txt", b"hello"))])
        assert problem(got, 422, "invalid_request").startswith("files is missing")

    def test_a_library_that_fails_is_a_problem_without_its_path(self, tmp_path, serve, problem):
        (tmp_path / "a.txt").write_text("A section about mills\n\nOne sentence tells of mills.", encoding="utf-8")
        with Library(tmp_path / "broken", HashingEncoder(8), create=True) as library:
            list(take(library, [tmp_path / "a.txt"], read))
        with Library(tmp_path / "broken", HashingEncoder(16)) as library, serve(library) as broken:
            detail = problem(broken.client.post(f"{API}/ask", json={"question": "mills?"}), 503, "library_unusable")
            assert "broken" not in detail

    def test_a_copy_that_is_gone_is_a_problem_without_its_path(self, empty, problem, uploaded):
        uploaded(empty, (PDF.name, PDF.read_bytes()))
        (held,) = empty.library.holdings()
        empty.library.source(held).write_bytes(b"%PDF-1.7 no longer what it was")
        problem(empty.client.get(f"{API}/documents/{held.id}/pages/1.png"), 500, "document_unreadable")
        empty.library.source(held).unlink()
        problem(empty.client.get(f"{API}/documents/{held.id}/pages/1.png"), 500, "document_unreadable")


@pytest.mark.parametrize("size", [70_000, 200_000])
def test_a_head_that_comes_at_once_is_bounded_all_the_same(served, problem, size):
    problem(served.client.get(f"{API}/health", headers={"x-long": "x" * size}), 431, "head_too_large")
    assert served.client.get(f"{API}/health", headers={"x-long": "x" * 60_000}).status_code == 200


def test_every_operation_says_that_it_may_be_sent_too_much(served):
    for methods in served.client.get("/openapi.json").json()["paths"].values():
        for operation in methods.values():
            assert {"413", "431"} <= set(operation["responses"])
