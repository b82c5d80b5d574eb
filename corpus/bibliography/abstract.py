"""The abstract and the key words of a document's opening, in the language of its text where it prints several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.bibliography.front_matter import FrontLine, opens_body, plain

_KEYWORD_NAMES = (
    r"key\s?-?words?(?: and phrases)?|index terms|author keywords|schlüsselwörter|schlagwörter|stichworte"
    r"|mots[- ]clés|palabras[- ]clave|palavras[- ]chave|parole[- ]chiave"
    r"|słowa kluczowe|trefwoorden|anahtar (?:kelimeler|sözcükler)|ключевые слова(?: и словосочетания)?"
    r"|ключові слова|түйін сөздер|калит сўзлар|kalit so['’ʻ‘ʼ`]?zlar|tayanch (?:so['’ʻ‘ʼ`]?z(?:lar)?"
    r"|iboralar)(?: va iboralar)?|tayanch so['’ʻ‘ʼ`]zlar|açar sözlər"
)
_KEYWORDS = re.compile(
    rf"[\s*_#]*(?P<name>{_KEYWORD_NAMES})(?![^\W\d_])[ *_]{{0,6}}(?P<mark>[:.–—-]+)?[\s*_]{{0,6}}(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ABSTRACT_NAMES = (
    r"abstract|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|summary|executive summary|zusammenfassung|kurzfassung|résumé|resumen"
    r"|resumo|riassunto|sommario|streszczenie|abstrakt|samenvatting|özet|öz|аннотация|резюме|реферат"
    r"|анотація|аңдатпа|түйін|annotatsiya|аннотация|xülasə|аннотатсия"
)
_ABSTRACT = re.compile(
    rf"[\s*_#]*(?P<name>{_ABSTRACT_NAMES})(?![^\W\d_])[ *_]{{0,6}}(?P<mark>[:.–—-]+)?[\s*_]{{0,6}}(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ABSTRACT_ALONE = re.compile(_ABSTRACT_NAMES, re.IGNORECASE)
_STOP = re.compile(
    r"[\s*_#]*(?:"
    + _KEYWORD_NAMES
    + "|"
    + _ABSTRACT_NAMES
    + r"|jel\b|introduction\b|\d{1,2}[.)]?\s*\|?\s*[^\W\d_]|[ivx]{1,4}\.\s"
    r"|введение|вступ|giriş|kirish|einleitung|introducción|introdução|introduzione|wstęp"
    r"|received\b|accepted\b|©|copyright|corresponding|correspondence|ccs concepts|для цитирования|how to cite"
    r"|to cite|atıf|jel[- ]|doi\b|https?:|article history|acknowledge?ments?|acm reference|funding|citation:"
    r"|благодарност|[*†‡]\s?\w|issn)",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(
    r"(?<=[.!?])\s+(?=(?:©|\(c\)\s|Copyright\s|All rights reserved|JEL\s|Key\s?words\b|Keywords\b|Ключевые слова"
    r"|Published by))"
)
_SAME_TYPE = 0.03
_LONGEST = 4000
_SHORTEST = 150
_MOST_KEYWORDS = 25


@dataclass(frozen=True)
class Labelled:
    """What stands under a heading or behind a label: the label's name, the words, and the index of their last line."""

    name: str
    words: str
    last: int


def abstract_of(lines: Sequence[FrontLine], language: str | None) -> str | None:
    """The abstract in the text's language, else the first one; None where no heading or label says that one begins."""
    found = [abstract for i in range(len(lines)) if (abstract := _abstract_at(lines, i))]
    return next((item.words for item in _in_language(found, language)), None)


def unlabelled_abstract(lines: Sequence[FrontLine]) -> str | None:
    """The one paragraph between the lines of the title and the key words, where nothing is printed over it."""
    at = next((i for i in range(len(lines)) if _KEYWORDS.match(lines[i].text)), 0)
    if at < 2 or len(lines[at - 1].text) < _SHORTEST or not lines[at - 1].is_prose:
        return None
    before = lines[: at - 1]
    return None if any(len(line.text) > _SHORTEST and line.is_prose for line in before) else lines[at - 1].text


def keywords_of(lines: Sequence[FrontLine], language: str | None) -> tuple[str, ...]:
    """The key words in the text's language, else the first list of them."""
    found = [keywords for i in range(len(lines)) if (keywords := _keywords_at(lines, i))]
    return next((_listed(item.words) for item in _in_language(found, language)), ())


def _in_language(found: Sequence[Labelled], language: str | None) -> list[Labelled]:
    """These with the ones whose label is a word of `language` first."""
    return sorted(found, key=lambda item: bool(language) and _language_of_label(item.name) not in (language, None))


_LABEL_LANGUAGES = {
    "en": "abstract summary key index executive author",
    "de": "zusammenfassung kurzfassung schlüsselwörter schlagwörter stichworte",
    "fr": "résumé mots",
    "es": "resumen palabras",
    "pt": "resumo palavras",
    "it": "riassunto sommario parole",
    "pl": "streszczenie abstrakt słowa",
    "tr": "öz özet anahtar",
    "az": "xülasə açar",
    "ru": "аннотация резюме реферат ключевые",
    "uk": "анотація ключові",
    "uz": "annotatsiya kalit tayanch калит",
    "kk": "аңдатпа түйін",
    "nl": "samenvatting trefwoorden",
}


def _language_of_label(name: str) -> str | None:
    first = re.split(r"[\s-]", re.sub(r"(?<=\b\w)\s(?=\w\b)", "", name.casefold()).strip())[0]
    if first.startswith("key"):
        return "en"
    return next((code for code, words in _LABEL_LANGUAGES.items() if first in words.split()), None)


