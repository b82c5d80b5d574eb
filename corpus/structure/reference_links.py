"""Links in a reference entry: DOI, URL, arXiv number, ISBN, and the words that introduce them."""

from __future__ import annotations

import re

_DOI = re.compile(
    r"(?:\b(?:doi|DOI)\s?[:.]?\s*|https?://(?:dx\.|www\.)?doi\.org/|doi\.org/){0,2}\s?(10\.\d{4,9}/[^\s<>\"”\]]+)",
)
_URL = re.compile(
    r"(?:(?:Retrieved(?:\s\w+\s\d{1,2},\s\d{4},?)?\sfrom|Available\s(?:at|from|online)|URL|Режим доступа"
    r"|Erişim(?: adresi)?|Online)"
    r"\s?:?\s*)?[<\[(]?((?:https?://|www\.)[^\s<>\"”]+)[>\])]?"
)
_ACCESSED = re.compile(
    r"[\[(,;.]?\s*(?:(?:last\s)?(?:accessed|retrieved|visited)|дата обращения|Erişim [Tt]arihi|Zugriff am)\b"
    r":?[^\[\]()]{0,40}?"
    r"\d{4}[^\w\s]*|\bWeb\.?\s(?:\d{1,2}\s\w{3,9}\.?\s)?\d{4}\b",
    re.IGNORECASE,
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*([\dX][\dX\- ]{8,16}[\dX])", re.IGNORECASE)


def take_links(text: str) -> tuple[str, dict[str, object]]:
    """`text` without its links, and the links as CSL-JSON variables (DOI, URL, ISBN)."""
    found: dict[str, object] = {}
    text = text.replace("\\_", "_").replace("\\&", "&")
    if doi := _DOI.search(text):
        found["DOI"] = _trimmed(doi[1])
        text = text[: doi.start()] + " " + text[doi.end() :]
    if url := _URL.search(text):
        found["URL"] = _trimmed(url[1])
        text = text[: url.start()] + " " + text[url.end() :]
    if isbn := _ISBN.search(text):
        found["ISBN"] = isbn[1].strip()
        text = text[: isbn.start()] + " " + text[isbn.end() :]
    text = _ACCESSED.sub(" ", text) if "URL" in found or "DOI" in found else text
    return " ".join(text.split()), found


def _trimmed(link: str) -> str:
    """The link without the punctuation of the sentence around it; brackets that pair stay."""
    link = link.rstrip(".,;:'’*")
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(".,;:")
    return link
