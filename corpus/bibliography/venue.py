"""Where a work appeared, as the line over its title or at the foot of its first page says: journal and numbers.

Publishers print that line each in their own form; all of them are a name, and numbers that stand behind a word
(`Vol. 5`, `Т. 12`, `Cilt: 9`) or in a known order (`77 (2018) 203–219`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.bibliography.dates import month_of
from corpus.bibliography.entry import pages

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PAGES = r"(?P<page>[A-Za-z]{0,3}\d{1,6}\s?[–—-]\s?[A-Za-z]{0,3}\d{1,6}|[eE]?\d{2,8}[A-Z]\d{1,4}|[eE]?\d{3,8})"
_NUMBER = r"\d{1,4}(?:\s?[-–/]\s?\d{1,4})?"
_ISSUE = rf"\(\s?(?P<issue>{_NUMBER}|[A-Z]?\d{{1,3}}|Suppl\w*\.?\s?\d*|Special Issue)\s?\)"
_COMPACT = tuple(
    re.compile(form)
    for form in (
        rf"(?P<volume>\d{{1,4}})\s?(?:{_ISSUE})?\s?\({_YEAR}\)\s?,?\s?(?:pp?\.?\s?)?{_PAGES}",
        rf"\({_YEAR}\)\s?,?\s?(?P<volume>\d{{1,4}})\s?(?:{_ISSUE})?\s?[:,]\s?(?:pp?\.?\s?)?{_PAGES}",
        rf"{_YEAR}\s?;\s?(?P<volume>\d{{1,4}})\s?(?:{_ISSUE})?\s?[:,]\s?(?:pp?\.?\s?)?{_PAGES}",
        rf"{_YEAR},\s?(?P<volume>\d{{1,4}})\s?(?:{_ISSUE})?\s?,\s?{_PAGES}(?![\d–-])",
        rf"(?P<volume>\d{{1,4}})\s?(?:{_ISSUE})\s?[:,]?\s?(?:pp?\.?\s?)?{_PAGES}[\s,.]{{1,3}}\(?{_YEAR}\)?",
        rf"(?P<volume>\d{{1,4}})\s?(?:{_ISSUE})\s?[:,]\s?(?:pp?\.?\s?)?{_PAGES}",
        rf"(?P<volume>\d{{1,4}})\s?:\s?{_PAGES},?\s\(?{_YEAR}\)?",
        rf"(?<=\s)(?P<volume>\d{{1,4}})\s?(?:{_ISSUE})?\s?:\s?{_PAGES}(?=\s|\.?$)",
        r"(?<=,\s)(?P<volume>\d{1,3}),\s?(?P<page>\d{1,5}\s?[–—-]\s?\d{1,5})(?=\.?$)",
    )
)
_LABELLED = {
    "volume": (
        rf"(?<![^\W\d_])(?:vol(?:ume)?|bd|band|jg|jahrgang|tome|tomo|cilt|том|т|t|cild|jild|жилд"
        rf"|v)(?![^\W\d_])\s?[.:№]?\s?:?\s?(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}}\b)(?:\s?\((?P<bracket>(?!(?:19"
        rf"|20)\d\d\)){_NUMBER})\))?"
    ),
    "issue": (
        r"(?<![^\W\d_])(?:issue|iss|no|nr|n°|nº|num|number|numéro|núm|heft|h|sayı|вып(?:уск)?|№|son|ausgabe|fasc"
        rf"|nömrə|сон)(?![^\W\d_])\s?[.:]?\s?:?\s?(?P<issue>{_NUMBER})(?:\s?\((?P<whole>\d{{1,5}})\))?"
        rf"|(?P<son>\d{{1,3}})\s?-\s?(?:son|сон)\b"
    ),
    "page": (
        r"(?<![^\W\d_])(?:pp?|pages?|s|ss|sayfa|seiten?|с|стр|б|bet|бет|betlar|str)(?![^\W\d_])\s?[.:]?\s?:?\s?"
        r"(?P<page>\d{1,6}\s?[–—-]\s?\d{1,6})|(?P<bet>\d{1,5}\s?[–—-]\s?\d{1,5})\s?-?\s?(?:bet|б)\b"
    ),
    "year": rf"(?<![\d./:\-–]){_YEAR}(?![\d./:]\d|\d|-\d)",
}
_DIGIT = re.compile(r"\d")
_TWO_NUMBERS = re.compile(r"\d\D+\d")
_LABEL_LETTER = re.compile(r"[^\W\d_]|№")
_LABELS = {name: re.compile(form, re.IGNORECASE) for name, form in _LABELLED.items()}
_LEADING = re.compile(
    r"^(?:citation|how to cite(?: this article)?|to cite this (?:article|version)|cite this article as"
    r"|please cite this article as|source|to link to this article|published in|in|journal|журнал"
    r"|научный журнал)\s?:\s*",
    re.IGNORECASE,
)
_JOURNAL_WORD = re.compile(
    r"\b(?:journal|review|revue|bulletin|zeitschrift|proceedings|transactions|annals|letters|quarterly|studies"
    r"|economics|research|archives|acta|вестник|журнал|известия|труды|ученые записки|вопросы|экономика|dergisi"
    r"|jurnali|jurnal|xabarnomasi|axborotnomasi|revista|rivista|cuadernos|cahiers)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"@|https?:|www\.|\b(?:received|accepted|published|available|doi|copyright|licen[cs]e|author|figure|table"
    r"|downloaded|working paper|discussion paper|policy report|report no|supervisor|geliş|kabul"
    r"|registered (?:in|office|number|company)|company (?:no|number|registration)|vat (?:no|number|reg)"
    r"|homepage|all rights|this article|chapter|section|version|page|keywords?|abstract|contents)\b|©|\bet al\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:\||\s/\s|//|;|\t|\bissn\b|\be-?issn\b|\bp-?issn\b|©|\bdoi\b|https?:|\bjournal homepage\b).*$", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:[\s,.]*(?:\(?(?:19|20)\d\d\)?|(?<=,\s)\d{1,4}(?:,\s?\d{1,5}[–—-]\d{1,5})?|\b(?:vol(?:ume)?|no|issue|jg|bd|cilt|т|№)\b\.?))+[\s,.]*$",
    re.IGNORECASE,
)
_OF_A_SERIES = re.compile(r"\b(?:papers?|reports?|notes?|briefs?|series)$", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r"^(?:\S+\s){3,}\S{4,}[.?!]\s(?=[^\W\d_])")
_QUOTED = re.compile(r"^[“\"«„](?P<name>[^”\"»“]{3,90})[”\"»“]")
_EDGES = ' ,.;:–—-(|/·“”"«»'
_CONFERENCE = re.compile(
    r"(?:^(?:In:?\s)?|\b[Ii]n:?\s|\|\s?)(?P<name>(?:(?:19|20)\d\d\s)?(?:(?:the\s)?(?!In\s)(?:\d{1,2}(?:st|nd|rd"
    r"|th)\s|[A-Z][\w’'-]+\s){0,6})?(?:Proceedings of|Proc\. of|Proceedings|International Conference|Conference"
    r"|Workshop on|Symposium on|Congress)\b[^|.;\n]{0,140})",
)
_CONFERENCE_END = re.compile(
    r",\s(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|[A-Z][a-z]{2})\.?\s\d|\d{1,2}[–-]\d).*$|\.\s(?:ACM|IEEE|Springer|In)\b.*$"
)
_BOOK = re.compile(
    r"(?P<editors>[A-Z][^()\n]{2,120}?)\s?\((?:[Ee]ds?\.?|[Hh]rsg\.?|[Ee]ditors?)\)[.,:]?\s(?P<name>[^,.\n©"
    r"|]{6,140}?)(?:,\s(?P<series>[^,\n©]{4,90}?\s\d{1,4}))?(?=[,.|]|\s?https?:|\sDOI|\s©|$)"
)
_SERIES_WORD = re.compile(r"[ ](?:paper|report|note|brief|series)", re.IGNORECASE)
_SERIES = re.compile(
    r"(?P<series>(?:[A-Z][\w.&’'-]*[ ]){0,6}(?:Working|Discussion|Research|Policy|Staff|Technical|Occasional"
    r"|Policy Research Working|Economics)[ ](?:Papers?|Reports?|Notes?|Briefs?|Series)(?:[ ](?:Series"
    r"|in[ ][A-Z]\w+(?:[ ][A-Z]\w+)?))?|(?-i:[A-Z]{2,8})[ ]Papers?(?=[ ](?:no|#|\d)))(?:\s?[,|–-]?\s?(?:no\.?"
    r"|number|nr\.?|#|№)?\s?:?\s?(?P<number>(?:[A-Z]{1,3}-?)?\d{1,6}(?:[/-]\d{1,4})?))?(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Venue:
    """What one line says of where the work appeared; an empty string is not said."""

    name: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    year: int | None = None

    @property
    def told(self) -> int:
        """How many of its five parts are known."""
        return sum(bool(part) for part in (self.name, self.volume, self.issue, self.page, self.year))

    def filled(self, other: Venue) -> Venue:
        """This with what only the other one tells."""
        held = {
            name: getattr(self, name) or getattr(other, name) for name in ("name", "volume", "issue", "page", "year")
        }
        return replace(self, **held)


def venue_in(line: str) -> Venue | None:
    """The venue that a line tells: it needs a name or a volume, and a number behind it; None for any other line."""
    if not _DIGIT.search(line):
        return None
    line = _LEADING.sub("", line.strip(), count=1)
    return _compact(line) or _with_labels(line)


def _compact(line: str) -> Venue | None:
    if not _TWO_NUMBERS.search(line):
        return None
    for form in _COMPACT:
        if match := form.search(line):
            found = match.groupdict()
            name = _name_before(line, match.start())
            if not name and match.start() > 3:
                return None
            year = int(found["year"]) if found.get("year") else _year_in(line)
            return Venue(name, found["volume"], _tidy(found.get("issue")), pages(found["page"]), year)
    return None


def _with_labels(line: str) -> Venue | None:
    if not _LABEL_LETTER.search(line):
        return None
    volume, issue = _LABELS["volume"].search(line), _LABELS["issue"].search(line)
    if not (volume or issue):
        return None
    found = {name: match for name, form in _LABELS.items() if (match := form.search(line))}
    page = found.get("page")
    if len(found) < 2:
        return None
    first = min(match.start() for match in found.values())
    name = _name_before(line, first)
    if (not name and first > 3) or (not volume and _OF_A_SERIES.search(name)):
        return None
    return Venue(
        name,
        volume["volume"] if volume else "",
        _tidy((issue["issue"] or issue["son"]) if issue else volume["bracket"] if volume else ""),
        pages(page["page"] or page["bet"]) if page else _pages_at_the_end(line),
        int(found["year"]["year"]) if "year" in found else None,
    )


def _pages_at_the_end(line: str) -> str:
    match = re.search(r"[\s,:](\d{1,5}\s?[–—-]\s?\d{1,5})\s*\.?$", line)
    return pages(match[1]) if match and not re.fullmatch(r"(?:19|20)\d\d-(?:19|20)\d\d", pages(match[1])) else ""


def _year_in(line: str) -> int | None:
    match = _LABELS["year"].search(line)
    return int(match["year"]) if match else None


def _tidy(issue: str | None) -> str:
    return re.sub(r"\s?[–—]\s?", "-", (issue or "").strip())


def _name_before(line: str, end: int) -> str:
    """The journal's name at the head of a line, up to the first of its numbers; empty if that is no name."""
    return journal_name(re.sub(r"[\s(,.;:|–-]+$", "", line[:end]))


