"""Readers who behave like people: each looks at something, thinks a while, and looks at the next thing."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from evals.loading.material import Material
from evals.loading.requests import BrokenReply, Requests

SHARES = {
    "question on the page": 35,
    "question over the API": 15,
    "source page": 20,
    "library page": 15,
    "start page": 15,
}
"""What readers do, and how often of a hundred times."""

QUESTIONS_A_TALK = 6
"""Questions that a reader asks in one conversation."""

MOST_PAGES = 40
"""Pages of the list of documents that readers look at."""


@dataclass(frozen=True)
class Look:
    """One thing that a reader did: how many seconds the whole of it took, and what went wrong, or ""."""

    kind: str
    seconds: float
    error: str = ""


@dataclass
class Talk:
    """A reader's conversation: where it is kept, and how many questions more will be asked in it."""

    address: str = "/"
    left: int = 0


@dataclass
class Readers:
    """Everyone who reads at one server; no two ask the same question. `documents` are ids that can be looked at.

    `answers` are the bodies of what the API answered.
    """

    requests: Requests
    material: Material
    documents: Sequence[str]
    answers: list[bytes] = field(default_factory=list)
    _talks: dict[int, Talk] = field(default_factory=dict)
    _questions: Iterator[int] = field(default_factory=count)

    async def read(self, number: int, think: tuple[float, float], until: asyncio.Event) -> list[Look]:
        """What `number` of them read until the event; `think` are the least and the most seconds in between."""
        chance = random.Random(f"reader {number}")
        looks: list[Look] = []
        # They don't all begin at once.
        await _wait(chance.uniform(0, think[1]), until)
        while not until.is_set():
            kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
            looks.append(await self._look(kind, number, chance))
            await _wait(chance.uniform(*think), until)
        return looks

    async def _look(self, kind: str, number: int, chance: random.Random) -> Look:
        act = _ACTS[kind]
        begin = time.perf_counter()
        try:
            error = await act(self, number, chance)
        except (OSError, TimeoutError, BrokenReply, ValueError) as problem:
            error = f"{type(problem).__name__}: {problem}"
        return Look(kind, time.perf_counter() - begin, error)

    def next_question(self) -> str:
        """A question that nobody has asked yet."""
        return self.material.question(next(self._questions))

    async def on_the_page(self, number: int, chance: random.Random) -> str:
        """Ask by the form, in the conversation begun before or a new one, and look at the page that it leads to."""
        talk = self._talks.setdefault(number, Talk())
        if not talk.left:
            talk.address, talk.left = "/", QUESTIONS_A_TALK
        reply = await self.requests.form(talk.address, {"question": self.next_question()})
        if reply.status != 303:
            return _wrong(reply.status)
        talk.address, talk.left = reply.location.partition("#")[0], talk.left - 1
        return _wrong((await self.requests.get(talk.address)).status)

    async def over_the_api(self, number: int, chance: random.Random) -> str:
        """Ask as programs do."""
        reply = await self.requests.post("/api/v1/ask", {"question": self.next_question()})
        if reply.status == 200:
            self.answers.append(reply.body)
        return _wrong(reply.status)

    async def source_page(self, number: int, chance: random.Random) -> str:
        """Look at a document."""
        return _wrong((await self.requests.get(f"/d/{chance.choice(self.documents)}")).status)

    async def library_page(self, number: int, chance: random.Random) -> str:
        """Look through the list of documents."""
        return _wrong((await self.requests.get(f"/library?offset={chance.randrange(MOST_PAGES)}")).status)

    async def start_page(self, number: int, chance: random.Random) -> str:
        """Come in."""
        return _wrong((await self.requests.get("/")).status)


_ACTS: dict[str, Callable[[Readers, int, random.Random], Awaitable[str]]] = {
    "question on the page": Readers.on_the_page,
    "question over the API": Readers.over_the_api,
    "source page": Readers.source_page,
    "library page": Readers.library_page,
    "start page": Readers.start_page,
}


async def reading(readers: Readers, many: int, think: tuple[float, float], until: asyncio.Event) -> list[Look]:
    """What so many readers did until the event."""
    looks = await asyncio.gather(*(readers.read(number, think, until) for number in range(many)))
    return [look for one in looks for look in one]


async def _wait(seconds: float, until: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(until.wait(), seconds)
    except TimeoutError:
        return


def _wrong(status: int) -> str:
    return "" if status == 200 else f"status {status}"
