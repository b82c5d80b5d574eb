"""The page of the audit: what the last one found in the library, and the button that begins another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from service.audit.audit import Audit
from service.audit.headings import HEADING_WORDS
from service.audit.last import last_audit, standing
from service.web.audit.auditing import started, under_way
from service.web.audit.cards import Cards
from service.web.audit.choice import ADDRESS, Choice, not_known
from service.web.audit.listing import OPEN, SHORT_GROUP, listing, tally
from service.web.desk import AtDesk
from service.web.reader import AtReader
from service.web.rendering import rendered

router = APIRouter(include_in_schema=False)


Word = Annotated[str, Query()]


def _choice(type: Word = "", verdict: Word = "", doc: Word = "", by: Word = "") -> Choice:
    return Choice.of(type, verdict, doc, by)


def _not_known(type: Word = "", verdict: Word = "", by: Word = "") -> tuple[str, ...]:
    return not_known(type, verdict, by)


@router.get(ADDRESS)
def audit(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    choice: Annotated[Choice, Depends(_choice)],
    unknown: Annotated[tuple[str, ...], Depends(_not_known)],
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
        "standing": last.standing if last else None,
        "choice": choice,
        "unknown": unknown,
        "short_group": SHORT_GROUP,
        "open": OPEN,
        "chosen_document": desk.holding(choice.doc) if choice.doc else None,
        "listing": shown,
        "totals": tally(found.findings),
        "label_of": HEADING_WORDS.__getitem__,
        "cards": {group.id: [cards.card(finding) for finding in group.shown] for group in shown.groups},
        "job": under_way(desk, reader),
        "documents": len(holdings),
    }
    return rendered(request, "audit/audit.html", context)


@router.get(f"{ADDRESS}/standing")
def how_it_stands(request: Request, desk: AtDesk) -> Response:
    """The page's lines on what changed since the audit, for a page that has been open for a while."""
    return rendered(request, "audit/standing.html", {"standing": standing(desk.library)})


@router.post(ADDRESS)
def audit_now(desk: AtDesk, reader: AtReader) -> Response:
    """Begin an audit, and go where it can be watched."""
    return RedirectResponse(f"/jobs/{started(desk, reader).id}", status_code=303)
