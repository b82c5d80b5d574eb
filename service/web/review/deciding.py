"""Deciding: what a reviewer makes of a finding, as far as it makes sense."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.errors import NotKept
from service.naming import typed
from service.review.decisions import LONGEST_WORDS, Decision
from service.web.desk import Desk
from service.web.problems import DecisionRefused
from service.web.review.manuscripts import Opened, opened


@dataclass(frozen=True)
class Refused:
    """A decision on a finding that was not kept, as it was sent, and the line that says why."""

    finding: str
    sent: Decision
    why: str


def decide(desk: Desk, reader: str, id: str, finding: str, decision: Decision) -> Opened:
    """Keep a decision on a finding of a review, which is given as it is then.

    Raises DecisionRefused for what is dismissed without a reason, and NotKept for a finding that isn't there.
    """
    before = opened(desk, reader, id)
    if before.finding(finding) is None:
        raise NotKept("there is no such finding in this review; the manuscript may have been checked again")
    desk.workspace.reviews.decide(id, reader, finding, _checked(decision))
    return replace(
        before,
        entry=desk.workspace.reviews.entry(id, reader),
        decisions=desk.workspace.reviews.decisions(id, reader),
    )


def undo(desk: Desk, reader: str, id: str, finding: str) -> Opened:
    """Forget what was decided of a finding, and the note on it; raises as `decide` does."""
    return decide(desk, reader, id, finding, Decision())


def _checked(decision: Decision) -> Decision:
    """Only what is dismissed has a reason, and it has one."""
    reason, note = _typed(decision.reason), _typed(decision.note)
    for named, words in (("reason", reason), ("note", note)):
        if len(words) > LONGEST_WORDS:
            raise DecisionRefused(
                f"the {named} has {len(words):,} characters: shorten it to {LONGEST_WORDS:,} and send it again"
            )
    if decision.status == "dismissed" and not reason:
        raise DecisionRefused("say why the finding is dismissed: the reason is kept with it and stands in the report")
    return Decision(decision.status, reason if decision.status == "dismissed" else "", note)


def _typed(words: str) -> str:
    # A form sends each end of a line as two characters.
    return typed(words.replace("\r\n", "\n")).strip()
