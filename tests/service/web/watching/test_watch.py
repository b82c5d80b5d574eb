"""The watch: every request has an id and is counted; what it was about is told nowhere."""

from __future__ import annotations

import json
import logging
import re
import resource
import time

import pytest
from prometheus_client.parser import text_string_to_metric_families

from corpus.errors import ReadError
from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.web.guard import HEADERS
from service.web.watching.log import _Json, _Plain

SECRET_QUESTION = "Which harbours handled xylophones in 1887?"
PAGE = {"accept": "text/html"}


def metrics_of(server) -> dict[tuple[str, ...], float]:
    text = server.client.get("/metrics").text
    return {
        (sample.name, *(f"{key}={value}" for key, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def lines(caplog):
    """`lines()`: the records of the requests so far, once the last one is told."""
    caplog.set_level(logging.INFO, "pincite.requests")
    log = logging.getLogger("pincite.requests")
    log.addHandler(caplog.handler)

    def told():
        time.sleep(0.1)
        # Each once, whether or not the logger hands its records on.
        return list({id(record): record for record in caplog.records if record.name == "pincite.requests"}.values())

    yield told
    log.removeHandler(caplog.handler)


@pytest.mark.parametrize("given", ["0f1e2d3c4b5a", "trace_1.2-3"])
def test_an_id_that_came_along_is_kept(empty, given):
    got = empty.client.get("/api/v1/nothing", headers={"x-request-id": given})
    assert got.headers["x-request-id"] == got.json()["request"] == given


@pytest.mark.parametrize("given", ["short", "a" * 65, "with spaces in", "<script>alert</script>", "1234567\t8", ""])
def test_one_that_makes_no_sense_is_replaced(empty, given):
    got = empty.client.get("/api/v1/nothing", headers={"x-request-id": given})
    assert re.fullmatch(r"[0-9a-f]{16}", got.headers["x-request-id"]) and got.json()["request"] != given


def test_a_page_that_tells_of_a_failure_names_it(empty):
    got = empty.client.get("/nothing", headers=PAGE)
    assert got.status_code == 404 and f"<code>{got.headers['x-request-id']}</code>" in got.text


def test_a_line_tells_the_template_and_never_what_it_was_about(empty, lines):
    empty.client.get("/api/v1/conversations", params={"find": SECRET_QUESTION})
    empty.client.get("/d/0f1e2d3c4b5a", params={"q": SECRET_QUESTION})
    empty.client.get(f"/{SECRET_QUESTION}", headers={"authorization": "Bearer abcdefgh"})
    told = lines()
    assert [record.told["route"] for record in told] == ["/api/v1/conversations", "/d/{id}", "other"]
    for record in told:
        for formatter in (_Plain(), _Json()):
            line = formatter.format(record)
            assert "xylophones" not in line and "0f1e2d3c4b5a" not in line and "abcdefgh" not in line
            assert "\n" not in line and record.told["request"] in line
    assert json.loads(_Json().format(told[0])) | {"time": "", "ms": 0} == {
        "time": "", "level": "info", "logger": "pincite.requests", "request": told[0].told["request"], "method": "GET",
        "route": "/api/v1/conversations", "status": 200, "ms": 0, "bytes": told[0].told["bytes"],
    }  # fmt: skip


def test_requests_and_what_is_held_are_counted(empty):
    before = metrics_of(empty)
    assert before[("pincite_documents",)] == before[("pincite_asks_total",)] == 0
    empty.client.post("/api/v1/documents", files=[("files", ("a.txt", b"A quay stays put. A mill turns."))])
    empty.client.post("/api/v1/ask", json={"question": "Which quay?"})
    empty.client.post("/api/v1/ask", json={"question": "Who composed the opera Zauberfloete?"})
    for number in range(3):
        empty.client.get(f"/strange/{number}")
        empty.client.request(f"MADEUP{number}", "/library")
    after = metrics_of(empty)
    assert after[("pincite_documents",)] == 1 and after[("pincite_passages",)] >= 1
    assert after[("pincite_asks_total",)] == 2 and after[("pincite_abstentions_total",)] >= 1
    assert after[("pincite_uploads_total",)] == 1
    assert after[("pincite_requests_total", "method=POST", "route=/api/v1/ask", "status=200")] == 2
    assert after[("pincite_requests_total", "method=GET", "route=other", "status=404")] == 3
    assert not [key for key in after if "MADEUP" in str(key) or "strange" in str(key)]
    assert after[("pincite_jobs", "state=running")] == 0
    assert after[("process_resident_memory_bytes",)] > 1e6


def test_each_server_counts_its_own(empty, tmp_path, serve):
    with Library(tmp_path / "other", HashingEncoder(8), create=True) as library, serve(library) as other:
        empty.client.get("/library")
        assert not [key for key in metrics_of(other) if "route=/library" in key]


def test_alive_and_ready(empty, problem):
    assert empty.client.get("/healthz").json() == empty.client.get("/readyz").json() == {"status": "ok"}


def test_that_nothing_is_kept_for_want_of_room_is_told_everywhere_until_there_is_room(tmp_path, serve):
    with Library(tmp_path / "full", HashingEncoder(8), create=True) as library, serve(library) as full:
        size = (tmp_path / "full" / "workspace.sqlite").stat().st_size
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            begun = full.client.post("/api/v1/conversations", json={"question": "What is coal?"}).json()
            again = full.client.post(f"/api/v1/conversations/{begun['id']}/questions", json={"question": "And peat?"})
            streamed = full.client.post("/", data={"question": "What is it?"}, headers={"accept": "text/event-stream"})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert begun["kept"] is False and again.json()["kept"] is False
        assert "kept only until the server stops" in streamed.text
        ready = full.client.get("/readyz")
        assert ready.status_code == 200 and "disk is full" in ready.json()["warning"]
        assert full.client.get("/api/v1/health").json()["warning"] == ready.json()["warning"]
        assert full.client.get("/").text.count("kept only until the server stops") == 1
        assert full.client.get(f"/c/{begun['id']}").text.count("kept only until the server stops") == 1
        assert full.client.post("/api/v1/conversations", json={"question": "What is tar?"}).json()["kept"] is True
        assert full.client.get("/readyz").json() == {"status": "ok"}
        assert "kept only" not in full.client.get("/").text


def test_a_library_that_fails_is_not_ready(tmp_path, serve, problem):
    from corpus.reading.read import read
    from indexer.intake import take

    (tmp_path / "a.txt").write_text("A section about mills\n\nOne sentence tells of mills.", encoding="utf-8")
    with Library(tmp_path / "broken", HashingEncoder(8), create=True) as library:
        list(take(library, [tmp_path / "a.txt"], read))
    with Library(tmp_path / "broken", HashingEncoder(16)) as library, serve(library) as broken:
        assert broken.client.get("/healthz").status_code == 200
        assert "broken" not in problem(broken.client.get("/readyz"), 503, "library_unusable")


@pytest.mark.parametrize("headers", [{}, PAGE])
def test_what_goes_wrong_in_the_server_is_an_answer_like_any_other(tmp_path, serve, headers, caplog):
    def failing(path, number, scale):
        raise ZeroDivisionError(f"a secret path: {path}")

    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library, render=failing) as server:
        from service.bootstrap import samples

        pdf = samples() / "dunmore-2020-spillovers.pdf"
        got = server.client.post("/api/v1/documents", files=[("files", (pdf.name, pdf.read_bytes()))])
        id = got.json()["outcomes"][0]["document"]["id"]
        got = server.client.get(f"/api/v1/documents/{id}/pages/1.png", headers=headers)
        assert got.status_code == 500 and got.json()["code"] == "internal_error"
        assert got.json()["request"] == got.headers["x-request-id"]
        assert {name: got.headers[name] for name in HEADERS} == HEADERS
        assert "secret" not in got.text and str(tmp_path) not in got.text
        assert metrics_of(server)[("pincite_errors_total",)] == 1


def test_a_reader_that_fails_is_no_failure_of_the_server(tmp_path, serve):
    def failing(path):
        raise ReadError(f"{path.name}: no")

    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library, read=failing) as server:
        got = server.client.post("/api/v1/documents", files=[("files", ("a.txt", b"x"))])
        assert got.status_code == 200 and got.json()["outcomes"][0]["status"] == "failed"
        assert metrics_of(server)[("pincite_errors_total",)] == 0
