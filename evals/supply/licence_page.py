"""`docs/licences.md`: what is under which licence, made from the lock and from what is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from evals.supply.licences import ALLOWED, licences, to_table
from evals.supply.locks import PARTS, Pin
from evals.supply.shipped import shipped_models

TEMPLATE = Path(__file__).with_suffix(".md")


def licence_page(lock: Mapping[str, Sequence[Pin]]) -> str:
    """The page; raises LicenceUnknown where something is under a licence that is not allowed."""
    tables = {part: to_table(licences(lock[part])) for part in PARTS}
    page = Template(TEMPLATE.read_text(encoding="utf-8"))
    return page.substitute(tables, models=_models(), reasons=_reasons())


def _models() -> str:
    rows = [f"| {each.file.path.name} | {each.licence} | {each.what} | {each.card} |" for each in shipped_models()]
    return "\n".join(["| file | licence | what it does | card |", "|---|---|---|---|", *rows])


def _reasons() -> str:
    rows = [f"| {licence} | {reason} |" for licence, reason in sorted(ALLOWED.items())]
    return "\n".join(["| licence | what it asks for |", "|---|---|", *rows])
