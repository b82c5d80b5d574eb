"""What is exported: questions with their answers, in turn, under a title."""

from __future__ import annotations

from dataclasses import dataclass

from service.ask.answer import Answer


@dataclass(frozen=True)
class Exchange:
    """A question as it was asked, and its answer."""

    question: str
    answer: Answer


@dataclass(frozen=True)
class Conversation:
    """Exchanges in their order; a single answer is a conversation of one. `title` may be empty."""

    title: str
    exchanges: tuple[Exchange, ...]

    @property
    def heading(self) -> str:
        """What stands at the top: the title, else the first question."""
        first = self.exchanges[0].question if self.exchanges else ""
        return " ".join(self.title.split()) or " ".join(first.split()) or "Conversation"