def journal_name(words: str) -> str:
    """These words as the name of a journal, without what else its line prints; empty where they can be none."""
    words = _LEADING.sub("", words.strip(), count=1)
    if quoted := _QUOTED.match(words):
        return quoted["name"].strip()
    words = _CUT.sub("", words)
    words = _TAIL.sub("", words)
    if " · " in words or "·" in words:
        words = words.rsplit("·", 1)[-1]
    words = " ".join(words.split()).strip(_EDGES)
    words = _LAST_SENTENCE.sub("", words)
    parts = words.split()
    ok = (
        0 < len(parts) <= 14
        and len(words) <= 110
        and re.search(r"[^\W\d_]{3}", words)
        and not _NOT_A_NAME.search(words)
    )
    named = ok and (any(letter.isupper() for letter in parts[0]) or parts[0][0].isdigit())
    dated = any(month_of(part) for part in parts[:2]) and len(parts) <= 3
    return words if named and not _is_sentence(words) and not dated else ""


def _is_sentence(words: str) -> bool:
    return bool(re.search(r"\b(?:is|are|was|were|has|have|we|this|that|which|their|our)\b", words))


def is_journal(words: str) -> bool:
    """Whether these words hold one that names of journals have."""
    return bool(_JOURNAL_WORD.search(words))


def series_in(line: str) -> tuple[str, str] | None:
    """The series of working papers that a line names, and the number in it (empty where it gives none)."""
    if len(line) > 160 or not _SERIES_WORD.search(line) or not (match := _SERIES.search(line)):
        return None
    return " ".join(match["series"].split()).strip(_EDGES), match["number"] or ""


def conference_in(lines: Iterable[str]) -> str | None:
    """The proceedings or the meeting that one of these lines names."""
    for line in lines:
        match = _CONFERENCE.search(line)
        if match and not _NOT_A_NAME.search(match["name"]):
            name = _CONFERENCE_END.sub("", " ".join(match["name"].split())).strip(_EDGES.replace("(", ""))
            if 3 <= len(name.split()) <= 24:
                return name
    return None


def book_in(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The book that a chapter's page names behind its editors: its editors, title and series, as fields."""
    for line in lines:
        if match := _BOOK.search(line):
            yield "editor", match["editors"]
            yield "container-title", " ".join(match["name"].split())
            if match["series"]:
                yield "collection-title", match["series"]
            if spread := _LABELS["page"].search(line):
                yield "page", pages(spread["page"] or spread["bet"])
            return
