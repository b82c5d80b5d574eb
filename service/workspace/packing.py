"""Packing: a manuscript's review and what was read of it as bytes, and back."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from corpus.document import Document
from service.findings.finding import Finding
from service.quotes.quote import Place, Quote
from service.review.review import Review

FAST = 1
"""The level of compression: a manuscript is packed while somebody waits."""


@dataclass(frozen=True)
class Checked:
    """A manuscript as it was read, and what was found of it."""

    document: Document
    review: Review


def packed(checked: Checked) -> bytes:
    """The two as bytes, equal ones as equal bytes."""
    return zlib.compress(msgspec.msgpack.encode(checked, order="sorted"), FAST)


def unpacked(kept: bytes) -> Checked:
    """What `packed` was given; raises ValueError for bytes of another version of these classes."""
    try:
        facts: dict[str, Any] = msgspec.msgpack.decode(zlib.decompress(kept))
        findings = tuple(_finding(finding) for finding in facts["review"]["findings"])
        bare = msgspec.convert({**facts["review"], "findings": ()}, Review)
        return Checked(msgspec.convert(facts["document"], Document), replace(bare, findings=findings))
    except (msgspec.MsgspecError, zlib.error, KeyError, TypeError) as error:
        raise ValueError(f"this was packed by another version: {error}") from error


def _finding(facts: dict[str, Any]) -> Finding:
    """A finding's places are of two classes, which msgspec doesn't tell apart."""
    related = tuple(msgspec.convert(place, Quote if "row" in place else Place) for place in facts["related"])
    return replace(msgspec.convert({**facts, "related": ()}, Finding), related=related)