def _abstract_at(lines: Sequence[FrontLine], index: int) -> Labelled | None:
    match = _ABSTRACT.match(_heading_in(lines[index]))
    if not match or (not match["mark"] and match["words"] and not _begins_text(match["words"], lines[index])):
        return None
    if len(match["words"]) >= 40:
        return Labelled(match["name"], _whole(match["words"], lines, index), index)
    below = index + 1
    beside = _heading_in(lines[index]) != lines[index].text
    while below < len(lines) and below <= index + 8 and _is_aside(lines[below], lines[index], beside):
        below += 1
    if below == len(lines) or len(lines[below].text) < 60 or _STOP.match(lines[below].text):
        return None
    return Labelled(match["name"], _whole(lines[below].text, lines, below), below)


def _heading_in(line: FrontLine) -> str:
    """The line, or of one that holds two headings beside each other the one over an abstract."""
    if len(line.text) > 60:
        return line.text
    cells = [cell for row in line.rows for cell in row.split("\t")]
    return next((cell for cell in cells if _ABSTRACT_ALONE.fullmatch(cell.strip())), line.text)


def _begins_text(words: str, line: FrontLine) -> bool:
    """Whether words behind `Abstract` without a mark between are its first sentence: `Abstract We ask …`."""
    return words[0].isupper() or words[0] in '(“"«' if len(line.text) > 80 else False


def _is_aside(line: FrontLine, heading: FrontLine, beside: bool) -> bool:
    """A line of a narrow column that was read between a heading and the paragraph under it.

    `beside` says that another heading stands in the same row, so that a column of its own is to be passed over.
    """
    if opens_body(line):
        return False
    short = len(line.text) < 60 and bool(heading.size)
    above = bool(line.size) and line.top < heading.bottom and line.page == heading.page
    return (
        above
        or (beside and line.is_running)
        or (short and (beside or (line.is_running and not _STOP.match(line.text))))
    )


def _whole(words: str, lines: Sequence[FrontLine], index: int) -> str:
    """The abstract that begins in the line at `index`, with its other paragraphs where a label or heading ends it.

    Where nothing shows its end, it is one paragraph: else it would run on into the text.
    """
    parts, held = [words], len(words)
    more: list[str] = []
    for line in lines[index + 1 :]:
        if _STOP.match(line.text) or line.level is not None:
            parts += more
            break
        held += len(line.text)
        if (
            held > _LONGEST
            or line.page > lines[index].page + 1
            or not _same_type(line, lines[index])
            or not line.is_prose
        ):
            break
        more.append(line.text)
    return _NEW_SENTENCE.split(" ".join(" ".join(parts).split()))[0]


def _same_type(line: FrontLine, other: FrontLine) -> bool:
    return abs(line.size - other.size) <= _SAME_TYPE * max(line.size, other.size)


def _keywords_at(lines: Sequence[FrontLine], index: int) -> Labelled | None:
    line = lines[index]
    match = _KEYWORDS.match(line.text)
    if not match or (not match["mark"] and len(match["words"]) > 400):
        return None
    rows = _rows_behind(line, match["words"]) if len(match["words"]) >= 3 else []
    last = index
    for below in lines[index + 1 : index + 13]:
        if _STOP.match(below.text) or len(below.text) > 400 or (rows and not _goes_on(rows, below, lines[last])):
            break
        last += 1
        rows += [plain(row) for row in below.rows] or [below.text]
    return Labelled(match["name"], _without_rest("\n".join(rows)), last) if rows else None


def _rows_behind(line: FrontLine, words: str) -> list[str]:
    """The rows of a list that stands behind its label: key words of which each has a row are parted by nothing else."""
    if len(line.rows) < 2 or re.search(r"[;,·•]", words):
        return [words]
    rows = [plain(row) for row in line.rows]
    label = _KEYWORDS.match(rows[0])
    return [row for row in ([label["words"]] if label else []) + rows[1:] if row.strip()]


def _goes_on(rows: Sequence[str], below: FrontLine, above: FrontLine) -> bool:
    """Whether a list of key words goes on in this line: they are short, or the line above ended in a comma."""
    if rows[-1].rstrip().endswith((",", ";", "·", "•")):
        return True
    listed = bool(re.search(r"[,;·•]", " ".join(rows)))
    near = bool(below.size) and (_same_type(below, above) and -2 <= below.top - above.bottom < 1.2 * below.size)
    return (
        not listed
        and len(rows[-1]) < 60
        and near
        and len(below.text) < 60
        and not below.is_prose
        and below.level is None
    )


def _without_rest(words: str) -> str:
    """The words up to another label in the same paragraph."""
    return re.split(
        r"\s(?:JEL\b|©|Received\b|Abstract\b|DOI\b|https?:|УДК\b|Citation:|Paper type|Article classification)", words
    )[0]


def _listed(words: str) -> tuple[str, ...]:
    """The single key words: parted by semicolons or points where there are any, else by commas, else by rows."""
    mark = next((mark for mark in (";", "·", "•", "|") if mark in words), None)
    if mark is None:
        mark = (
            ","
            if "," in words
            else "\n"
            if "\n" in words
            else "/"
            if words.count("/") > 1
            else " – "
            if " – " in words
            else "."
        )
    parts = (re.sub(r"\s+", " ", plain(part)).strip(" .;,:") for part in words.split(mark))
    return tuple([part for part in parts if part][:_MOST_KEYWORDS])
