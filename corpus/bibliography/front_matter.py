"""The lines of a first page above its running text, each as plain words with its kind told by its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bibliography.names import FAMILY, PARTICLE, UPPER, WORD, Name, name_of
from corpus.document import Span
from corpus.reading.reading import Heading

_LONGEST = 6000
_OPENS_TEXT = re.compile(
    r"(?:abstract|summary|introduction|\d\.?\s+introduction|keywords?|key words|zusammenfassung|résumé|resumen|özet|öz"
    r"|аннотация|реферат|annotatsiya|xülasə|kirish|введение|giriş|einleitung|contents|table of contents)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:universit\w*|universität|institut\w*|department|faculty|school|college|academy|ministry|centre|center|laborator\w*"
    r"|ph\.?\s?d|prof(?:essor)?|candidate|lecturer|researcher|student|doctor|dr|associate|assistant|docent|bank|agency"
    r"|universiteti|üniversitesi|fakülte\w*|fakulteti|университет\w*|институт\w*|кафедра|доцент|профессор|corresponding"
    r"|orcid|e-?mail|tel|street|avenue|p\.?o\.? box|state|research|economic|economics)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(?:e?-?issn|isbn|doi|https?:|www\.|vol(?:ume)?\.?\s*\d|issue\s*\d|no\.\s*\d|pp\.\s*\d|received|accepted|published"
    r"|submitted|copyright|©|licen[cs]e|journal homepage|open access|subjects?:|jel)|@|\bp:\s?\d",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"^(?:\w+\s){0,3}(?:journal|revue|zeitschrift|bulletin|вестник|журнал|dergisi|jurnal\w*)\b", re.IGNORECASE
)
_KIND = re.compile(
    r"(?:research |original |review )?(?:article|paper|review|case study|working paper|discussion paper|editorial"
    r"|preprint)s?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:contributors?|authors?|by|von|par|autor(?:es|en)?|авторы?|muallif\w*|yazar(?:lar)?|müəllif\w*)\s*:\s*|by\s+",
    re.IGNORECASE,
)
_SON_OR_DAUGHTER = r"oglu|oğlu|ogli|o['’ʻ‘]g['’ʻ‘]li|qizi|kizi|kyzy|qızı"
_ONE_NAME = re.compile(
    rf"(?:(?:[{UPPER}]\.[ ]?|{WORD}|{PARTICLE})[ ]?){{1,4}}(?:{WORD}|{_SON_OR_DAUGHTER})(?:,\s(?:Jr|Sr)\.?)?"
    rf"|{FAMILY},\s(?:[{UPPER}]\.[ ]?){{1,3}}"
)
_TITLE_WORDS = (
    "the of and in on for to a an with from by at as is its their how why what study analysis role case new research"
    " theory"
)
_NOT_IN_NAMES = frozenset(_TITLE_WORDS.split())
_GRID_LINE = re.compile(r"\s*\|.*\||[\s|:+=—–-]*")
_SENTENCE_GOES_ON = re.compile(rf"[^\W\d_]{{3,}}[.!?…]['’\"”)\]]*\s+[{UPPER}“\"]\S*(?:\s|$)")
_PATRONYMIC = re.compile(
    r"(?:ov|ev|yev)(?:ich|na)$|(?:ович|евич|овна|евна|ўғли|қизи)$|(?:ogl[iu]|oğlu|g['’ʻ‘]li|qizi|kizi|kyzy|qızı)$"
)
_FAMILY_ENDING = re.compile(
    r"(?:ov|ev|yev|ova|eva|yeva|zade|zadə|enko|yan|dze|shvili|sky|skiy|skaya|ов|ев|ова|ева|ский|ская|енко)$"
)
_COMMON_GIVEN_NAMES = (
    "abdallah abdullah abdul abdel ahmed ahmad mohamed mohammed muhammad mahmoud mustafa mehmet ali hassan hussein omar"
    " osman ibrahim ismail khaled karim fatima aisha aysel zaynab youssef yusuf samir rachid said nadia leila amina"
    " john mary peter paul michael david thomas anna maria marta olga elena irina natalia ivan dmitry sergey andrey"
    " alexander"
)
_GIVEN_NAMES = frozenset(_COMMON_GIVEN_NAMES.split())


@dataclass(frozen=True)
class FrontLine:
    """A line of the front matter: its span, its words without markup, and its heading level if it is one."""

    span: Span
    text: str
    level: int | None

    @property
    def is_running(self) -> bool:
        """A running head, an identifier, a date or an address: nothing that a title or a name is."""
        return bool(_RUNNING.search(self.text) or (_JOURNAL.match(self.text) and len(self.text) < 90)) or not re.search(
            r"[^\W\d_]{2}", self.text
        )

    @property
    def is_institution(self) -> bool:
        """An author's affiliation or degree."""
        return bool(_INSTITUTION.search(self.text))

    @property
    def is_kind(self) -> bool:
        """`Research article` and the like."""
        return bool(_KIND.fullmatch(self.text.strip(" :.")))

    @property
    def is_led(self) -> bool:
        """Whether it says itself that names follow: `By …`, `Authors: …`."""
        return bool(_BY.match(self.text))

    @property
    def is_prose(self) -> bool:
        """A sentence that ends, or that another one follows: running text, which no title is."""
        return self.text.endswith(".") or bool(_SENTENCE_GOES_ON.search(self.text))

    @property
    def names(self) -> tuple[Name, ...]:
        """The people that the line names, if it does nothing else."""
        return names_in(self.text)


