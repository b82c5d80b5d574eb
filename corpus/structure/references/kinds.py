"""What kind of work an entry cites, as CSL-JSON's type and genre."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from corpus.structure.references.fields import Part, bare

_MEETING = re.compile(
    r"\b(?:proceedings|proc\b|conference|conf\b|symposium|symp\b|workshop|congress|конференц\w+|симпозиум\w*|съезд\w*"
    r"|kongre\w*|sempozyum\w*|konferen\w+|anjuman\w*|tagung\w*|colloque|congreso|actas|actes)",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?:ph\.?\s?d\.?|doctoral|master[’']?s?|m\.?sc\.?|m\.?a\.|bachelor[’']?s?|diploma"
    r"|undergraduate)\W{0,2}\s?(?:thesis|dissertation|diss\b)|\b(?:unpublished\s)?(?:dissertation|doctorat\w*"
    r"|dissertatsiya\w*|диссертаци\w+|doktora tezi|yüksek lisans tezi|thèse|tesis doctoral)"
    r"|\b(?:авто)?(?:реф\.\s)?дис(?:с)?\.\s?(?:\.\.\.|…)|\b(?:thesis|diss)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:(?:technical|tech\.?|research|working|discussion|policy|occasional|staff)\s(?:research\s)?(?:reports?|rep\.?"
    r"|papers?|notes?)|report no|(?:arbeits|diskussions)papiere?|препринт|preprint|документ de travail"
    r"|document de travail|çalışma tebliği)\b",
    re.IGNORECASE,
)


def genre_of(text: str, found: Sequence[Part]) -> str:
    """The words that name a thesis, a report or a working paper; empty where there are none."""
    marked = next((bare(text, part) for part in found if part.label == "genre"), "")
    if marked:
        return marked
    inside = (
        [Part("other", 0, len(text), 1.0)] if not found else [p for p in found if p.label not in ("author", "title")]
    )
    words = " | ".join(bare(text, part) for part in inside)
    stray = _THESIS.search(words) or _THESIS.search(_untitled(text, found)) or _REPORT.search(words)
    return " ".join(stray[0].split()) if stray else ""


def _untitled(text: str, found: Sequence[Part]) -> str:
    """The entry's words after its title."""
    title = next((part.end for part in found if part.label == "title"), len(text))
    return text[title:]


def kind_of(csl: Mapping[str, object], labels: AbstractSet[str]) -> str:
    """CSL-JSON's type of the work that these fields describe; `labels` are those of the entry's parts."""
    if genre := str(csl.get("genre", "")):
        if _THESIS.search(genre):
            return "thesis"
        if "journal" not in labels:
            return "report"
    if "container-title" in csl:
        return _part_of(csl, labels)
    if csl.keys() & {"publisher", "publisher-place", "edition", "ISBN", "number-of-pages"}:
        return "book"
    if csl.get("archive") == "arXiv":
        return "article"
    return "webpage" if "URL" in csl else "document"


def _part_of(csl: Mapping[str, object], labels: AbstractSet[str]) -> str:
    serial = "journal" in labels and "volume" in csl
    if not serial and _MEETING.search(str(csl["container-title"])):
        return "paper-conference"
    if "journal" in labels or (csl.keys() & {"volume", "issue"} and not csl.keys() & {"editor", "publisher"}):
        return "article-journal" if csl.keys() & {"volume", "issue", "page", "DOI"} else "article"
    return "chapter" if csl.keys() & {"editor", "publisher", "publisher-place", "page"} else "article-journal"
