"""What stands in a reference entry between its authors and its numbers: title, container, editors, publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.bibliography.names import ROLE, UPPER, Name, leading_names
from corpus.structure.reference_locators import CUT

_ABBREVIATION_WORDS = (
    "vol no nr pp p ed eds st vs etc al dr prof univ dept inc ltd co jr sr ch fig cf jg bd hg trans rev proc int conf"
    " symp u.s u.k math sci phys chem biol med environ econ manag appl т с вып изд ред № стр"
)
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())
_SENTENCE_END = re.compile(
    rf"(?P<mark>[.?!])[”\"’»)]?\s+(?=[{UPPER}\d“\"«'‘*_(\[])|\s?//\s*|\s[–—]\s(?=[{UPPER}])|{CUT}"
)
_QUOTED = re.compile(
    r"\s*(?:“(?P<a>[^“”]+)”|\"(?P<b>[^\"]+)\"|«(?P<c>[^«»]+)»|``(?P<f>[^`]+?)(?:''|”)"
    r"|‘(?P<d>[^‘]+?)’(?!\w)|„(?P<e>[^„“”]+)[“”])"
)
_AFTER_QUOTE = re.compile(rf"\s*(?:[.,;:(\[{CUT}]|[Ii]n\b|$|[{UPPER}])")
_ITALIC = re.compile(r"\s*(?:\*(?P<star>[^*\n]+)\*|_(?P<line>[^_\n]+)_)\s*[.,;:]?\s*")
_IN = re.compile(rf"(?:^|[.,;?!”\"’)]\s+|{CUT})(?:[Ii]n|В кн)\s?[.:]?\s+(?=[{UPPER}“\"«*_‘])")
_EDITORS = re.compile(
    rf"(?P<names>[^()]{{3,200}}?)(?:{ROLE}|,?\s(?:[Ee]ds?\.|[Ee]ditors?\b|Hrsg\.))\s*[.,:]?\s*"
    r"|[Ee]dited by (?P<by>[^.]{3,100}?)[.,]\s"
)
_EDITED_BY = re.compile(r",?\s(?:[Ee]dited by|[Ee]ds?\.(?: by)?)\s[^.]{3,100}?(?:et al)?(?:\.\s|$)")
_PLACE_PUBLISHER = re.compile(
    rf"(?P<place>[{UPPER}][\w.'’ &/\-]{{1,40}}(?:,\s[\w.'’ ]{{2,25}}){{0,2}})\s?:\s?"
    rf"(?P<publisher>[{UPPER}][^:;]{{1,80}}?)[.,;]?$"
)
_PUBLISHER_WORD = re.compile(
    r"\b(?:Press|Publish\w*|Verlag|Springer|Wiley|Elsevier|Sage|Routledge|Macmillan|Books|Yay\w*|Изд\w*|Universit\w+|Mohr"
    r"|McGraw|Blackwell|Editions?|Éditions?|Academic|Kluwer|Oxford|Inc|Ltd|Penguin|Norton|Hall|Knopf|Gallimard|Suhrkamp)\b",
    re.IGNORECASE,
)
_JOURNAL_WORD = re.compile(
    r"\b(?:Journal|Review|Acta|Annals|Bulletin|Transactions|Proceedings|Quarterly|Zeitschrift|Revue|Rivista|Вестник"
    r"|Журнал|журнал|Dergisi|Letters|Studies|Magazine|Newspaper|Times|News)\b",
    re.IGNORECASE,
)
_SEMICOLON_BOOK = re.compile(
    rf"^(?P<title>[^;{CUT}]{{3,300}});\s*(?:[^;{CUT}]{{0,200}};\s*)?(?P<publisher>[^;:{CUT}]{{2,100}}):\s*"
    rf"(?P<place>[^;:{CUT}]{{2,80}}?)[{CUT}\s.]*$"
)
_IMPRINT = re.compile(
    r"\((?P<first>[^():]{2,60}?)(?:\s?:\s?(?P<second>[^():]{2,80}?))?,\s(?P<year>(?:1[5-9]|20)\d\d)\)"
)
_THESIS = re.compile(
    r"\W*(?:[Uu]npublished )?(?:Ph\.?\s?D\.?|[Dd]octoral|[Mm]aster[’']?s?|M\.?Sc\.?|Diploma|[Dd]iss\w*)"
    r"\W*(?:[Tt]hesis|[Dd]issertation)\b"
)
_NOTE = re.compile(
    r"(?:Translated\b|Transl?\.\s(?:by\s)?\w+(?:\s\w\.)?\s\w+$|Dir\.|Eds?\.|Perf\.|Edited by|Revised"
    r"|Rev\. ed|With an? (?:new|introduction|foreword)"
    r"|Tech\w*\. ?[Rr]ep|Ill(?:us)?\.)"
)


@dataclass
class Parts:
    """The words of an entry, each with its part; empty where there is none."""

    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    editors: tuple[Name, ...] = ()
    chapter: bool = False
    book: bool = False
    thesis: str = ""


def take_imprint(text: str, parts: Parts) -> str:
    """`text` with the imprint that Chicago's notes put in brackets, `(London: Macmillan, 1890)`, cut out."""
    match = _IMPRINT.search(text)
    if not match or not (match["second"] or _PUBLISHER_WORD.search(match["first"])):
        return text
    parts.place, parts.publisher = (match["first"], match["second"]) if match["second"] else ("", match["first"])
    parts.year, parts.book = match["year"], True
    return text[: match.start()].rstrip() + CUT + text[match.end() :]


