"""The HTTP API: what it gives stands in the documents, and what it refuses it refuses in one clear line."""

from __future__ import annotations

import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import take
from indexer.library import Library
from service.ask.answer import Question
from service.bootstrap import asker, samples, verifier
from service.shapes import LAYERS, answer_json, holding_json, layer_json
from service.verify.claim import Claim
from service.verify.shape import verdict_json
from service.web.guard import HEADERS, SMALL_BODY

ROOT = Path(__file__).resolve().parents[3]
PDF = samples() / "dunmore-2020-spillovers.pdf"
API = "/api/v1"
QUESTION = "How many tonnes of coal did the harbour of Ostby handle in 1887?"
TELLING = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def problem(response: httpx.Response, status: int, code: str) -> str:
    """The problem's one line, having the members that RFC 9457 names."""
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code), body
    assert set(body) == {"type", "title", "status", "detail", "code"}
    assert "\n" not in body["detail"] and "Traceback" not in response.text
    assert "/tmp" not in response.text and str(ROOT) not in response.text
    return str(body["detail"])


def documents(served) -> dict[str, dict[str, object]]:
    return {item["doc"]: item for item in served.client.get(f"{API}/documents").json()["documents"]}


def pdf(served) -> str:
    return str(documents(served)["dunmore-2020-spillovers.pdf"]["id"])


class TestAsking:
    def test_an_answer_is_the_shape_of_the_command_line(self, served):
        got = served.client.post(f"{API}/ask", json={"question": QUESTION, "id": "q1"})
        answer = asker(served.library).ask(Question(QUESTION, "q1"))
        assert got.json() == json.loads(json.dumps(answer_json(answer)))
        assert "4,120 tonnes" in got.json()["quotes"][0]["text"]

    def test_the_same_question_gives_the_same_bytes(self, served):
        first, second = (served.client.post(f"{API}/ask", json={"question": QUESTION}).content for _ in range(2))
        assert first == second

    @pytest.mark.slow
    @TELLING
    @given(data=st.data())
    def test_every_quote_is_the_text_at_its_place(self, served, data):
        holding = data.draw(st.sampled_from(served.library.holdings()))
        document = served.library.document(holding)
        asked = data.draw(st.sampled_from(document.sentences)).of(document.text)[:300]
        answer = served.client.post(f"{API}/ask", json={"question": asked}).json()
        quotes = answer.get("quotes", []) + answer.get("nearest", [])
        assert answer.get("code") or bool(answer["quotes"]) != answer["abstained"]
        for said in quotes:
            place = {"start": said["start"], "end": said["end"]}
            text = served.client.get(f"{API}/documents/{said['document_id']}/text", params=place).json()["text"]
            assert text == said["text"] != ""

    @pytest.mark.slow
    def test_many_may_ask_at_once(self, served):
        asked = [QUESTION, "Who composed the opera Zauberfloete?", "Which quay was rebuilt twice?"] * 6

        def answered(question: str) -> bytes:
            return httpx.post(f"{served.address}{API}/ask", json={"question": question}, timeout=60).content

        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(answered, asked))
        assert together == [answered(question) for question in asked]

    def test_a_follow_up_is_read_with_the_question_before_it(self, served):
        history = ["Which harbour handled 4,120 tonnes of coal?"]
        alone, led = (
            served.client.post(f"{API}/ask", json={"question": "And in which year?", "history": before}).json()
            for before in ([], history)
        )
        assert "Ostby" in led["quotes"][0]["text"]
        assert alone["quotes"] != led["quotes"]

    def test_nothing_is_quoted_for_what_the_library_does_not_say(self, served):
        answer = served.client.post(f"{API}/ask", json={"question": "Who composed the opera Zauberfloete?"}).json()
        assert answer["abstained"] and answer["quotes"] == [] and answer["reason"]

    @pytest.mark.parametrize("question", ["", "   ", "?!", "word " * 500])
    def test_what_is_no_question_is_refused(self, served, question):
        problem(served.client.post(f"{API}/ask", json={"question": question}), 422, "question_refused")

    @pytest.mark.parametrize("body", [{}, {"question": 7}, {"question": "a", "histroy": []}, [], {"question": None}])
    def test_what_is_no_request_is_refused(self, served, body):
        problem(served.client.post(f"{API}/ask", json=body), 422, "invalid_request")

    def test_what_is_no_json_is_refused(self, served):
        headers = {"content-type": "application/json"}
        problem(served.client.post(f"{API}/ask", content=b"{question", headers=headers), 422, "invalid_request")

    @TELLING
    @given(question=st.text(max_size=80))
    def test_any_text_is_answered_or_refused(self, served, question):
        body = json.dumps({"question": question}).encode()
        got = served.client.post(f"{API}/ask", content=body, headers={"content-type": "application/json"})
        assert got.status_code in (200, 422), got.text


