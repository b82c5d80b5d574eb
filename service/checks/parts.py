"""The parts of a paper by what stands in them: its own work, others' work, or neither."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from corpus.bibliography.names import folded
from corpus.document import Document

Part = Literal["abstract", "background", "methods", "results", "discussion", "conclusion", "back", "body"]
"""`background`: introduction and literature; `back`: notes, thanks, declarations; `body`: under a title of its own."""

_NUMBER = re.compile(r"^\W*(?:(?:part|chapter|section)\s)?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-h])[.)]?\s+", re.I)
_NAMES: tuple[tuple[Part, str], ...] = (
    (
        "back",
        r"acknowledge?ments?|funding|(?:author|credit)\b.*contributions?.*|conflicts? of interests?"
        r"|competing interests?"
        r"|declarations?.*|data availability.*|availability of.*|ethic(?:s|al)\b.*|supplementary.*|(?:end|foot)?notes"
        r"|appendi(?:x|ces)\b.*|annex\b.*|abbreviations|glossary|about the authors?|key ?words|contents"
        r"|table of contents"
        r"|list of .*|jel\b.*|index terms|disclosure.*|consent.*|licen[cs]e|copyright.*|(?:suggested|further) reading"
        r"|благодарности|приложени\w+|ключевые слова|danksagung|anhang|remerciements|annexes?|teşekkür|ek(?:ler)?",
    ),
    (
        "abstract",
        r"abstract|summary|executive summary|highlights|in brief|аннотация|резюме|zusammenfassung|résumé|resumen|özet?",
    ),
    (
        "conclusion",
        r"(?:.*\band )?(?:conclusions?|concluding remarks|conclusion\b.*|summary and .*|closing remarks|outlook)"
        r"|(?:directions for )?future (?:research|work|directions)|заключение|выводы?|fazit|schluss(?:folgerung\w*)?"
        r"|conclusiones"
        r"|sonuç(?:lar)?",
    ),
    (
        "methods",
        r"(?:research |study |experimental )?(?:methods?|methodology|design|setup|materials?|data|procedures?|sample"
        r"|settings?|measures?|participants)\b.*|(?:materials|data|sample|design|theory|model)s? and \w+"
        r"|(?:empirical|identification|estimation) (?:strategy|approach)|limitations.*|методы?|методология|methoden?"
        r"|yöntem",
    ),
    (
        "results",
        r"(?:main |key |empirical |experimental |descriptive |our )?(?:results?|findings|experiments?|evaluation"
        r"|analysis"
        r"|estimates|observations|robustness\b.*)\b.*|результаты.*|ergebnisse.*|résultats.*|resultados.*|bulgular",
    ),
    ("discussion", r"(?:general )?discussion\b.*|implications\b.*|обсуждение.*|diskussion|tartışma"),
    (
        "background",
        r"introduction\b.*|background\b.*|(?:review of )?(?:the )?(?:related |prior |previous )?(?:literature|work)\b.*"
        r"|literature review.*|theor(?:y|etical)\b.*|motivation|state of the art|введение|обзор литературы|einleitung"
        r"|giriş",
    ),
)
_FORMS = tuple((part, re.compile(form, re.IGNORECASE)) for part, form in _NAMES)

OWN: frozenset[Part] = frozenset({"abstract", "methods", "results", "conclusion", "back"})
"""Parts in which authors speak of what they themselves did and found, or repeat what they said."""


@lru_cache(maxsize=4096)
def part_of(title: str) -> Part:
    """What a heading says of the text under it."""
    bare = _NUMBER.sub("", title).strip(" .:*_")
    plain = folded(bare)
    return next((part for part, form in _FORMS if form.fullmatch(plain) or form.fullmatch(bare)), "body")


def part_at(document: Document, offset: int) -> Part:
    """The part around `offset`: what its innermost heading with a usual name says, else `body`."""
    for section in reversed(document.section_path(offset)):
        if (part := part_of(section.title)) != "body":
            return part
    return "body"
