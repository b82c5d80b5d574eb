"""Conversations over HTTP: what the page does, for programs."""

from __future__ import annotations

import json

import pytest

from service import bootstrap
from service.ask.answer import Question
from service.ask.scope import Scope
from service.shapes import answer_json

API = "/api/v1"
ASKED = "How many tonnes of coal did the harbour of Ostby handle in 1887?"
EVENTS = {"accept": "text/event-stream"}


def begun(served, question: str = ASKED, **fields: object) -> dict:
    got = served.client.post(f"{API}/conversations", json={"question": question, **fields})
    assert got.status_code == 201, got.text
    return got.json()


def test_a_conversation_is_begun_gone_on_with_named_and_deleted(served):
    conversation = begun(served)
    address = f"{API}/conversations/{conversation['id']}"
    assert "4,120 tonnes" in conversation["turns"][0]["answer"]["quotes"][0]["text"]
    turn = served.client.post(f"{address}/questions", json={"question": "And in which year?"})
    assert turn.status_code == 201 and turn.json()["number"] == 2
    assert "Ostby" in turn.json()["answer"]["quotes"][0]["text"]
    named = served.client.patch(address, json={"name": "Of coal"}).json()
    assert named["name"] == "Of coal" and [turn["number"] for turn in named["turns"]] == [1, 2]
    assert served.client.get(address).json() == named
    assert {"id": named["id"], "name": "Of coal", "questions": 2} in served.client.get(
        f"{API}/conversations", params={"find": "of coal ostby"}
    ).json()["conversations"]
    again = served.client.post(f"{address}/questions/2/again").json()
    assert again == {**named["turns"][1], "kept": True}
    assert served.client.get(f"{address}/export", params={"form": "ris", "number": 1}).text.startswith("TY  -")
    assert served.client.delete(address).status_code == 204
    assert served.client.get(address).json()["code"] == "not_kept"


def test_a_question_that_cannot_be_asked_is_refused_and_not_kept(empty):
    got = empty.client.post(f"{API}/conversations", json={"question": "?!"})
    assert (got.status_code, got.json()["code"]) == (422, "question_refused")
    assert empty.client.get(f"{API}/conversations").json() == {"conversations": []}


@pytest.mark.parametrize(
    "within", [{"authors": "Porter"}, {"year_from": "soon"}, {"years": 3}, {"languages": ["en"] * 201}]
)
def test_a_scope_that_makes_no_sense_is_refused(served, within):
    got = served.client.post(f"{API}/ask", json={"question": ASKED, "within": within})
    assert (got.status_code, got.json()["code"]) == (422, "invalid_request")


def test_only_what_is_named_answers(served):
    id = next(held.id for held in served.library.holdings() if held.name == "harbours.md")
    body = {"question": ASKED, "within": {"documents": [id]}}
    answer = served.client.post(f"{API}/ask", json=body).json()
    expected = bootstrap.asker(served.library).ask(Question(ASKED, filters=Scope((id,))))
    assert answer == json.loads(json.dumps(answer_json(expected)))
    assert {quote["doc"] for quote in answer["quotes"]} == {"harbours.md"}
    assert "searched_within" in {notice["kind"] for notice in answer["notices"]}
    kept = begun(served, within={"documents": [id]})
    assert kept["within"]["documents"] == kept["turns"][0]["within"]["documents"] == [id]


def test_an_answer_comes_as_events_to_whoever_wants_them(served):
    plain = served.client.post(f"{API}/ask", json={"question": ASKED}).json()
    got = served.client.post(f"{API}/ask", json={"question": ASKED}, headers=EVENTS)
    found, answer = (part.split("\n") for part in got.text.strip().split("\n\n"))
    assert found[0] == "event: found" and json.loads(found[1][6:])["documents"][0]["passages"] > 0
    assert answer[0] == "event: answer" and json.loads(answer[1][6:]) == plain


def test_suggestions_are_answered(served):
    questions = served.client.get(f"{API}/suggestions").json()["questions"]
    assert questions
    assert not any(served.client.post(f"{API}/ask", json={"question": each}).json()["abstained"] for each in questions)
