"""Entries or text: whether what stands under `Literature` is a list of works or speaks of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.names import leading_names
from corpus.structure.references.entry import label_of
from corpus.structure.references.labels import YEAR, reads_like_entry

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_NAMED = re.compile(rf"[^().]{{2,80}}\s\({_YEAR}(?:,[^()]{{1,20}})?\),?\s(?=[a-zß-öø-ÿа-яё])")
_CALLOUT = re.compile(
    rf"\([^\W\d_][^()]{{1,80}}[,\s]\s?{_YEAR}(?:[,;:][^()]{{1,80}})?\)|(?<=\w)\s\[\d{{1,3}}(?:[,;–-]\s?\d{{1,3}}){{0,8}}\]"
)
_LINK = re.compile(r"https?://|\bdoi\b|\b10\.\d{4}", re.IGNORECASE)
_SHOWN = 400


def holds_entries(items: Sequence[str], beside_a_list: bool) -> bool:
    """Whether the items are the entries of a list of works rather than paragraphs that cite them.

    `beside_a_list`: a list under a plain name follows, so that this one must show what it is.
    """
    entries = sum(_is_entry(item) for item in items)
    if beside_a_list:
        return 2 * entries >= len(items)
    return entries >= sum(_cites(item) for item in items)


def _is_entry(item: str) -> bool:
    if _cites(item):
        return False
    labelled = label_of(item)[0] is not None and YEAR.search(item[:_SHOWN]) is not None
    return labelled or reads_like_entry(item) or _LINK.search(item[:_SHOWN]) is not None


def _cites(item: str) -> bool:
    """Whether it is a sentence that cites: `Alder (2001) found`, `Trade grew (Alder, 2001)`.

    An entry that opens with its author may have place and year in brackets: `Alder, A., *Rivers* (London, 2001)`.
    """
    words = item[label_of(item)[1] :]
    return _NAMED.match(words) is not None or (
        _CALLOUT.search(words) is not None and not leading_names(words[:300]).names
    )
