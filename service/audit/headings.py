"""Headings: what the findings of an audit stand under, which tell more apart than their types do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from service.audit.bundles import is_bundle
from service.findings.finding import TYPES, Finding, FindingType
from service.findings.labels import LABELS

Bundled = Literal["bundled_citations"]

Heading = FindingType | Bundled
"""A type of finding; or that citations recur, of which no source was looked at, whatever its type says."""

BUNDLED: Bundled = get_args(Bundled)[0]

_AFTER: FindingType = "unsupported_citation"

HEADINGS: Sequence[Heading] = tuple(
    heading for type in TYPES for heading in ((type, BUNDLED) if type == _AFTER else (type,))
)
"""All of them, the gravest first."""

HEADING_WORDS: Mapping[Heading, str] = {
    heading: "The same citations after several statements" if heading == BUNDLED else LABELS[heading]
    for heading in HEADINGS
}
"""A few words for each heading."""


def heading_of(finding: Finding) -> Heading:
    """What the finding stands under."""
    return BUNDLED if is_bundle(finding) else finding.type
