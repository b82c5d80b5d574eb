"""The variables of CSL-JSON, and where a record keeps what has none there.

The names are those of the CSL-JSON schema 1.0.2 (citation-style-language/schema); that schema gives `custom` to data
of a program's own, which is where a document's affiliations, dates of acceptance, JEL codes and licence stand.
"""

from __future__ import annotations

from collections.abc import Mapping

_TEXTS = (
    "abstract annote archive archive_collection archive_location archive-place authority call-number chapter- "
    "number citation-number citation-label collection-number collection-title container-title container-title- "
    "short dimensions division DOI edition event event-title event-place first-reference-note-number genre ISBN "
    "ISSN issue jurisdiction keyword language locator medium note number number-of-pages number-of-volumes "
    "original-publisher original-publisher-place original-title page page-first part part-title PMCID PMID "
    "printing publisher publisher-place references reviewed-genre reviewed-title scale section source status "
    "supplement title title-short type URL version volume volume-title year-suffix citation-key categories"
)
_NAMES = (
    "author chair collection-editor compiler composer container-author contributor curator director editor"
    " editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author"
    " performer producer recipient reviewed-author script-writer series-creator translator"
)
NAME_VARIABLES = frozenset(_NAMES.split())
"""Variables that hold names of people and organisations."""

DATE_VARIABLES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
"""Variables that hold dates."""

_VARIABLES = frozenset(_TEXTS.split()) | NAME_VARIABLES | DATE_VARIABLES
NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
"""The parts of a name that CSL-JSON knows."""


def csl_item(fields: Mapping[str, object]) -> dict[str, object]:
    """These fields as a CSL-JSON item: what the standard has no variable for stands under `custom`, by its own name."""
    item = {name: _standard(name, value) for name, value in fields.items() if name in _VARIABLES}
    custom = {name: value for name, value in fields.items() if name not in _VARIABLES}
    custom |= {name: value for name, value in fields.items() if name in _VARIABLES and item[name] != value}
    return item | ({"custom": custom} if custom else {})


def _standard(name: str, value: object) -> object:
    """A list of names without what CSL-JSON does not know of a name: affiliations and ORCID ids."""
    if name not in NAME_VARIABLES or not isinstance(value, list):
        return value
    return [
        {part: person[part] for part in person if part in NAME_PARTS} if isinstance(person, dict) else person
        for person in value
    ]
