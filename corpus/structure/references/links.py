"""Links and identifiers of a reference entry: DOI, URL, arXiv number, ISBN, ISSN, PMID. Their form alone tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.references.fields import Part

_DOI = re.compile(r"\b10\.\s?\d{4,9}\s?/\s?[^\s<>\"”\]]+")
_URL = re.compile(r"(?:https?\s?:\s?//\s?|www\.)[^\s<>\"”]+", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:\barxiv\s?:?\s?(?:\[?[a-z.-]+\]?/)?|\barxiv\.org/(?:abs"
    r"|pdf)/)(?P<number>(?:[a-z-]+(?:\.[A-Z]{2})?/)?\d{4}\.?\d{3,5}(?:v\d+)?)",
    re.IGNORECASE,
)
_ARXIV_OLD = re.compile(
    r"\b(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|math)\s?/\s?\d{7}\b"
)
_ISBN = re.compile(r"\bISBN(?:-?1[03])?:?\s*(?P<number>[\dX][\dX\- –]{8,17}[\dX])", re.IGNORECASE)
_ISSN = re.compile(r"\bISSN:?\s*(?P<number>\d{4}-\d{3}[\dX])", re.IGNORECASE)
_PMID = re.compile(r"\bPMID:?\s*(?P<number>\d{5,9})", re.IGNORECASE)
_OPENING = {")": "(", "]": "[", "}": "{"}


def links_in(text: str, found: Sequence[Part]) -> dict[str, object]:
    """The links of an entry as CSL-JSON variables (archive and archive_location for arXiv); the first of each kind.

    A link that is broken by spaces is mended where the model holds all of it for one (`found`).
    """
    links: dict[str, object] = {}
    if doi := _DOI.search(text):
        links["DOI"] = trimmed(_mended(text, found, "doi", doi))
    url = next((match for match in _URL.finditer(text) if "doi.org/" not in match[0]), None)
    if url:
        links["URL"] = trimmed(_mended(text, found, "url", url))
    if arxiv := _ARXIV.search(text) or _ARXIV_OLD.search(text):
        links["archive"] = "arXiv"
        links["archive_location"] = "".join((arxiv.groupdict().get("number") or arxiv[0]).split())
    for name, form in (("ISBN", _ISBN), ("ISSN", _ISSN), ("PMID", _PMID)):
        if match := form.search(text):
            links[name] = match["number"].strip().replace("–", "-")
    return links


def _mended(text: str, found: Sequence[Part], label: str, match: re.Match[str]) -> str:
    """The link with what stands after a space, where a part with this label goes on so far and looks like a link."""
    part = next((part for part in found if part.label == label and part.start <= match.end() <= part.end), None)
    end = part.end if part and re.match(r"\s?[^\s,;]*[/.?=_&%\d]", text[match.end() : part.end]) else match.end()
    return "".join(text[match.start() : end].split())


def trimmed(link: str) -> str:
    """The link without the punctuation of the sentence around it; brackets that pair stay."""
    link = link.rstrip(".,;:'’*»")
    while link.endswith((")", "]", "}")) and link.count(link[-1]) > link.count(_OPENING[link[-1]]):
        link = link[:-1].rstrip(".,;:")
    return link
