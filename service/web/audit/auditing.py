"""Auditing in the background: the whole library, looking only at what is new."""

from __future__ import annotations

from service.audit.last import last_audit
from service.progress import Progress
from service.web.audit.choice import ADDRESS
from service.web.desk import CHECKING, Desk
from service.web.jobs.board import Teller
from service.web.jobs.job import Job
from service.web.problems import AuditNotKept

TITLE = "Audit of the library"

STEPS = {
    "reading": "reading what is new",
    "comparing": "comparing documents with each other",
    "checking": "checking each document by itself",
    "quotations": "looking quotations up",
}
"""What the auditor's steps are called on the page."""


def under_way(desk: Desk, reader: str) -> Job | None:
    """The reader's audit that waits or runs, if there is one."""
    jobs = [job for job in desk.board.jobs(reader) if job.title == TITLE and not job.is_ended]
    return jobs[-1] if jobs else None


def started(desk: Desk, reader: str) -> Job:
    """Put an audit in the queue; where one waits or runs for the reader already, that one."""
    running = under_way(desk, reader)
    return running or desk.board.submit(CHECKING, reader, TITLE, lambda teller: _work(desk, teller))


def _work(desk: Desk, teller: Teller) -> str:
    before = {(holding.digest, holding.state) for holding in desk.library.holdings()}
    found = desk.labour.audit(_in_words(teller))
    kept = last_audit(desk.library)
    if kept is None or any((holding.digest, holding.state) in before for holding in kept.unseen):
        raise AuditNotKept(
            f"{found.rstrip('.')}, but nothing could be kept, since the library can’t be written to: "
            "make its folder writable, or run `pincite audit --html FILE` for a report"
        )
    return ADDRESS


def _in_words(teller: Teller) -> Progress:
    def tell(step: str, done: int, total: int) -> None:
        # A step of one part has come nowhere until it is over.
        teller(STEPS.get(step, step), done if total > 1 else 0, total if total > 1 else 0)

    return tell
