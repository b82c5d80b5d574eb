"""What a document's first page and its file name say about it, as a careful reader would write it down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from pathlib import PurePath

from corpus.bibliography.front_matter import FrontLine, front_lines, opens_text, plain
from corpus.bibliography.language import language_of
from corpus.bibliography.names import UPPER, Name
from corpus.bibliography.record import Field
from corpus.document import Span
from corpus.reading.reading import Heading
from corpus.structure.captions import is_label

_DOI = re.compile(
    r"(?:\bdoi\b\s?[:.]?\s*|doi\.org/|\bDOI\b\s?[:.]?\s*)(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s<>\"”\])]+)",
    re.IGNORECASE,
)
_ISSN = re.compile(
    r"(?<![A-Za-z])(?P<kind>[ep]-?)?ISSN\s?(?:\([^()]{1,12}\))?\s?[:№]?\s*(?P<issn>\d{4}[-–]\d{3}[\dXx])", re.IGNORECASE
)
_KEYWORD_NAMES = (
    r"key\s?-?words?(?: and phrases)?|schlüsselwörter|mots[- ]clés|palabras clave|palavras-chave|parole chiave"
    r"|słowa kluczowe|anahtar (?:kelimeler|sözcükler)|ключевые слова|ключові слова|kalit so['’ʻ‘]zlar|açar sözlər"
)
_KEYWORDS = re.compile(
    r"(?:^|\n)[ \t*_#]{0,12}(?:" + _KEYWORD_NAMES + r")[ *_]{0,6}[:.–—-][\s*_]{0,6}(?P<words>[^\n]{3,600})",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = (
    r"(?P<date>(?:\d{1,2}[./-]\d{1,2}[./-](?P<y1>(?:19|20)\d\d))|(?:(?P<y2>(?:19|20)\d\d)-\d{1,2}-\d{1,2})"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:[A-Z][a-z]{2,8}\.?,?\s)?(?:\d{1,2},\s)?(?P<y3>(?:19|20)\d\d))"
)
# In running text other works are published: "studies published between 2000 and 2022".
_AT_THE_START = r"(?<!(?-i:[a-z,])\s)"
_DATED = tuple(
    (re.compile(pattern + _DATE, re.IGNORECASE), confidence)
    for pattern, confidence in (
        (_AT_THE_START + r"\b(?:first\s)?published(?:\sonline)?(?:\s(?:on|in))?\s?:?\s*", 0.9),
        (r"(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?(?:by\s)?", 0.7),
        (r"\bvol(?:ume)?\.?\s?\d{1,4}\b[^\n]{0,40}?[\s,(]", 0.7),
        (r"\baccepted(?:\s(?:on|in))?\s?:?\s*", 0.6),
    )
)
_CONTAINER = re.compile(
    r"(?P<title>[^\n|/©:]{0,90}\b(?:journal|review|revue|bulletin|zeitschrift|вестник|журнал|dergisi|jurnali)\b[^\n|/©:]{0,80}?)"
    r"[\s,|(/–-]*(?=e?-?p?-?ISSN|©|vol(?:ume)?\.?\s?\d|$)",
    re.IGNORECASE,
)
_INITIAL = re.compile(rf"(?<!\w)[{UPPER}]\.")
_LONGEST_BYLINE = 11
_WRAPPED = 60
_ORIGIN = "first page"


def first_page_fields(text: str, first_page: Span, headings: Sequence[Heading]) -> tuple[Field, ...]:
    """What the first page plainly prints: title, authors, date, identifiers, journal, key words, language.

    What is not printed, or can't be told apart from something else, is absent.
    """
    lines = front_lines(text, first_page, headings)
    page = first_page.of(text)[:8000]
    front = "\n".join(line.text for line in lines)
    title = _title(lines)
    opens = bool(lines) and opens_text(text, lines[-1].span.end)
    found = [*_title_field(lines, title), *_author_field(lines, title, opens), *_identifiers(page, front)]
    # An abstract can push the key words over the page.
    opening = text[first_page.start : first_page.end + 3000][:9000]
    return (*found, *_date_field(page), *_container_field(lines), *_keyword_field(opening), *_language_field(page))


def file_name_fields(name: str) -> tuple[Field, ...]:
    """A title guessed from the file's name, with low confidence; none where the name holds no words."""
    words = re.sub(r"[_+.\s]+|(?<=\w)-(?=\w)", " ", PurePath(name).stem).strip()
    told = [
        word for word in words.split() if re.search(r"[^\W\d_]{3,}", word) and not re.fullmatch(r"[0-9a-f]{8,}", word)
    ]
    return (Field("title", words, "file name", name, 0.2),) if told else ()


def _field(name: str, value: object, confidence: float) -> Field:
    return Field(name, value, "first page", _ORIGIN, confidence)


def _title(lines: Sequence[FrontLine]) -> int | None:
    """The index of the title's first line: the highest heading that can be one, else the line most like one.

    Running text is none, and neither is a line that a table's caption begins.
    """
    able = [i for i, line in enumerate(lines) if not (line.is_running or line.is_kind) and len(line.text) > 3]
    headed = [i for i in able if lines[i].level is not None and not lines[i].text.endswith(":")]
    if headed:
        return min(headed, key=lambda i: (lines[i].level or 0, i))
    scored = [(_title_score(lines, i), -i) for i in able[:15] if not _is_running_text(lines, i)]
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] > 0 else None


