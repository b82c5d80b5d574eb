"""The place that an address names in a document: a passage, where to go back to, and what is searched for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Depends, Query

from corpus.document import Document, Span
from service.naming import typed
from service.web.desk import shown_passage

LONGEST_SEARCH = 200
"""Characters that one can search for."""

_BACK = re.compile(r"/(?:c/|review/|audit|library)[!#-;=?-\[\]_a-z~]*")
_WAYS_BACK = {
    "/c/": "Back to the answer",
    "/review/": "Back to the review",
    "/audit": "Back to the audit",
    "/library": "Back to the library",
}

Offset = Annotated[int | None, Query(ge=0)]


@dataclass(frozen=True)
class WayBack:
    """A link to where the reader came from, or to the first page."""

    address: str
    words: str


@dataclass(frozen=True)
class Place:
    """A passage, if one is named; a local address to go back to; and words to find, the `hit`-th of them first.

    `page` is the page that was asked for by its name, `leaf` the one that was looked at then.
    """

    start: int | None = None
    end: int | None = None
    back: str = ""
    find: str = ""
    hit: int | None = None
    leaf: int = 1
    page: str = ""

    def span(self, document: Document) -> Span | None:
        """The passage; raises PassageOutside where the document has none such."""
        if self.start is None or self.end is None:
            return None
        return shown_passage(document, self.start, self.end)

    @property
    def fields(self) -> dict[str, str]:
        """The passage and the way back, as fields of a form."""
        passage = {} if self.start is None or self.end is None else {"start": str(self.start), "end": str(self.end)}
        return passage | ({"back": self.back} if self.back else {})

    def address(self, path: str, **more: object) -> str:
        """`path` with the same passage, way back and search."""
        found = {**self.fields, "find": self.find, **more}
        query = urlencode({name: value for name, value in found.items() if value != ""}, quote_via=quote)
        return f"{path}?{query}" if query else path

    @property
    def way_back(self) -> WayBack:
        """Where "Back" leads."""
        words = next((words for start, words in _WAYS_BACK.items() if self.back.startswith(start)), "")
        return WayBack(self.back, words) if words else WayBack("/", "Ask a question")


def _place(
    start: Offset = None,
    end: Offset = None,
    back: Annotated[str, Query(max_length=2000)] = "",
    find: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
    hit: Annotated[int | None, Query(ge=1)] = None,
    leaf: Annotated[int, Query(ge=1)] = 1,
    page: Annotated[str, Query(max_length=40)] = "",
) -> Place:
    local = back if _BACK.fullmatch(back) else ""
    return Place(start, end, local, typed(find).strip(), hit, leaf, typed(page).strip())


AtPlace = Annotated[Place, Depends(_place)]
"""The place that the request's address names."""
