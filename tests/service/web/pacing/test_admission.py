"""Admission: so much work at once, the rest in order; who waits too long is told so."""

from __future__ import annotations

import asyncio
import json

import pytest

from service.server_limits import ServerLimits
from service.web.pacing.admission import Admission


class Work:
    """An application that takes a while, and knows how much it did at once."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.seconds = seconds
        self.now = self.most = self.done = 0

    async def __call__(self, scope, receive, send) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.now -= 1
        self.done += 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})


async def asked(app, path="/api/v1/ask", method="POST"):
    """The status, the headers and the body of one answer; it is an error to be answered twice."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [], "query_string": b""}
    await app(scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


def together(app, count, *arguments):
    async def all_of_them():
        return await asyncio.gather(*(asked(app, *arguments) for _ in range(count)))

    return asyncio.run(all_of_them())


def test_no_more_is_done_at_once_than_is_allowed_and_all_is_done():
    work = Work(0.01)
    answers = together(Admission(work, ServerLimits(at_once=3)), 20)
    assert [status for status, _, _ in answers] == [200] * 20
    assert (work.most, work.done) == (3, 20)


def test_who_finds_the_queue_full_is_told_when_to_come_again():
    work = Work(0.1)
    answers = together(Admission(work, ServerLimits(at_once=2, queue=3)), 9)
    statuses = sorted(status for status, _, _ in answers)
    assert statuses == [200] * 5 + [503] * 4
    headers, body = next((headers, body) for status, headers, body in answers if status == 503)
    assert headers[b"retry-after"] == b"5" and json.loads(body)["code"] == "busy"


@pytest.mark.parametrize(
    ("path", "method"), [("/healthz", "GET"), ("/api/v1/documents", "GET"), ("/jobs/cancel", "POST")]
)
def test_what_costs_little_never_waits(path, method):
    work = Work(0.05)
    together(Admission(work, ServerLimits(at_once=1, queue=1)), 10, path, method)
    assert work.most == 10


@pytest.mark.parametrize("path", ["/", "/c/abc", "/c/abc/again", "/api/v1/verify", "/api/v1/conversations/a/questions"])
def test_every_way_to_ask_takes_a_turn(path):
    work = Work(0.01)
    together(Admission(work, ServerLimits(at_once=1)), 4, path)
    assert work.most == 1


def test_taking_files_in_keeps_no_question_waiting():
    async def both():
        work = Work(0.2)
        app = Admission(work, ServerLimits(at_once=1))
        await asyncio.gather(asked(app, "/api/v1/documents"), asked(app, "/api/v1/ask"))
        return work.most

    assert asyncio.run(both()) == 2


def test_what_takes_too_long_is_said_once_and_keeps_its_turn():
    async def two():
        work = Work(1.3)
        app = Admission(work, ServerLimits(at_once=1, answer_seconds=1))
        first = asyncio.ensure_future(asked(app))
        await asyncio.sleep(0.1)
        second = await asked(app)
        return await first, second, work

    (late, _, body), second, work = asyncio.run(two())
    assert late == 504 and json.loads(body)["code"] == "answer_late"
    assert second[0] == 503
    assert (work.done, work.most) == (1, 1)


def test_a_failure_gives_the_turn_back():
    async def failing(scope, receive, send):
        raise ValueError("no")

    async def twice():
        app = Admission(failing, ServerLimits(at_once=1, queue=1))
        for _ in range(3):
            with pytest.raises(ValueError, match="no"):
                await asked(app)

    asyncio.run(twice())