class TestVerifying:
    CLAIM = "The harbour of Ostby handled 4,120 tonnes of coal in 1887."

    def test_a_verdict_is_the_shape_of_the_command_line_and_the_same_each_time(self, served):
        first = served.client.post(f"{API}/verify", json={"claim": self.CLAIM, "id": "c1"})
        verdict = verifier(served.library).verify(Claim(self.CLAIM, "c1"))
        assert first.json() == json.loads(json.dumps(verdict_json(verdict)))
        assert first.content == served.client.post(f"{API}/verify", json={"claim": self.CLAIM, "id": "c1"}).content

    @pytest.mark.parametrize("claim", ["", " ", "Who rebuilt the quay?", "x " * 2000])
    def test_what_is_no_claim_is_refused(self, served, claim):
        problem(served.client.post(f"{API}/verify", json={"claim": claim}), 422, "claim_refused")

    @pytest.mark.parametrize("body", [{}, {"claim": 3}, {"claim": "It grew.", "more": 1}])
    def test_what_is_no_request_is_refused(self, served, body):
        problem(served.client.post(f"{API}/verify", json=body), 422, "invalid_request")


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

    def test_bibliographic_data_comes_with_its_origin(self, served):
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

    def test_a_layer_that_is_none_is_refused(self, served):
        problem(served.client.get(f"{API}/documents/{pdf(served)}/layers/glyphs"), 422, "invalid_request")

    @TELLING
    @given(key=st.text(min_size=1, max_size=30).filter(lambda key: key not in (".", "..")))
    def test_only_an_id_opens_a_document(self, served, key):
        got = served.client.get(f"{API}/documents/{quote(key.encode(errors='replace'), safe='')}")
        assert got.status_code == 404 and got.headers["content-type"] == "application/problem+json"

    @pytest.mark.slow
    def test_neither_a_name_nor_a_path_is_an_id(self, served):
        for holding in served.library.holdings():
            for key in (holding.name, Path(holding.name).stem, holding.origin, holding.id[:6]):
                problem(served.client.get(f"{API}/documents/{quote(key, safe='')}/text"), 404, problem_code(key))


def problem_code(key: str) -> str:
    """A slash can't stand in an id, so that no route takes it."""
    return "not_found" if "/" in key else "document_unknown"


class TestPassages:
    def test_text_is_the_whole_document_unless_told_otherwise(self, served):
        for holding in served.library.holdings():
            got = served.client.get(f"{API}/documents/{holding.id}/text").json()
            assert got["text"] == served.library.document(holding).text

    @pytest.mark.parametrize(("start", "end"), [(5, 4), (0, 10**9), (10**9, 10**9)])
    def test_a_place_outside_the_text_is_refused(self, served, start, end):
        for what in ("text", "boxes"):
            place = {"start": start, "end": end}
            got = served.client.get(f"{API}/documents/{pdf(served)}/{what}", params=place)
            problem(got, 422, "passage_outside")

    @TELLING
    @given(data=st.data())
    def test_boxes_lie_on_the_pages_of_their_passage(self, served, data):
        holding = data.draw(st.sampled_from([h for h in served.library.holdings() if h.pages]))
        document = served.library.document(holding)
        start = data.draw(st.integers(0, len(document.text) - 1))
        end = data.draw(st.integers(start + 1, min(start + 3000, len(document.text))))
        boxes = served.client.get(f"{API}/documents/{holding.id}/boxes", params={"start": start, "end": end}).json()
        pages = {page.number: page for page in document.pages}
        touched = {document.page_at(offset).number for offset in range(start, end)}
        assert {box["page"] for box in boxes["boxes"]} <= touched
        for box in boxes["boxes"]:
            page = pages[box["page"]]
            assert -1 <= box["left"] < box["right"] <= page.width + 1
            assert -1 <= box["top"] < box["bottom"] <= page.height + 1

    def test_a_text_without_pages_has_no_boxes_and_no_images(self, served):
        key = documents(served)["harbours.md"]["id"]
        got = served.client.get(f"{API}/documents/{key}/boxes", params={"start": 0, "end": 9}).json()
        assert got["boxes"] == []
        problem(served.client.get(f"{API}/documents/{key}/pages/1.png"), 404, "page_missing")

    @pytest.mark.parametrize("scale", [0.25, 1, 2.5])
    def test_a_page_image_is_as_large_as_the_page(self, served, scale):
        page = served.client.get(f"{API}/documents/{pdf(served)}").json()["page_list"][0]
        got = served.client.get(f"{API}/documents/{pdf(served)}/pages/1.png", params={"scale": scale})
        width, height = Image.open(io.BytesIO(got.content)).size
        assert abs(width - page["width"] * scale) <= 1 and abs(height - page["height"] * scale) <= 1

    @pytest.mark.parametrize("number", [0, -1, 3, 10**12])
    def test_a_page_that_is_not_there_is_refused(self, served, number):
        problem(served.client.get(f"{API}/documents/{pdf(served)}/pages/{number}.png"), 404, "page_missing")

    @pytest.mark.parametrize("scale", ["0", "100", "nan", "inf", "x"])
    def test_a_scale_that_makes_no_sense_is_refused(self, served, scale):
        got = served.client.get(f"{API}/documents/{pdf(served)}/pages/1.png", params={"scale": scale})
        problem(got, 422, "invalid_request")


