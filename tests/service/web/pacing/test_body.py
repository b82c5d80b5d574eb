"""Bodies: what comes within the limits comes through; what is too large or too slow is refused."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from service.web.pacing.body import paced


def sender(pieces, pause=0.0):
    """What receives the pieces one by one, and then hears that the client has gone."""
    left = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    left.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive():
        await asyncio.sleep(pause)
        return left.pop(0) if left else {"type": "http.disconnect"}

    return receive


async def read(receive) -> bytes:
    whole = b""
    while True:
        message = await receive()
        whole += message["body"]
        if not message["more_body"]:
            return whole


@given(pieces=st.lists(st.binary(max_size=50), max_size=10), most=st.integers(0, 400))
@settings(deadline=None)
def test_a_body_comes_through_whole_or_not_at_all(pieces, most):
    receive = paced(sender(pieces), most, 5)
    size = sum(map(len, pieces))
    if size <= most:
        assert asyncio.run(read(receive)) == b"".join(pieces)
    else:
        with pytest.raises(HTTPException) as refused:
            asyncio.run(read(receive))
        assert refused.value.status_code == 413


def test_one_that_drips_is_refused():
    receive = paced(sender([b"x"] * 100, pause=0.3), 1000, 1)
    with pytest.raises(HTTPException) as refused:
        asyncio.run(read(receive))
    assert refused.value.status_code == 408 and "bytes" in refused.value.detail


def test_one_that_flows_has_all_the_time_that_it_needs():
    receive = paced(sender([b"x" * 1000] * 12, pause=0.1), 100_000, 1)
    assert len(asyncio.run(read(receive))) == 12_000


def test_who_listens_after_the_body_is_never_hurried():
    async def listened() -> str:
        receive = paced(sender([], pause=0.0), 10, 1)
        await read(receive)
        await asyncio.sleep(1.2)
        return (await receive())["type"]

    assert asyncio.run(listened()) == "http.disconnect"
