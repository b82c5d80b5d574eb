"""The authors of a work as its first page names them, each with the places of work that marks or position give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from corpus.bibliography.byline import Person, people_in
from corpus.bibliography.front_matter import FrontLine
from corpus.bibliography.marks import CLOSE, OPEN, marked, marks_of, unmarked
from corpus.bibliography.names import UPPER
from corpus.bibliography.places import names_a_place, names_an_institution
from corpus.bibliography.self_citation import self_citations

_INITIAL = re.compile(rf"(?<!\w)[{UPPER}]\.")
_SEGMENT = re.compile(rf"{OPEN}(?P<mark>[^{CLOSE}]*){CLOSE}(?P<words>[^{OPEN}]*)")
_NUMBERED = re.compile(r"^\s*(?P<mark>\d{1,2}|[a-h])[.)]?\s+(?=[^\W\d_])")
_ORCID = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b")
_ADDRESSES = re.compile(
    r"[\s,;.(–-]*(?:\b(?:e-?\s?mails?(?: address(?:es)?)?|correo|courriel|эл\. адрес|tel(?:ephone)?|fax"
    r"|orcid(?: id)?|correspond\w+|phone|эл\. почта|e-posta|web)\b\s?[:.]?.*|\S+@\S+.*|https?:.*|\bORCID\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_RANK = re.compile(
    r"^(?:\W*(?:dr|prof|professor|assoc|assist|associate|assistant|full|senior|junior|research|arş|gör|öğr|üyesi"
    r"|doç|yrd|uzm|lecturer|researcher|fellow|phd|candidate|student|doctor|of|economics|docent|dotsent\w*"
    r"|к\.\s?э\.\s?н|д\.\s?э\.\s?н|канд\w*|доктор\w*|экон\w*|наук|доцент|профессор|аспирант\w*|соискатель"
    r"|магистрант\w*|преподаватель|старший|i\.f\.[fn]\.d|i\.f\.d|tayanch|doktorant\w*|o‘qituvchi\w*|magistr\w*"
    r"|talaba\w*)\b\.?(?:\s?\([^()]{1,8}\))?)+\s*,\s*",
    re.IGNORECASE,
)
_OTHER_PEOPLE = re.compile(
    r"(?:academic |guest |handling |associate )?editors?(?:-in-chief)?\b|edited by|reviewed by|reviewers?\b"
    r"|supervis|advis|communicated by|gutachter|betreuer|danışman|научный руководитель|ilmiy rahbar",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\b(?:these authors|contributed|equal\w*|present address|deceased|corresponding|we|thank\w*|supported"
    r"|author|views|is|are|was|were)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\d{1,5}\s")
_NUMBER = re.compile(r"\W*\d{0,3}\W*")
_CAPITAL = re.compile(r"Washington,?\s+D\.\s?C\.?", re.IGNORECASE)
_LONGEST_BYLINE = 14
_TWICE = re.compile(r"^(.{6,100})\s\1$")
_RAISED = tuple("⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§")
_LONGEST_PLACE = 260
_MOST_SINGLE = 4
_LONGEST_NOTE = 1200


@dataclass
class _Author:
    person: Person
    line: int
    places: list[str] = field(default_factory=list)
    orcid: str | None = None

    def csl(self) -> dict[str, object]:
        """The name as CrossRef gives it: CSL-JSON's parts, and `affiliation` and `ORCID` where they are known."""
        held: dict[str, object] = dict(self.person.name)
        if self.places:
            held["affiliation"] = [{"name": place} for place in dict.fromkeys(self.places)]
        if self.orcid:
            held["ORCID"] = f"https://orcid.org/{self.orcid}"
        return held


def authors_of(
    front: Sequence[FrontLine], start: int, end: int, everything: Sequence[FrontLine], text_opens: bool
) -> list[dict[str, object]]:
    """The people under the title (lines `start` to `end` of `front`), else those above it; empty where none are named.

    `everything` are all lines of the opening: affiliations stand in footnotes too.
    """
    below = list(_byline_lines(front[end:]))
    authors = _named(below, text_opens) or _named(front[:start], False) or _led(front)
    if sum("given" not in author.person.name for author in authors) >= _MOST_SINGLE:
        return []
    if authors:
        _split_as_cited(authors, everything)
        _place_by_marks(authors, everything)
        _place_by_family(authors, everything)
        _place_by_position(
            authors, below if any(author.line in {id(line) for line in below} for author in authors) else front[:start]
        )
    return [author.csl() for author in authors]