def uploaded(served, *files: tuple[str, bytes]) -> dict[str, dict[str, object]]:
    parts = [("files", (name, content, "application/octet-stream")) for name, content in files]
    got = served.client.post(f"{API}/documents", files=parts)
    assert got.status_code == 200, got.text
    return {outcome["file"]: outcome for outcome in got.json()["outcomes"]}


class TestAdding:
    BIB = b"@article{ropes, title = {On Ropes}, author = {Tar, Ada}, year = {1901}, file = {ropes.txt}}"

    def test_an_upload_is_read_described_and_asked(self, empty):
        outcome = uploaded(empty, ("ropes.txt", b"The rope walk of Vikmo was 300 metres long."), ("a.bib", self.BIB))
        assert list(outcome) == ["ropes.txt"] and outcome["ropes.txt"]["status"] == "added"
        assert outcome["ropes.txt"]["document"]["year"] == 1901
        answer = empty.client.post(f"{API}/ask", json={"question": "How long was the rope walk of Vikmo?"}).json()
        assert answer["quotes"][0]["citation"] == "(Tar, 1901)"

    def test_what_is_held_is_not_read_again_and_keeps_its_description(self, empty):
        text = b"The rope walk of Vikmo was 300 metres long."
        uploaded(empty, ("ropes.txt", text), ("a.bib", self.BIB))
        again = uploaded(empty, ("other.txt", text))
        assert again["other.txt"]["status"] == "unchanged"
        assert again["other.txt"]["document"]["year"] == 1901

    def test_another_text_of_the_same_name_gets_a_name_of_its_own(self, empty):
        uploaded(empty, ("a.txt", b"One sentence about mills."))
        uploaded(empty, ("a.txt", b"Another sentence about mills."))
        assert sorted(documents(empty)) == ["a (2).txt", "a.txt"]

    def test_a_file_that_fails_does_not_stop_the_others(self, empty):
        outcomes = uploaded(
            empty, ("bad.pdf", b"%PDF-1.7 cut off"), ("empty.txt", b""), ("good.txt", b"A sentence about mills.")
        )
        assert {name: outcome["status"] for name, outcome in outcomes.items()} == {
            "bad.pdf": "failed",
            "empty.txt": "failed",
            "good.txt": "added",
        }
        for name in ("bad.pdf", "empty.txt"):
            assert name in outcomes[name]["detail"] and "/" not in outcomes[name]["detail"]

    @pytest.mark.parametrize(
        "name", ["../../etc/passwd.txt", "C:\\papers\\a.txt", "..", ".hidden.txt", "a\u202etxt.exe"]
    )
    def test_a_name_is_never_a_path(self, empty, name):
        (outcome,) = uploaded(empty, (name, b"A sentence about mills.")).values()
        held = outcome["document"]["doc"]
        assert outcome["status"] == "added" and not re.search(r"[/\\\u202e]|^\.", held)

    def test_an_upload_without_a_document_is_refused(self, empty):
        got = empty.client.post(f"{API}/documents", files=[("files", ("a.bib", self.BIB))])
        problem(got, 422, "upload_refused")

    def test_nothing_uploaded_stays_outside_the_library(self, empty, tmp_path, monkeypatch):
        drafts = tmp_path / "drafts"
        drafts.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(drafts))
        uploaded(empty, ("a.txt", b"One sentence about mills."), ("bad.pdf", b"%PDF-1.7"))
        assert list(drafts.iterdir()) == []

    def test_a_removed_document_is_gone(self, empty):
        (outcome,) = uploaded(empty, ("a.txt", b"One sentence about mills.")).values()
        address = f"{API}/documents/{outcome['document']['id']}"
        assert empty.client.delete(address).status_code == 204
        problem(empty.client.get(address), 404, "document_unknown")
        problem(empty.client.delete(address), 404, "document_unknown")
        assert empty.library.holdings() == () and list((empty.library.folder / "files").iterdir()) == []


