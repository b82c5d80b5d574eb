"""Bodies: how large one may be, and how slowly it may come."""

from __future__ import annotations

import asyncio
import time

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

SLOWEST = 1000
"""Bytes a second that keep a body coming, once the first seconds are over."""


def paced(receive: Receive, most: int, seconds: int) -> Receive:
    """`receive` for a body of at most `most` bytes, which has `seconds` and what its bytes take at the slowest pace.

    A body that breaks these is refused with an HTTPException, 413 or 408. Time that the server spends is not counted.
    """
    total, waited, is_whole = 0, 0.0, False

    async def next_message() -> Message:
        nonlocal total, waited, is_whole
        if is_whole:  # What comes after the body is only ever that the client has gone.
            return await receive()
        began = time.monotonic()
        try:
            async with asyncio.timeout(seconds + total / SLOWEST - waited):
                message = await receive()
        except TimeoutError as error:
            raise HTTPException(408, f"the request came too slowly: {total:,} bytes of it came in time") from error
        waited += time.monotonic() - began
        total += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if total > most:
            raise HTTPException(413, too_large(most))
        return message

    return next_message


def too_large(most: int) -> str:
    """The line that says how large a request may be."""
    return f"the request is too large: the most is {most / 1_000_000:,.0f} MB"
