"""Captions and notes of tables: `Table 3. Exports by region`, `Source: national accounts`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.lines import plain_words

_WORDS = "table|tab|tabelle|tableau|tabla|cuadro|tabela|tabella|tablo|cədvəl|jadval|таблица|табл|таблиця|жадвал|кесте"
_NUMBER = r"(?:[A-Z]{1,2}[.\-]?)?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?|[IVXL]{1,6}"
_LABEL = re.compile(
    rf"(?:supplementary\s+|appendix\s+)?(?:{_WORDS})\b\.?\s*(?:(?:no|nr|n°|№)\.?\s*)?(?P<number>{_NUMBER})(?![\w%])"
    r"(?P<mark>\s*[.:\-–—)|]+)?(?P<continued>\s*\(?(?:continued|cont(?:'d|inued|\.)?|fortsetzung|suite|продолжение|devamı?)\b\.?\)?)?"
    r"\s*[.:\-–—)]?\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(rf"(?:{_WORDS}|figure|fig|exhibit|chart|scheme)\.?\s*(?:[A-Z]?\d|[IVX]+\b)", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    rf"(?P<number>\d{{1,3}})\s*[-–]?\s*(?:{_WORDS})\b(?P<mark>\s*[.:\-–—)]+)?\s*(?P<title>.*)", re.I | re.S
)
_NOTE_WORDS = (
    r"(?:(?:data\s+)?sources?|notes?|quellen?|anmerkung(?:en)?|fuentes?|notas?|fonte|kaynak|not|mənbə|manba|źródło|uwaga"
    r"|источник(?:и)?|примечани[ея]|джерело|примітка)"
)
_NOTE = re.compile(
    rf"{_NOTE_WORDS}\s*(?::|(?=[\"“«']))|(?:\*{{1,3}}|†|‡|[a-z]\))\s*p?\s*[<≤=]|\*+\s*significan", re.IGNORECASE
)
_HEADED_NOTE = re.compile(rf"{_NOTE_WORDS}\s*[.—]", re.IGNORECASE)
_OF_A_TABLE = re.compile(rf"\b(?:{_WORDS})\s*(?:{_NUMBER})\b", re.IGNORECASE)
_NOTE_LENGTH = 30
_PROSE_WORDS = 45


@dataclass(frozen=True)
class Caption:
    """A table's number (no zeros before it) and title as printed over or under it; `continued` where it says so."""

    number: str
    title: str
    continued: bool = False


def caption_of(paragraph: str) -> Caption | None:
    """The caption that a paragraph is, or None; a sentence that begins `Table 3 shows` is none."""
    words = joined_cells(paragraph)
    match = _LABEL.match(words) or _NUMBER_FIRST.match(words)
    if not match:
        return None
    title = match["title"].strip()
    if not match["mark"] and title[:1].islower():
        return None
    if len(title.split()) > _PROSE_WORDS:
        return None
    number = match["number"].rstrip(".-–")
    return Caption(number.lstrip("0") or number, title.rstrip(" |"), bool(match.groupdict().get("continued")))


def opens_caption(line: str) -> bool:
    """Whether a line begins as the caption of a table or a figure does: `Table 3: …`, `Fig. 2 …`."""
    return _OPENING.match(line) is not None


def is_label(paragraph: str) -> bool:
    """Whether a paragraph is a table's caption."""
    return caption_of(paragraph) is not None


def is_note(paragraph: str) -> bool:
    """Whether a paragraph is the note under a table: its source, its symbols.

    `Sources.` with a full stop also heads running prose: such a note is short and does not speak of a table.
    """
    words = plain_words(paragraph)
    if _NOTE.match(words) or _NOTE.match(paragraph.strip()):
        return True
    return bool(_HEADED_NOTE.match(words)) and len(words.split()) <= _NOTE_LENGTH and not _OF_A_TABLE.search(words)


def joined_cells(paragraph: str) -> str:
    """A paragraph's words in one line; where a caption was cut into cells, inside words too, it is joined again."""
    pieces = [plain_words(piece) for piece in re.split(r"\t|(?<!\\)\|", _without_rules(paragraph))]
    joined = ""
    for piece in (piece for piece in pieces if piece):
        joined = _join(joined, piece)
    return joined


def _without_rules(paragraph: str) -> str:
    lines = paragraph.splitlines()
    return "\n".join(line for line in lines if line.strip(" \t|:-–—=_"))


def _join(left: str, right: str) -> str:
    if not left or left[-1] in "([{":
        return left + right
    # A cut inside a word repeats the letter that it went through: `Ital`, `ly`.
    if left[-1] == right[0] and left[-1].islower():
        return left + right[1:]
    return f"{left} {right}"
