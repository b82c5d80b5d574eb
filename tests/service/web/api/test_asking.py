"""Asking over HTTP: every quotation stands in its document, and what is no question is refused."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.ask.answer import Question
from service.bootstrap import asker
from service.shapes import answer_json

API = "/api/v1"
QUESTION = "How many tonnes of coal did the harbour of Ostby handle in 1887?"
TELLING = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


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
    def test_what_is_no_question_is_refused(self, served, question, problem):
        problem(served.client.post(f"{API}/ask", json={"question": question}), 422, "question_refused")

    @pytest.mark.parametrize("body", [{}, {"question": 7}, {"question": "a", "histroy": []}, [], {"question": None}])
    def test_what_is_no_request_is_refused(self, served, body, problem):
        problem(served.client.post(f"{API}/ask", json=body), 422, "invalid_request")

    def test_what_is_no_json_is_refused(self, served, problem):
        headers = {"content-type": "application/json"}
        problem(served.client.post(f"{API}/ask", content=b"{question", headers=headers), 422, "invalid_request")

    @TELLING
    @given(question=st.text(max_size=80))
    def test_any_text_is_answered_or_refused(self, served, question):
        body = json.dumps({"question": question}).encode()
        got = served.client.post(f"{API}/ask", content=body, headers={"content-type": "application/json"})
        assert got.status_code in (200, 422), got.text