def _title_score(lines: Sequence[FrontLine], index: int) -> int:
    line, words = lines[index], lines[index].text.split()
    after = lines[index + 1] if index + 1 < len(lines) else None
    score = 1 if index == 0 else 0
    score += 3 if line.text.isupper() and len(words) > 1 else 0
    score += 2 if len(words) >= 4 else 0
    score += 1 if re.search(r"\s(?:of|and|in|the|for|on|und|der|et|de|и|в|ve|va)\s", line.text) else 0
    score -= 4 if line.is_institution and not line.text.isupper() else 0
    score -= 3 if re.search(r"[,;]$", line.text) or (line.text.endswith(".") and len(words) > 25) else 0
    score -= 3 if line.names and (after is not None and after.is_institution) else 0
    return score - (
        3 if re.match(r"(?:contributors?|authors?|by|keywords?|subjects?)\b", line.text, re.IGNORECASE) else 0
    )


def _is_running_text(lines: Sequence[FrontLine], index: int) -> bool:
    """Whether a line is prose or a caption, or the paragraph that it begins goes on and ends as prose does."""
    line, last = lines[index], index
    while last + 1 < len(lines) and lines[last + 1].span.start - lines[last].span.end <= 1:
        last += 1
    goes_on = last > index and (len(line.text) >= _WRAPPED or lines[index + 1].text[0].islower())
    return line.is_prose or is_label(line.text) or (goes_on and lines[last].is_prose)


def _title_end(lines: Sequence[FrontLine], index: int) -> int:
    """Where the title that begins at `index` ends: headings of its level that follow at once belong to it."""
    end, level = index + 1, lines[index].level
    for line in lines[index + 1 : index + 3]:
        if level is None or line.level != level or line.is_running or line.names:
            break
        end += 1
    return end


def _title_field(lines: Sequence[FrontLine], index: int | None) -> Iterator[Field]:
    if index is None:
        return
    words = " ".join(line.text for line in lines[index : _title_end(lines, index)])
    yield _field("title", " ".join(words.split()), 0.8 if lines[index].level is not None else 0.6)


def _author_field(lines: Sequence[FrontLine], index: int | None, text_opens: bool) -> Iterator[Field]:
    """The names under the title; where none stand there, those above it."""
    if index is None:
        return
    below = takewhile(_is_front, lines[_title_end(lines, index) :][:_LONGEST_BYLINE])
    people = _byline(list(below), text_opens) or _byline(lines[:index], False)
    if people:
        yield _field("author", people, 0.7)


def _is_front(line: FrontLine) -> bool:
    return not line.is_prose or line.is_running or line.is_institution or bool(line.names)


def _byline(lines: Sequence[FrontLine], text_opens: bool) -> list[Name]:
    """The people named beside a title, where more than two capitalised words shows that they are its authors.

    That is `By …`, several names in a line, an initial, or, after the names, an affiliation, an address, a date or
    (`text_opens`) the heading of an abstract.
    """
    runs = [(named, list(run)) for named, run in groupby(lines, lambda line: bool(line.names) and not line.is_running)]
    people: list[Name] = []
    for place, (named, run) in enumerate(runs):
        after = runs[place + 1][1][0] if place + 1 < len(runs) else None
        placed = text_opens if after is None else after.is_running or after.is_institution
        if named and (placed or any(_is_surely_names(line) for line in run)):
            people.extend(name for line in run for name in line.names if name not in people)
    return people


def _is_surely_names(line: FrontLine) -> bool:
    return line.is_led or len(line.names) > 1 or _INITIAL.search(line.text) is not None


def _identifiers(page: str, front: str) -> Iterator[Field]:
    if doi := (_DOI.search(front) or _DOI.search(page[:3000])):
        yield _field("DOI", doi[1].rstrip(".,;:*_"), 0.9)
    found = sorted(_ISSN.finditer(page), key=lambda m: (bool(m["kind"]), m.start()))
    if found:
        yield _field("ISSN", found[0]["issn"].upper().replace("–", "-"), 0.9)


def _date_field(page: str) -> Iterator[Field]:
    for pattern, confidence in _DATED:
        for match in pattern.finditer(page[:6000]):
            year = match["y1"] or match["y2"] or match["y3"]
            yield _field("issued", {"date-parts": [[int(year), *_month_and_day(match["date"])]]}, confidence)
            return


def _month_and_day(text: str) -> list[int]:
    """Month and day as far as they are certain: `05/06/2025` says neither, `30/06/2025` both."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    named = next((i for i, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", text.lower())), None)
    days = [n for n in numbers if 1 <= n <= 31]
    if named:
        return [named, *days[:1]]
    if len(numbers) != 3:
        return []
    if numbers[0] > 1000:
        return numbers[1:] if numbers[1] <= 12 and 1 <= numbers[2] <= 31 else []
    first, second, _ = numbers
    if first == second <= 12 or (12 < first <= 31 and 1 <= second <= 12):
        return [second, first]
    return [first, second] if 12 < second <= 31 and 1 <= first <= 12 else []


def _container_field(lines: Sequence[FrontLine]) -> Iterator[Field]:
    for line in lines:
        match = _CONTAINER.match(line.text) if line.is_running else None
        title = " ".join(match["title"].split()).strip(" ,.-–(") if match else ""
        if len(title.split()) >= 2 and not re.search(r"homepage|@|\d{3}", title):
            yield _field("container-title", title, 0.7)
            yield _field("type", "article-journal", 0.6)
            return


def _keyword_field(page: str) -> Iterator[Field]:
    if match := _KEYWORDS.search(page):
        words = [plain(word).strip(" .;,") for word in re.split(r"\s*[;,•·]\s*", match["words"])]
        if words := [word for word in words if word]:
            yield _field("keyword", ", ".join(words), 0.9)


def _language_field(page: str) -> Iterator[Field]:
    if found := language_of(page):
        yield _field("language", found[0], found[1])
