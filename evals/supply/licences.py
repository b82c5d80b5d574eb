"""The licences of what is locked, as its own metadata tell them, and whether each goes with the project's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from evals.supply.errors import LicenceUnknown
from evals.supply.locks import Pin

ALLOWED: Mapping[str, str] = {
    "0BSD": "asks for nothing",
    "Apache-2.0": "the project's own",
    "Apache-2.0 WITH LLVM-exception": "the project's own, with less asked",
    "BSD": "keep its notice (which of the BSD licences the metadata don't say)",
    "BSD-2-Clause": "keep its notice",
    "BSD-2-Clause-Views": "keep its notice",
    "BSD-3-Clause": "keep its notice",
    "BSL-1.0": "keep its notice, in source alone",
    "CC0-1.0": "asks for nothing",
    "CNRI-Python": "keep its notice",
    "ISC": "keep its notice",
    "MIT": "keep its notice",
    "MIT-0": "asks for nothing",
    "MIT-CMU": "keep its notice",
    "MPL-2.0": "changes to its own files must be published: it is installed unchanged, with none of it in Pincite",
    "PSF-2.0": "keep its notice",
    "Zlib": "keep its notice",
}
"""The licences that go with Apache-2.0 in a program that installs the work unchanged, and what each asks for."""

ELSEWHERE: Mapping[str, str] = {
    "bm25s": "MIT",
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "txtai": "Apache-2.0",
}
"""What is locked and seldom installed (other platforms, baselines), and so can't always be asked for its licence."""

_STATED: Mapping[str, str] = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache 2.0 license": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD",
    "bsd license": "BSD",
    "bsd-3-clause, apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
}
"""What metadata say before they have an SPDX expression, in lower case."""

_PART = re.compile(r"\s+(?:AND|OR)\s+|[()]")


@dataclass(frozen=True)
class Licence:
    """A locked distribution with its licence as an SPDX expression, and a line on what it does."""

    pin: Pin
    expression: str
    summary: str


def licences(pins: Iterable[Pin]) -> tuple[Licence, ...]:
    """The licence of each pin; raises LicenceUnknown where it is not told, or not an allowed one."""
    found = []
    for pin in pins:
        held = _installed(pin.name)
        expression = ELSEWHERE.get(pin.name) or (_told(held) if held is not None else "")
        if refused := refused_parts(expression):
            raise LicenceUnknown(
                f"{pin.name} {pin.version} has the licence {', '.join(refused)}, which is not among those known to go "
                "with Apache-2.0: use another package, or say in evals/supply/licences.py why it goes"
            )
        found.append(Licence(pin, expression, (held.metadata["Summary"] or "") if held is not None else ""))
    return tuple(found)


def refused_parts(expression: str) -> tuple[str, ...]:
    """The licences of an SPDX expression that are not allowed; `none told` for an empty one."""
    parts = [part.strip() for part in _PART.split(expression) if part.strip()]
    return tuple(part for part in parts or ["none told"] if part not in ALLOWED)


def to_table(rows: Sequence[Licence]) -> str:
    """A Markdown table, by name."""
    lines = [f"| {row.pin.name} | {row.pin.version} | {row.expression} |" for row in rows]
    return "\n".join(["| distribution | version | licence |", "|---|---|---|", *lines])


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _told(held: Distribution) -> str:
    """The expression where there is one; else what the metadata's older fields come to, the surer one first."""
    metadata = held.metadata
    expression = metadata["License-Expression"]
    if expression:
        return str(expression)
    classes = [each.split("::")[-1].strip() for each in metadata.get_all("Classifier") or () if each[:9] == "License :"]
    stated = [spdx for each in (metadata["License"] or "", *classes) if (spdx := _spdx(each))]
    # "BSD" alone leaves open which one.
    return min(stated, key=lambda spdx: spdx == "BSD", default="")


def _spdx(stated: str) -> str:
    known = _STATED.get(stated.strip().lower())
    return known or (stated.strip() if stated.strip() and not refused_parts(stated) else "")
