"""Citation styles: which there are, and what each of them needs beyond its CSL file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Style:
    """A citation style.

    `source` is the name of its CSL file, `locale` the language of its words. A numeric one cites by numbers in the
    order of first mention. `page`, `pages` and `section` word a pinpoint where the CSL file has no words for it;
    `undated` stands for an unknown year where the file has no term. `cyrillic_first` puts works in Cyrillic before
    those in Latin letters; `alone_as` is the type as which it sets a work that is no part of another, where the file
    takes it for one; `counts_entries` is for a bibliography whose entries are numbered. `as_cited_in` stands between
    a work and the one that reports it, `between_names` and `before_year` in the first of the two; `more_works` counts
    those that aren't named.
    """

    key: str
    title: str
    source: str
    locale: str = "en-US"
    is_numeric: bool = False
    counts_entries: bool = False
    page: str = "p. {}"
    pages: str = "pp. {}"
    section: str = "section “{}”"
    undated: str = ""
    cyrillic_first: bool = False
    alone_as: str = ""
    as_cited_in: str = "as cited in"
    between_names: str = " & "
    before_year: str = ", "
    more_works: str = "{} more"

    def on_page(self, label: str) -> str:
        """The pinpoint in words: `p. 12`, `pp. 12–13`."""
        return (self.pages if is_range(label) else self.page).format(label)


def is_range(label: str) -> bool:
    """Whether a page label names more than one page: `12–13`, `3, 5`; `S-12` is one page."""
    return re.search(r"\d\s*[-–,]\s*\d", label) is not None


_ALL = (
    Style("apa", "APA, 7th edition", "apa"),
    Style(
        "chicago-author-date",
        "Chicago, 18th edition, author-date",
        "chicago-author-date",
        between_names=" and ",
        before_year=" ",
    ),
    Style(
        "harvard",
        "Harvard (Cite Them Right, 12th edition)",
        "harvard-cite-them-right",
        "en-GB",
        as_cited_in="cited in",
        between_names=" and ",
    ),
    Style(
        "vancouver",
        "Vancouver (NLM, citation-sequence)",
        "nlm-citation-sequence",
        is_numeric=True,
        counts_entries=True,
        pages="p. {}",
    ),
    Style(
        "gost-r-7-0-5-2008",
        "GOST R 7.0.5–2008",
        "gost-r-7-0-5-2008",
        "ru-RU",
        counts_entries=True,
        page="с. {}",
        pages="с. {}",
        section="разд. «{}»",
        undated="б. г.",
        cyrillic_first=True,
        alone_as="book",
        as_cited_in="цит. по:",
        between_names=", ",
        more_works="и ещё {}",
    ),
)

STYLES: Mapping[str, Style] = MappingProxyType({style.key: style for style in _ALL})
"""The styles by their keys, the default one first."""