def divide(text: str, parts: Parts, located: bool) -> None:
    """Fill `parts` from `text`; `located` says that a volume, an issue or pages were found in it."""
    if book := _SEMICOLON_BOOK.match(text):
        parts.title, parts.publisher, parts.place = (book[name] for name in ("title", "publisher", "place"))
        parts.book = True
        return
    rest = _marked_title(text, parts).lstrip()
    if inside := _IN.search(rest, 0 if parts.title else 1):
        parts.title = parts.title or rest[: inside.start() + (1 if rest[inside.start()] in "?!" else 0)]
        parts.chapter = True
        _divide_container(_without_editors(rest[inside.end() :], parts), parts)
    elif parts.title:
        _divide_container(rest.lstrip(f" .,;:{CUT}"), parts)
    else:
        _divide_segments(rest, parts, located)


def _marked_title(text: str, parts: Parts) -> str:
    """Take a title in quotation marks or italics off the head of `text`."""
    quoted = _QUOTED.match(text)
    if quoted and (quoted[0].rstrip("”\"’»'“")[-1:] in ".,?!;" or _AFTER_QUOTE.match(text, quoted.end())):
        parts.title = next(group for group in quoted.groups() if group)
        return text[quoted.end() :]
    italic = _ITALIC.match(text)
    if italic:
        parts.title, parts.book = italic["star"] or italic["line"], True
        return text[italic.end() :]
    return text


def _without_editors(text: str, parts: Parts) -> str:
    match = _EDITORS.match(text)
    if not match:
        names = leading_names(text)
        if names.names and text[names.length : names.length + 2] == ", ":
            parts.editors = names.names
            return text[names.length + 2 :]
        return text
    names = leading_names((match["names"] or match["by"]).strip())
    if names.names:
        parts.editors = names.names
    return text[match.end() :] if names.names or match["by"] else text


def _divide_container(text: str, parts: Parts) -> None:
    """`text` begins with the container; a publisher can follow."""
    if italic := _ITALIC.match(text):
        parts.container = italic["star"] or italic["line"]
        _put_publisher(text[italic.end() :], parts)
        return
    text = _EDITED_BY.sub(CUT, text, count=1)
    head, _, tail = text.partition(CUT)
    segments = [segment for segment in _segments(head) if not _NOTE.match(segment)]
    _put_publisher(tail, parts)
    spare = len(segments) > 1 or (segments and not parts.chapter)
    if spare and not parts.publisher and _publishes(segments[-1]):
        _put_publisher(segments.pop(), parts)
    if segments:
        parts.container = ". ".join([*segments[:-1], _first_clause(segments[-1])])


def _first_clause(text: str) -> str:
    """The container without the place, month or publisher that a comma parts from it."""
    pieces = re.split(r",\s", text)
    while len(pieces) > 1 and (
        _PUBLISHER_WORD.search(pieces[-1])
        or re.match(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[A-Z]{2,3}$|USA|UK)", pieces[-1])
        or len(pieces) > 2
    ):
        pieces.pop()
    return ", ".join(pieces)


def _divide_segments(text: str, parts: Parts, located: bool) -> None:
    """No marks tell the parts: the last segment before the numbers is the container or the publisher."""
    italic = re.search(r"[\s.,;]+(?=[*_][^\s*_])", text)
    if italic:
        parts.title = text[: italic.start()]
        _divide_container(text[italic.end() :], parts)
        return
    head, cut, tail = text.partition(CUT)
    segments = _joined_abbreviations(_segments(head))
    if not segments:
        parts.title = text.replace(CUT, " ")
        return
    segments = _without_notes(segments, parts)
    if cut and re.search(r"\w{3}", tail):
        _put_publisher(tail.replace(CUT, " "), parts)
    if len(segments) == 1:
        segments = _by_commas(segments[0], located)
    if len(segments) > 1:
        segments = _without_last(segments, parts, located)
    parts.title = re.sub(r"(?<=[?!])\.(?=\s)", "", ". ".join(segments))