def front_lines(text: str, first_page: Span, headings: Sequence[Heading]) -> tuple[FrontLine, ...]:
    """The lines of the page before its abstract, its introduction or its first long paragraph."""
    return tuple(_front_lines(text, first_page, {h.span.start: h.level for h in headings}))


def opens_text(text: str, at: int) -> bool:
    """Whether the next line after `at` is the heading of an abstract, an introduction or the like."""
    line = re.compile(r"\s*([^\n]{0,400})").match(text, at)
    return line is not None and _OPENS_TEXT.match(plain(line[1])) is not None


def _front_lines(text: str, page: Span, levels: dict[int, int]) -> Iterator[FrontLine]:
    end = min(page.end, page.start + _LONGEST)
    for match in re.finditer(r"[^\n]+", text[page.start : end]):
        words = plain(match[0])
        if not words or _GRID_LINE.fullmatch(match[0]):
            continue
        if _OPENS_TEXT.match(words) or len(words) > 400:
            return
        span = Span(page.start + match.start(), page.start + match.end())
        yield FrontLine(span, words, _level(span, levels))


def _level(line: Span, levels: dict[int, int]) -> int | None:
    return next((level for start, level in sorted(levels.items()) if line.start <= start < line.end), None)


def plain(line: str) -> str:
    """The words of a line without Markdown or HTML marks and spaces run together; tabs stay."""
    line = re.sub(r"</?\w+[^<>]{0,60}>", "", line)
    line = re.sub(r"^[\s#>]+|(?<!\\)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?=\W|$)", "", line.strip())
    return re.sub(r" {2,}", " ", line).strip(" *_#")


def names_in(line: str) -> tuple[Name, ...]:
    """The personal names in an author line, its marks of affiliation stripped; none if anything else stands there."""
    led = _BY.match(line)
    words = line[led.end() :] if led else line
    words = re.sub(
        r"\^?\{?[\d¹²³⁰⁴-⁹]+\}?\^?(?:\s?,\s?[\d¹²³⁰⁴-⁹*]+)*|[*†‡§¶✉]|\([^()]{0,40}\)|\[\d+\]|[^\w\s.,;&'’ʻ‘`\-‐]",
        " ",
        words,
    )
    pieces = [p.strip(" .,") for p in re.split(r"[;,&\t]|\s(?:and|und|et|ve|va|и|y)\s", words)]
    pieces = [" ".join(piece.split()) for piece in pieces if piece.strip(" .,")]
    if not pieces or not all(_is_name(piece, bool(led)) for piece in pieces):
        return ()
    return tuple(_person(piece) for piece in pieces)


def _is_name(piece: str, led: bool) -> bool:
    words = piece.split()
    if not 2 <= len(words) <= 5 or any(word.casefold().strip(".") in _NOT_IN_NAMES for word in words):
        return False
    if _INSTITUTION.search(piece) and not led:
        return False
    return _ONE_NAME.fullmatch(piece) is not None


def _person(piece: str) -> Name:
    """Family and given name, told by capitals, a patronymic, an ending or a well-known given name; else by order."""
    words = piece.split()
    shouted = [word for word in words if word.isupper() and len(word) > 2]
    if len(shouted) == 1 and len(words) > 1:
        return _with_family(words, words.index(shouted[0]))
    endings = [i for i, word in enumerate(words) if _FAMILY_ENDING.search(word) and not _PATRONYMIC.search(word)]
    if len(endings) == 1:
        return _with_family(words, endings[0])
    if _PATRONYMIC.search(words[-1]) or (
        words[-1].casefold() in _GIVEN_NAMES and words[0].casefold() not in _GIVEN_NAMES and len(words) == 2
    ):
        return _with_family(words, 0)
    return name_of(piece)


def _with_family(words: list[str], index: int) -> Name:
    return {"family": words[index], "given": " ".join(words[:index] + words[index + 1 :])}
