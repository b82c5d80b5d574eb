"""Captions and notes of tables: `Table 3. Exports by region`, `Source: national accounts`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.lines import plain_words

_WORDS = (
    "table|tab|tabelle|tafel|tableau|tabla|cuadro|tabela|quadro|tabella|tablo|çizelge|cədvəl|jadval|jadvali|tablica"
    "|таблица|табл|таблицы|таблиця|таблиці|жадвал|жадвали|кесте|табліца|tabell|tabel|taulukko"
)
_NUMBER = r"(?:[A-Z]{1,2}[.\-]?)?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?|[IVXL]{1,6}|[A-Z](?=\s*[.:])"
_CONTINUED = (
    r"(?:continued|continuation|cont(?:'d|inued|d|\.)?|fortsetzung|forts\.|suite(?: et fin)?|fin|continuación|cont"
    r"|continuação|continuazione|segue|seguito|ciąg dalszy|cd\.|продолжение|продолж\.|окончание|продовження|закінчення"
    r"|devamı?|sonu|davomi|oxiri|давоми|охири)"
)
_OF = r"(?:\s*(?:of|der|von|du|de|de la|da|di|della))*"
_LABEL = re.compile(
    rf"(?:supplementary\s+|supplemental\s+|appendix\s+|extended\s+data\s+)?(?:{_WORDS})\b\.?\s*(?:(?:no|nr|n°|№|nº)\.?\s*)?"
    rf"(?P<number>{_NUMBER})(?![\w%])(?P<mark>\s*[.:\-–—)|]+)?(?P<continued>,?\s*[(\[]?{_CONTINUED}(?!\w)\.?[)\]]?)?"
    r"\s*[.:\-–—)|]?\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(rf"(?:{_WORDS}|figure|fig|exhibit|chart|scheme)\.?\s*(?:[A-Z]?\d|[IVX]+\b)", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*)\s*[.\-–]?\s*(?:{_WORDS})(?:ning|нинг)?\b"
    rf"(?P<continued>\s*\(?{_CONTINUED}(?!\w)\)?)?(?P<mark>\s*[.:\-–—)]+)?\s*(?P<title>.*)",
    re.I | re.S,
)
_CONTINUED_FIRST = re.compile(
    rf"[(\[]?{_CONTINUED}{_OF}\s*(?:{_WORDS})\b\.?\s*(?:№\s*)?(?P<number>{_NUMBER})[)\]]?(?P<mark>\s*[.:\-–—]+)?\s*(?P<title>.*)",
    re.I | re.S,
)
# Scripts without word ends: a bracket, a stop or a space behind the number tells a caption from a sentence.
_UNSPACED = re.compile(
    r"[\[(【〔<《]?\s*(?:附?表|続表|续表|第(?=\s?\d{1,3}\s?表)|표|(?:ال)?جدول|तालिका|ตาราง(?:ที่)?)\s*"
    r"(?P<number>[A-Z]?\d{1,3}(?:[.\-–]\d{1,3})*)\s?表?(?P<mark>\s*[\])】〕>》.:：．、–—\-]+|(?=\s)|$)\s*(?P<title>.*)",
    re.DOTALL,
)
_UNSPACED_OPENING = re.compile(
    r"[\[(【〔<《]?\s*(?:附?表|图|圖|図|표|그림|(?:ال)?(?:جدول|شكل)|ตาราง(?:ที่)?|ภาพ(?:ที่)?)\s?[A-Z]?\d"
)
_UNSPACED_SENTENCE = re.compile(
    r"[はがにをの与和及是显顯示列给給中](?!\S{0,3}$)|(?:은|는|이|가|에|에서|의|과|와|을|를)\s|(?:يوضح|يبين|يعرض|يظهر)\s|.*(?:。|다\.)$",
    re.DOTALL,
)
_CONTINUATION = re.compile(
    rf"[(\[]?(?:(?:{_WORDS})(?:ning|нинг|nın|nin)?\s+{_CONTINUED}|{_CONTINUED}{_OF}\s*(?:{_WORDS})?)[)\].:]*", re.I
)
_NOTE_WORDS = (
    r"(?:(?:data\s+)?sources?|(?:general\s+)?notes?|n\.\s?b\.|legend|key|abbreviations|quellen?|anmerkung(?:en)?|hinweise?"
    r"|datenquelle|legende|lesehilfe|fuentes?|notas?|fontes?|fonti|kaynak(?:ça)?|kaynaklar|not|notlar|açıklama|mənbə|qeyd"
    r"|manba(?:lar)?(?:si|i)?|izoh(?:lar)?|eslatma|źródło|uwaga|uwagi|lecture|légende|remarques?|champ|nota\s+bene|bron"
    r"|источник(?:и)?(?:\s+данных)?|примечани[ея]|прим|сноска|составлено(?:\s+автор\w+)?|рассчитано(?:\s+автор\w+)?"
    r"|джерел[оа]|примітк[аи]|манба|изоҳ|дереккөз|ескерту)"
)
_NOTE = re.compile(
    rf"{_NOTE_WORDS}\s*(?::|(?=[\"“«']))|(?:\*{{1,4}}|†|‡|[a-z]\))\s*p?\s*[<≤=]|\*+\s*significan|\*+\s*p\b"
    r"|(?:robust\s+|clustered\s+)?(?:standard errors|t[- ]statistics|t[- ]values)\b[^.]{0,60}\b(?:parentheses|brackets)"
    r"|\(\*{1,3}\)\s|significance levels?\b",
    re.IGNORECASE,
)
_HEADED_NOTE = re.compile(rf"{_NOTE_WORDS}\s*[.—–]", re.IGNORECASE)
_OF_A_TABLE = re.compile(rf"\b(?:{_WORDS})\s*(?:{_NUMBER})\b", re.IGNORECASE)
_VERB = re.compile(
    r"(?:shows?|presents?|reports?|summari[sz]es?|lists?|gives?|contains?|provides?|displays?|illustrates?|indicates?|reveals?"
    r"|compares?|zeigt|enthält|présente|montre|muestra|presenta|показывает|показаны?|представлен\w*|приведен\w*|содержит"
    r"|gösterir|göstermektedir|ko['‘ʻ’]rsat\w+)\b",
    re.IGNORECASE,
)
_NOTE_LENGTH = 30
_PROSE_WORDS = 45
_LONGEST_TITLE = 150
_LONGEST_UNSPACED = 200


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
    continued = None if match else _CONTINUED_FIRST.match(words)
    match = match or continued
    if not match:
        return _unspaced_caption(words)
    title = match["title"].strip()
    if not match["mark"] and (title[:1].islower() or _VERB.match(title)):
        return None
    if len(title.split()) > (_LONGEST_TITLE if match["mark"] else _PROSE_WORDS):
        return None
    number = match["number"].rstrip(".-–")
    goes_on = continued is not None or bool(match.groupdict().get("continued"))
    return Caption(number.lstrip("0") or number, title.rstrip(" |"), goes_on)


def _unspaced_caption(words: str) -> Caption | None:
    """A caption in a script without word ends, or in Arabic: `표 1. 수출`, `表1：输出`, `جدول 1: …`."""
    match = _UNSPACED.match(words)
    if not match:
        return None
    title = match["title"].strip()
    if _UNSPACED_SENTENCE.match(title) if not match["mark"] else len(title) > _LONGEST_UNSPACED:
        return None
    return Caption(match["number"].lstrip("0") or match["number"], title.rstrip(" |"), words.startswith(("続", "续")))


def is_continuation(paragraph: str) -> bool:
    """Whether a line only says that the table above goes on: `(continued)`, `Jadvalning davomi`."""
    return bool(_CONTINUATION.fullmatch(joined_cells(paragraph)))


def opens_caption(line: str) -> bool:
    """Whether a line begins as the caption of a table or a figure does: `Table 3: …`, `Fig. 2 …`."""
    return _OPENING.match(line) is not None or _UNSPACED_OPENING.match(line) is not None


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
    return "\n".join(line for line in lines if line.strip(" \t|+:-–—=_"))


def _join(left: str, right: str) -> str:
    if not left or left[-1] in "([{":
        return left + right
    # A cut inside a word repeats the letter that it went through: `Ital`, `ly`.
    if left[-1] == right[0] and left[-1].islower():
        return left + right[1:]
    return f"{left} {right}"
