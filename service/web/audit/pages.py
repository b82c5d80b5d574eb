"""The page of the audit: what the last one found in the library, and the button that begins another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from service.audit.audit import Audit
from service.audit.last import last_audit
from service.findings.labels import LABELS
from service.web.audit.auditing import started, under_way
from service.web.audit.cards import Cards
from service.web.audit.choice import ADDRESS, Choice
from service.web.audit.listing import listing, tally
from service.web.desk import AtDesk
from service.web.reader import AtReader
from service.web.rendering import rendered

router = APIRouter(include_in_schema=False)


def _choice(
    type: Annotated[str, Query()] = "",
    verdict: Annotated[str, Query()] = "",
    doc: Annotated[str, Query()] = "",
    by: Annotated[str, Query()] = "",
) -> Choice:
    return Choice.of(type, verdict, doc, by)


@router.get(ADDRESS)
def audit(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    choice: Annotated[Choice, Depends(_choice)],
    start: Annotated[int, Query(alias="from", ge=0)] = 0,
) -> Response:
    """What is known from the last audit; nothing is worked out for it."""
    last = last_audit(desk.library)
    found = last.audit if last else Audit()
    shown = listing(found.findings, choice, start)
    holdings = desk.library.holdings()
    cards = Cards(desk.library, holdings, choice.address(start))
    context: dict[str, object] = {
        "last": last,
        "choice": choice,
        "chosen_document": desk.holding(choice.doc) if choice.doc else None,
        "listing": shown,
        "totals": tally(found.findings),
        "label_of": LABELS.__getitem__,
        "cards": {group.id: [cards.card(finding) for finding in group.shown] for group in shown.groups},
        "job": under_way(desk, reader),
        "documents": len(holdings),
    }
    return rendered(request, "audit/audit.html", context)


@router.post(ADDRESS)
def audit_now(desk: AtDesk, reader: AtReader) -> Response:
    """Begin an audit, and go where it can be watched."""
    return RedirectResponse(f"/jobs/{started(desk, reader).id}", status_code=303)
