"""Templates: pages are made from them with everything in them escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.naming import readable, visible
from service.phrasing import counted


def templates_in(folder: Path) -> Environment:
    """The templates that lie in `folder`; a name that is missing in one is an error, not an empty place."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"visible": visible, "readable": readable, "counted": counted}
    return environment
