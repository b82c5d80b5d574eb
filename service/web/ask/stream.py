"""An answer as server-sent events: what was found as soon as it is, then the answer, or why there is none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from indexer.retrieval import Hit
from service.ask.asker import Tell
from service.shapes import Json
from service.web.jobs.stream import event
from service.web.problems import problem_json, problem_of

MEDIA_TYPE = "text/event-stream"

Work = Callable[[Tell], Json]
"""Answers, telling what it found on the way, and gives the data of the last event."""

Show = Callable[[Sequence[Hit]], Json]
"""What is told of the passages found."""


def streamed(work: Work, found: Show, last: str, first: Sequence[str] = ()) -> StreamingResponse:
    """The events `first`, `found`, and the one called `last`; or `problem`. The work goes on if nobody listens."""
    return StreamingResponse(_events(work, found, last, first), media_type=MEDIA_TYPE)


_UNDER_WAY: set[asyncio.Future[Json]] = set()
"""Answers that are worked on: the event loop by itself forgets what nobody waits for."""


def _let_go(working: asyncio.Future[Json]) -> None:
    _UNDER_WAY.discard(working)
    if not working.cancelled():
        working.exception()  # Told already, or nobody listens any more.


async def _events(work: Work, found: Show, last: str, first: Sequence[str]) -> AsyncIterator[str]:
    for each in first:
        yield each
    loop = asyncio.get_running_loop()
    told: asyncio.Queue[Sequence[Hit]] = asyncio.Queue()

    def tell(hits: Sequence[Hit]) -> None:
        loop.call_soon_threadsafe(told.put_nowait, hits)

    working = asyncio.ensure_future(run_in_threadpool(work, tell))
    _UNDER_WAY.add(working)
    working.add_done_callback(_let_go)
    waiting = asyncio.ensure_future(told.get())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if waiting.done():
        yield event("found", await run_in_threadpool(found, waiting.result()))
    waiting.cancel()
    try:
        # Shielded, so that an answer that nobody waits for any more is kept all the same.
        yield event(last, await asyncio.shield(working))
    except Exception as error:
        yield event("problem", dict(problem_json(problem_of(error))))