class TestRefusing:
    def test_another_sites_page_can_change_nothing(self, served):
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
    def test_another_host_name_is_not_answered(self, served, host):
        problem(served.client.get(f"{API}/health", headers={"host": host}), 421, "host_refused")

    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:80"])
    def test_the_names_of_this_machine_are_answered(self, served, host):
        assert served.client.get(f"{API}/health", headers={"host": host}).status_code == 200

    def test_a_large_request_is_refused_whether_it_tells_its_size_or_not(self, served):
        body = b'{"question": "' + b"a" * SMALL_BODY + b'"}'
        headers = {"content-type": "application/json"}
        problem(served.client.post(f"{API}/ask", content=body, headers=headers), 413, "too_large")
        chunks = (body[i : i + 65536] for i in range(0, len(body), 65536))
        problem(served.client.post(f"{API}/ask", content=chunks, headers=headers), 413, "too_large")

    def test_a_large_upload_is_refused(self, tmp_path, serve):
        with (
            Library(tmp_path / "l", HashingEncoder(8), create=True) as library,
            serve(library, upload_bytes=2000) as small,
        ):
            got = small.client.post(f"{API}/documents", files=[("files", ("a.txt", b"mill " * 1000))])
            problem(got, 413, "too_large")
            assert library.holdings() == ()

    def test_an_unknown_address_or_method_is_a_problem(self, served):
        problem(served.client.get(f"{API}/nothing"), 404, "not_found")
        problem(served.client.put(f"{API}/ask"), 405, "method_not_allowed")

    def test_a_library_that_fails_is_a_problem_without_its_path(self, tmp_path, serve):
        (tmp_path / "a.txt").write_text("A section about mills\n\nOne sentence tells of mills.", encoding="utf-8")
        with Library(tmp_path / "broken", HashingEncoder(8), create=True) as library:
            list(take(library, [tmp_path / "a.txt"], read))
        with Library(tmp_path / "broken", HashingEncoder(16)) as library, serve(library) as broken:
            detail = problem(broken.client.post(f"{API}/ask", json={"question": "mills?"}), 503, "library_unusable")
            assert "broken" not in detail

    def test_a_copy_that_is_gone_is_a_problem_without_its_path(self, empty):
        uploaded(empty, (PDF.name, PDF.read_bytes()))
        (held,) = empty.library.holdings()
        empty.library.source(held).write_bytes(b"%PDF-1.7 no longer what it was")
        problem(empty.client.get(f"{API}/documents/{held.id}/pages/1.png"), 500, "document_unreadable")
        empty.library.source(held).unlink()
        problem(empty.client.get(f"{API}/documents/{held.id}/pages/1.png"), 500, "document_unreadable")


class TestDescription:
    def test_every_answer_carries_the_security_headers(self, served):
        for address in ("/", "/library", "/static/chat.js", f"{API}/health", f"{API}/nothing", "/openapi.json"):
            headers = served.client.get(address).headers
            assert {name: headers[name] for name in HEADERS if name != "Cache-Control"} == {
                name: value for name, value in HEADERS.items() if name != "Cache-Control"
            }
        assert "unsafe" not in HEADERS["Content-Security-Policy"]

    def test_nothing_that_fetches_from_elsewhere_is_served(self, served):
        assert served.client.get("/docs").status_code == served.client.get("/redoc").status_code == 404

    def test_openapi_has_every_endpoint_with_its_problems_and_docs_tell_of_each(self, served):
        description = served.client.get("/openapi.json").json()
        told = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
        endpoints = [(method, path) for path, methods in description["paths"].items() for method in methods]
        assert len(endpoints) == 12
        for method, path in endpoints:
            assert f"`{method.upper()} {path}`" in told
            assert description["paths"][path][method]["summary"]
        assert set(re.findall(r"^### `(\w+ \S+)`", told, re.MULTILINE)) == {f"{m.upper()} {p}" for m, p in endpoints}

    def test_every_code_of_a_problem_is_told(self):
        source = (ROOT / "service" / "web" / "problems.py").read_text() + (
            ROOT / "service" / "web" / "guard.py"
        ).read_text()
        codes = set(re.findall(r'Problem\(\s*[\w.]+,\s*"(\w+)"', source)) | set(re.findall(r'\d{3}: "(\w+)",', source))
        told = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
        assert len(codes) >= 12 and {code for code in codes if f"`{code}`" not in told} == set()
