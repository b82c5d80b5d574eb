"""Bibliographic data in a file's XMP packet: Dublin Core, PRISM, and what publishers add (ISO 16684-1; PRISM 3.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from corpus.bibliography.entry import DOI, date, doi, pages
from corpus.bibliography.record import Field

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/rights/": "rights",
    "http://creativecommons.org/ns#": "cc",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.niso.org/schemas/jav/1.0/": "jav",
    "http://crossref.org/crossmark/1.0/": "crossmark",
}
_PRISM = re.compile(r"http://prismstandard\.org/namespaces/basic/\d\.\d/")
_TEXTS = {
    "prism:publicationName": "container-title",
    "prism:volume": "volume",
    "prism:number": "issue",
    "prism:issn": "ISSN",
    "prism:isbn": "ISBN",
    "prism:url": "URL",
    "dc:publisher": "publisher",
}
_DATES = ("prism:coverDate", "prism:publicationDate", "prism:coverDisplayDate")
_DOIS = ("prism:doi", "crossmark:DOI", "pdfx:doi", "pdfx:DOI", "dc:identifier", "pdfx:WPS-ARTICLEDOI")
_LONGEST = 2**20
_LONGEST_VALUE = 2000


def xmp_values(packet: bytes) -> dict[str, list[str]]:
    """The simple values of an XMP packet by prefixed name (`dc:title`); empty for what is no such packet.

    A packet that declares entities is not read: none needs any, and they are a way to exhaust memory.
    """
    if len(packet) > _LONGEST or b"<!ENTITY" in packet or b"<!DOCTYPE" in packet:
        return {}
    start, end = packet.find(b"<rdf:RDF"), packet.rfind(b"</rdf:RDF>")
    try:
        root = ElementTree.fromstring(_with_namespaces(packet, start, end))
    except (ElementTree.ParseError, ValueError, LookupError):
        return {}
    held: dict[str, list[str]] = {}
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            _put(held, key, [value])
        for element in description:
            items = [item.text or "" for item in element.iter(f"{_RDF}li")]
            _put(held, element.tag, items or [element.text or ""])
    return held


def _with_namespaces(packet: bytes, start: int, end: int) -> bytes:
    """The whole packet, or without its wrapper where that is cut off."""
    whole = packet.strip(b"\x00 \r\n\t\xef\xbb\xbf")
    return whole if whole.startswith(b"<") or start < 0 or end < 0 else packet[start : end + len(b"</rdf:RDF>")]


def _put(held: dict[str, list[str]], key: str, values: list[str]) -> None:
    space, _, name = key.strip("{").partition("}")
    prefix = "prism" if _PRISM.match(space) else _SPACES.get(space)
    told = [" ".join(value.split()) for value in values if value.strip() and len(value) <= _LONGEST_VALUE]
    if prefix and told:
        held.setdefault(f"{prefix}:{name}", told)


def xmp_fields(held: dict[str, list[str]], origin: str) -> Iterator[Field]:
    """The fields that a packet's values give, but for title and authors; `origin` names the packet."""
    for key, variable in _TEXTS.items():
        if key in held:
            yield Field(variable, held[key][0], "embedded", f"{origin}: {key}", 0.9 if key.startswith("prism") else 0.5)
    for key in _DOIS:
        if found := DOI.search(held.get(key, [""])[0]):
            yield Field("DOI", doi(found[0]).rstrip(".,;"), "embedded", f"{origin}: {key}", 0.97)
    if first := held.get("prism:pageRange") or held.get("prism:startingPage"):
        last = held.get("prism:endingPage", [""])[0]
        spread = first[0] if "prism:pageRange" in held or not last or last == first[0] else f"{first[0]}-{last}"
        yield Field("page", pages(spread), "embedded", f"{origin}: prism:pageRange", 0.9)
    for key in _DATES:
        if key in held and (issued := date(held[key][0])) and "date-parts" in issued:
            yield Field("issued", issued, "embedded", f"{origin}: {key}", 0.9)
            break
    yield from _licence(held, origin)


def _licence(held: dict[str, list[str]], origin: str) -> Iterator[Field]:
    for key in ("cc:license", "rights:WebStatement"):
        if "creativecommons.org/" in held.get(key, [""])[0]:
            yield Field("license-URL", held[key][0], "embedded", f"{origin}: {key}", 0.9)
            return