def _split_as_cited(authors: Sequence[_Author], lines: Sequence[FrontLine]) -> None:
    """Where the page cites itself (`Ferreira da Silva T, Chen L (2021)`), that shows which words are the family's."""
    cited = " ".join(self_citations(lines))
    if not cited:
        return
    for author in authors:
        words = f"{author.person.name.get('given', '')} {author.person.name.get('family', '')}".split()
        for cut in range(1, len(words)):
            family, given = " ".join(words[cut:]), words[:cut]
            initials = r"[.\s-]*".join(re.escape(word[0]) for word in given)
            if re.search(rf"(?<!\w[ ]){re.escape(family)},?\s{initials}\b", cited):
                author.person = replace(author.person, name={"family": family, "given": " ".join(given)})
                break


def _byline_lines(lines: Sequence[FrontLine]) -> Iterator[FrontLine]:
    """The lines under the title up to the first paragraph of running text or the first heading of the body."""
    for place, line in enumerate(lines[: 3 * _LONGEST_BYLINE]):
        told = line.is_running or line.is_institution or line.is_kind or line.is_led
        if not told and (line.is_prose or (place and line.level is not None)) and not (line.people and line.size):
            return
        yield line


def _named(lines: Sequence[FrontLine], text_opens: bool) -> list[_Author]:
    """The people named beside a title, where more than two capitalised words shows that they are its authors.

    That is `By …`, several names in a line, a mark, an initial, or, after the names, an affiliation, an address, a date
    or (`text_opens`) the heading of an abstract.
    """
    others = {id(below) for line, below in pairwise(lines) if _OTHER_PEOPLE.match(line.text)}
    told = [(line, () if id(line) in others else _people(line)) for line in lines]
    runs = [(named, list(run)) for named, run in groupby(told, lambda pair: bool(pair[1]))]
    found: list[_Author] = []
    for place, (named, run) in enumerate(runs):
        after = [line for line, _ in runs[place + 1][1][:2]] if place + 1 < len(runs) else []
        placed = any(_follows_names(line) for line in after) or (text_opens and not after)
        if named and (placed or any(_is_surely_names(line, people) for line, people in run)):
            for line, people in run:
                for person in people:
                    if all(person.name != other.person.name for other in found):
                        found.append(_Author(person, id(line)))
    return found


def _follows_names(line: FrontLine) -> bool:
    """Whether a line is such as stand under names: an affiliation, an address, a date; no bare number."""
    return line.is_institution or (line.is_running and not _NUMBER.fullmatch(line.text))


def _people(line: FrontLine) -> tuple[Person, ...]:
    noted = bool(line.rows) and line.rows[0].lstrip().startswith((OPEN, *_RAISED))
    if line.is_kind or line.in_table or noted or _is_address(line) or (line.is_running and not line.is_led):
        return ()
    if not line.people and "," in line.text and len(line.text) < _LONGEST_PLACE and line.is_place:
        return _before_a_place(line)
    return line.people


def _is_address(line: FrontLine) -> bool:
    """A house in a street, or the capital whose state reads like initials."""
    house = _HOUSE.match(line.text) is not None and line.is_institution
    return house or _CAPITAL.fullmatch(line.text) is not None


def _before_a_place(line: FrontLine) -> tuple[Person, ...]:
    """The name at the head of `Ann Lee, University of Quays`."""
    head, _, rest = " ".join(line.rows or (line.text,)).partition(",")
    people = people_in(head)
    return people if len(people) == 1 and rest and not names_an_institution(unmarked(head)) else ()


def _is_surely_names(line: FrontLine, people: Sequence[Person]) -> bool:
    if line.level is not None and not line.size:
        return line.is_led or bool(people[0].marks)
    return line.is_led or len(people) > 1 or bool(people[0].marks) or _INITIAL.search(line.text) is not None


def _led(lines: Sequence[FrontLine]) -> list[_Author]:
    return [_Author(person, id(line)) for line in lines if line.is_led for person in line.people]


def _place_by_marks(authors: Sequence[_Author], lines: Sequence[FrontLine]) -> None:
    """Give each author the places whose mark stands beside the name, and the ORCID id printed with it."""
    wanted = {mark for author in authors for mark in author.person.marks}
    places: dict[str, list[str]] = {}
    ids: dict[str, str] = {}
    for line in lines:
        if len(line.text) > _LONGEST_NOTE:
            continue
        for mark, words in _segments(line, wanted):
            if place := place_in(words, marked=True):
                places.setdefault(mark, []).append(place)
            if orcid := _ORCID.search(words):
                ids.setdefault(mark, orcid[1])
    for author in authors:
        for mark in author.person.marks:
            author.places += places.get(mark, [])[:1]
        owners = {mark: sum(mark in other.person.marks for other in authors) for mark in author.person.marks}
        author.orcid = next((ids[mark] for mark in author.person.marks if owners[mark] == 1 and mark in ids), None)


