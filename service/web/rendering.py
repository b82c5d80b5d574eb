"""Rendering: the page templates, everything in them escaped."""

from __future__ import annotations

from pathlib import Path

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates

from service.quotes.running import running
from service.shapes import authors_of, title_of, year_of
from service.templates import templates_in

HERE = Path(__file__).resolve().parent


def page_templates() -> Jinja2Templates:
    """The templates of the pages; a name that is missing in one is an error, not an empty place."""
    environment = templates_in(HERE / "templates")
    environment.filters |= {"running": running, "sentence": sentence}
    environment.globals |= {"title_of": title_of, "authors_of": authors_of, "year_of": year_of}
    return Jinja2Templates(env=environment)


def rendered(request: Request, template: str, context: dict[str, object], status: int = 200) -> Response:
    """A page made from `template`."""
    templates: Jinja2Templates = request.app.state.templates
    return templates.TemplateResponse(request, template, context, status_code=status)


def sentence(text: str) -> str:
    """`text` as a sentence: a capital first unless that is a file's name, a full stop last."""
    stopped = text if text[-1:] in ".!?…" else f"{text}."
    first = text.partition(" ")[0].rstrip(".,:;!?…")
    # A file's name or a path stays as it is written.
    return stopped if "." in first or "/" in first else stopped[:1].upper() + stopped[1:]