def _without_last(segments: list[str], parts: Parts, located: bool) -> list[str]:
    """The title's segments, once the last one is told to be an imprint, a publisher, or the container."""
    *others, last = segments
    journal = _JOURNAL_WORD.search(last) is not None
    if imprint := re.fullmatch(rf"([{UPPER}][\w .\-]{{2,30}});\s([{UPPER}][^;]{{3,90}})", last):
        parts.place, parts.publisher = parts.place or imprint[1], parts.publisher or imprint[2]
    elif not located and others[-1][-1:] in "?!" and not _is_publisher(last) and not journal:
        return [*others[:-1], f"{others[-1]} {last}"]
    elif not parts.publisher and _is_publisher(last) and not (located and journal):
        _put_publisher(last, parts)
    elif located or journal or (not parts.publisher and len(last.split()) > 3):
        parts.container = last
    elif not parts.publisher:
        parts.publisher = last
    else:
        return segments
    return others


def _without_notes(segments: list[str], parts: Parts) -> list[str]:
    """The segments but for those on the edition, the translator, or the university of a thesis."""
    kept = segments[:1]
    for segment in segments[1:]:
        if thesis := _THESIS.match(segment):
            parts.publisher = re.split(r",\s(?=[^,]*\bUniv)|^[^,]*,\s", segment)[-1] if "," in segment else ""
            parts.thesis = thesis[0]
        elif not _NOTE.match(segment):
            kept.append(segment)
    return kept


def _by_commas(text: str, located: bool) -> list[str]:
    """Title and container (or publisher) of a style that parts all by commas."""
    pieces = re.split(r",\s", text)
    last = pieces[-1]
    if len(pieces) < 2 or not re.match(rf"[{UPPER}]", last) or len(last.split()) > 9:
        return [text]
    if not (located or _is_publisher(last)):
        return [text]
    return [", ".join(pieces[:-1]), last]


def _segments(text: str) -> list[str]:
    """The sentences of `text`; a stop after an abbreviation or an initial ends none."""
    segments: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match["mark"] == "." and _abbreviates(text[max(start, match.start() - 20) : match.start()]):
            continue
        kept = match.start() + (1 if match["mark"] in ("?", "!") else 0)
        segments.append(text[start:kept])
        start = match.end()
    segments.append(text[start:])
    return [segment.strip(" ,;:") for segment in segments if re.search(r"\w", segment)]


def _joined_abbreviations(segments: list[str]) -> list[str]:
    """`Trans. Inst. Br. Geogr.` is one journal: short single words before the last segment belong to it."""
    if len(segments) == 2 and re.search(r"(?<=,\s)[^\W\d_]{1,10}$", segments[0]):
        return [f"{segments[0]}. {segments[1]}"]
    while len(segments) > 2:
        before = segments[-2]
        words = before.split()
        short = before[:1].isupper() and len(words) <= 4 and (len(words) == 1 or "." in before)
        short = short and all(len(word) <= 10 for word in words)
        named = bool(_JOURNAL_WORD.search(before)) and len(before.split()) <= 8 and not _is_publisher(segments[-1])
        if not (short or named) or before[-1:] in "?!":
            break
        segments = [*segments[:-2], f"{before}. {segments[-1]}"]
    return segments


def _abbreviates(before: str) -> bool:
    word = re.search(r"((?:[^\W\d_]\.)*[^\W_]+)$", before)
    if not word:
        return False
    single = len(word[1]) == 1 and word[1].isalpha() and word[1] != "I"
    return single or word[1].lower() in _ABBREVIATIONS


def _is_publisher(text: str) -> bool:
    return bool(_PLACE_PUBLISHER.match(text) or (_PUBLISHER_WORD.search(text) and len(text) < 90))


def _publishes(text: str) -> bool:
    """Whether `text` is a publisher and no journal (`Harvard University Press`, not `Harvard Business Review`)."""
    return _is_publisher(text) and not _JOURNAL_WORD.search(text)


def _put_publisher(text: str, parts: Parts) -> None:
    text = re.sub(r"^\W*(?:[a-z]{1,4}\b\W*)*", "", text).strip(f" .,;(){CUT}")
    text = re.split(rf"{CUT}|\.\s(?=\()", text)[0].strip(" .,;()")
    if parts.publisher or not text:
        return
    if both := _PLACE_PUBLISHER.match(text):
        first, second = both["place"], both["publisher"]
        swapped = _PUBLISHER_WORD.search(first) and not _PUBLISHER_WORD.search(second)
        parts.place, parts.publisher = (second, first) if swapped else (first, second)
    elif len(text) < 100 and _PUBLISHER_WORD.search(text):
        parts.publisher = text