def _segments(line: FrontLine, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Each mark in a line with the words behind it, up to the next one."""
    words = marked("\n".join(line.rows) if line.rows else line.text)
    if not words.startswith(OPEN) and (numbered := _NUMBERED.match(words)) and numbered["mark"] in wanted:
        words = _counted(f"{OPEN}{numbered['mark']}{CLOSE}{words[numbered.end() :]}", numbered["mark"])
    if not words.lstrip("( ").startswith(OPEN):
        return
    for segment in _SEGMENT.finditer(words):
        for mark in marks_of(segment["mark"]):
            if mark in wanted:
                yield mark, segment["words"]


def _counted(words: str, first: str) -> str:
    """The words with the numbers that count on from the first one set off as marks: `1 A School, 2 An Institute`."""
    number = int(first) + 1 if first.isdecimal() else 0
    while number and (found := re.search(rf"[,;]?\s{number}\s(?=[^\W\d_])", words)):
        words = f"{words[: found.start()]}{OPEN}{number}{CLOSE}{words[found.end() :]}"
        number += 1
    return words


def place_in(words: str, marked: bool = False) -> str | None:
    """The place of work that these words name, without titles, ranks and addresses of people; None if they name none.

    Behind an author's mark (`marked`) a place needs no word that places have, only the commas of an address.
    """
    bare = _ADDRESSES.sub("", unmarked(words))
    while cut := _RANK.match(bare):
        bare = bare[cut.end() :]
    bare = _TWICE.sub(r"\1", bare.strip(" ,;.:-–—(*†‡§"))
    told = names_a_place(bare) or (marked and "," in bare and not _REMARK.search(bare))
    return bare if told and 6 <= len(bare) <= _LONGEST_PLACE else None


def _place_by_position(authors: Sequence[_Author], lines: Sequence[FrontLine]) -> None:
    """Give authors without a place the lines that name one between their name and the next name."""
    by_line: dict[int, list[_Author]] = {}
    for author in authors:
        by_line.setdefault(author.line, []).append(author)
    current: list[_Author] = []
    open_names = False
    for line in lines:
        if id(line) in by_line:
            current = (current if open_names else []) + by_line[id(line)]
            open_names = True
            _place_in_line(line, by_line[id(line)])
        elif current:
            open_names = _place_line(line, current) and open_names


def _place_by_family(authors: Sequence[_Author], lines: Sequence[FrontLine]) -> None:
    """Give authors the place under a note that names them again: `N. Lee · E. Ross`, and below it where they work."""
    families = {author.person.name.get("family"): author for author in authors if not author.places}
    for line, below in pairwise(lines):
        named = (
            [families.get(person.name.get("family")) for person in line.people]
            if families and line.page == lines[0].page
            else []
        )
        again = [author for author in named if author is not None and author.line != id(line)]
        if again and len(again) == len(named) and (place := place_in(" ".join(below.rows) or below.text)):
            for author in again:
                author.places.append(place)


def _place_in_line(line: FrontLine, people: Sequence[_Author]) -> None:
    if len(people) == 1 and line.is_place and not people[0].places:
        _, _, rest = " ".join(line.rows or (line.text,)).partition(",")
        if place := place_in(rest):
            people[0].places.append(place)


def _place_line(line: FrontLine, current: Sequence[_Author]) -> bool:
    """Take the place that a line names for these authors, cell by cell where it has one for each; False once taken."""
    waiting = [author for author in current if not author.person.marks or not author.places]
    cells = "\t".join(line.rows).split("\t") if any("\t" in row for row in line.rows) else []
    if len(cells) == len(waiting) > 1:
        for author, cell in zip(waiting, cells, strict=True):
            if place := place_in(cell):
                author.places.append(place)
        return not any(author.places for author in waiting)
    if line.text.lstrip().startswith(("*", "∗", "†")) or (line.rows and line.rows[0].startswith(OPEN)):
        return True
    place = place_in(", ".join(row.strip(" ,") for row in line.rows) if line.rows else line.text)
    if place is None or any(author.person.marks and author.places for author in current):
        return True
    for author in waiting:
        author.places[:] = [", ".join([*author.places, place])]
    return False
