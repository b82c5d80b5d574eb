"""Rates: whoever asks too often is told when to come again; watching the server costs nothing."""

from __future__ import annotations

import httpx
import pytest

from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.server_limits import ServerLimits
from service.web.access.token import Token

SECRET = "a-secret-of-some-length"
FEW = ServerLimits(requests_a_minute=5)


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as held:
        yield held


def test_who_asks_too_often_is_told_when_to_come_again(library, serve, problem):
    with serve(library, hosts=None, limits=FEW) as server:
        assert [server.client.get("/api/v1/health").status_code for _ in range(5)] == [200] * 5
        refused = server.client.get("/api/v1/health")
        problem(refused, 429, "too_many_requests")
        assert 1 <= int(refused.headers["retry-after"]) <= 12
        page = server.client.get("/library", headers={"accept": "text/html"})
        assert page.status_code == 429 and "try again in" in page.text and "retry-after" in page.headers
        for address in ("/healthz", "/metrics", "/static/base.css"):
            assert server.client.get(address).status_code == 200


def test_a_cookie_left_out_makes_nobody_new(library, serve):
    with serve(library, hosts=None, limits=FEW) as server:
        statuses = [httpx.get(f"{server.address}/api/v1/jobs").status_code for _ in range(7)]
        assert statuses == [200] * 5 + [429] * 2


def test_each_session_has_its_own(library, serve):
    with serve(library, hosts=None, limits=FEW, token=Token(SECRET)) as server:

        def visit() -> list[int]:
            with httpx.Client(base_url=server.address) as client:
                client.post("/sign-in", data={"token": SECRET})
                return [client.get("/api/v1/jobs").status_code for _ in range(6)]

        assert visit() == [200] * 5 + [429]
        assert visit() == [200] * 5 + [429]


def test_this_machine_alone_may_ask_as_often_as_it_likes(library, serve):
    with serve(library, limits=FEW) as server:
        assert {server.client.get("/api/v1/health").status_code for _ in range(12)} == {200}
