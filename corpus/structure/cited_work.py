"""A work as the running text names it, by author and year, and the entries of the reference list that it can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.bibliography.names import PARTICLE, UPPER, WORD, families, folded, years
from corpus.document import Reference

YEAR = r"(?:1[5-9]|20)\d\d"
UNDATED = r"n\.\s?d\.|б\.\s?г\.|in press|forthcoming|в печати"
"""What stands in place of a year, as alternatives of a regular expression."""

PAGE_CUE = r"(?:pp?|pages?|[cсsS]|стр|бет|б|bet|ch|chap|[Cc]hapter|sec|[Ss]ection|гл|paras?|n|nn|fn|vol|S|ss|Kap)\.?|§"
_AND_ON = rf"(?:\s?(?:[-–—]|,(?!\s?{YEAR}\b))\s?\d{{1,5}}){{0,3}}(?:\s?ff?\b\.?)?"
_PLACE = rf"[eE]?[\dIVXLivxl]{{1,6}}(?:\.\d{{1,3}}\b){{0,3}}{_AND_ON}"
LOCATOR = rf"(?:{PAGE_CUE})\s?{_PLACE}"
LOCATORS = rf"{LOCATOR}(?:,\s?{LOCATOR}){{0,2}}"
# A letter that goes on from a lettered year; `p. 12` and `n 4` begin a place.
NEXT_LETTER = r"[a-zа-г]\b(?!\.|\s?\d)"
# An `and` alone parts names and is none of their words: if it could be both, each would double the ways to read them.
_LINK = r"(?:(?:of|for|the|de|on)[ ](?:(?:of|for|the|and|de|on)[ ])?|and[ ](?:of|for|the|on)[ ])"
_SURNAME = rf"(?:{PARTICLE}[ ]){{0,3}}(?:[dl]['’]|[ae]l-)?(?:[{UPPER}]\.[ ]?){{0,3}}{WORD}(?:[ ]{_LINK}?{WORD}){{0,5}}"
_AND = r"(?:,?\s(?:&|and|und|et|y|e|i|oraz|ve|va|ва|и|та|och|og|en|with)\s|,?\s?&\s?|,\s)"
_OTHERS = (
    r"(?:,?\s(?:et\.?\s(?:al|coll)\b\.?|& al\.|and (?:others|colleagues)|и др\.|и соавт\.|с соавт\.|та ін\.|vd\."
    r"|ve ark\.|u\.\s?a\.|i in\.|y otros|e outros|va boshq(?:alar|\.)|ва бошқ(?:алар|\.)|ve diğerleri))"
)
NAMES = rf"{_SURNAME}(?:{_AND}{_SURNAME}){{0,11}}{_OTHERS}?"
_WORK = re.compile(
    rf"(?P<names>{NAMES})(?:['’]s)?(?P<comma>,?)\s?[(\[]?"
    rf"(?P<years>(?:{YEAR}[a-zа-г]?(?:\s?/\s?{YEAR})?|(?:{UNDATED})(?:-?[a-zа-г]\b)?)"
    rf"(?:,\s?(?:(?:and|&)\s)?(?:{YEAR}[a-zа-г]?\b|{NEXT_LETTER})){{0,12}})"
    rf"(?P<locator>[,:]?\s?{LOCATORS}|:\s?{_PLACE}|,\s?\d{{1,3}}(?:[-–]\d{{1,4}})?\b(?!\s?%))?"
)
_PAGED = re.compile(rf"(?P<names>{NAMES}),?\s(?P<locator>{LOCATOR}|\d{{1,4}}(?:[-–]\d{{1,4}})?)$")
_LED_BY = re.compile(
    r"^(?:(?:see|cf|e\.?\s?g|i\.?\s?e|also|compare|as|in|by|for|quoted|cited|according to|example|from|after|adapted"
    r"|based on|reviewed in|Source|vgl|siehe|см|ср|напр|например|цит\. по|bkz|örn|voir|véase|vid|zob|por)\b[.,:]*\s*)+",
    re.IGNORECASE,
)
_SECOND_HAND = re.compile(
    r"(?:,?\s?(?:as\s)?(?:cited|quoted|reported|qtd\.?)\s(?:in|by)|,?\s?цит\. по"
    r"|,?\s?zit\. nach|,?\s?apud|,?\s?akt\.)[:,]?\s",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\W{0,3}(?:\d{1,3}\W{1,3})?(?P<word>[^\W\d_]{2,}(?:[-'’][^\W\d_]+)?)(?=[,\s])")
_ORGANISATION = re.compile(rf"\W{{0,3}}(?:\d{{1,3}}\W{{1,3}})?(?P<name>[^.(\d]{{2,100}}?)[.,]?\s?\(?{YEAR}[a-z]?[).,]")
_CYRILLIC = re.compile(r"[а-яё]")
_SMALL_WORDS_TEXT = "of for and the on in de et la le der die und для по и"
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())


@dataclass(frozen=True)
class CitedWork:
    """Authors' family names (the first few, as printed), a year with its letter, and how it is written.

    `second_hand` works are known from another that is cited beside them; they need no entry of their own.
    """

    names: tuple[str, ...]
    year: int | None
    suffix: str
    others: bool
    comma: bool
    locator: str | None = None
    second_hand: bool = False
    undated: str = "n.d."

    @property
    def words(self) -> str:
        """The names and the year, in one form."""
        names = ", ".join(self.names) + (" et al." if self.others else "")
        return f"{names} {self.year if self.year is not None else self.undated}{self.suffix}"


def cited_works(text: str) -> tuple[CitedWork, ...]:
    """The works that `text` (the inside of brackets, or a name with its year) cites by author and year."""
    found: list[CitedWork] = []
    for part in text.split(";"):
        hand = _SECOND_HAND.search(part)
        if hand and hand.start():
            found.extend(_in_part(part[: hand.start()], second_hand=True))
            part = part[hand.end() :]
        found.extend(_in_part(part))
    return tuple(found)


def paged_work(text: str) -> CitedWork | None:
    """A work that is cited by author and page alone, as the MLA's and the Russian standard's short form do."""
    match = _PAGED.fullmatch(" ".join(_LED_BY.sub("", text.strip()).split()))
    if not match or re.fullmatch(YEAR, match["locator"]):
        return None
    names, others = _names_of(match["names"])
    return CitedWork(names, None, "", others, False, match["locator"])


def _in_part(part: str, second_hand: bool = False) -> Iterator[CitedWork]:
    part = _LED_BY.sub("", part.strip(" \n"), count=1)
    for match in _WORK.finditer(" ".join(part.split())):
        names, others = _names_of(match["names"])
        locator = (match["locator"] or "").lstrip(",: ") or None
        undated = _UNDATED.match(match["years"])
        *earlier, last = _years(match["years"])
        for year, suffix in (*earlier, last):
            place = locator if (year, suffix) == last else None
            word = undated[0] if undated else "n.d."
            yield CitedWork(names, year, suffix, others, bool(match["comma"]), place, second_hand, word)


def _names_of(text: str) -> tuple[tuple[str, ...], bool]:
    bare = _OTHERS_AT_END.sub("", text)
    return tuple(re.sub(r"['’ʼ][a-zçğıöşü]{0,4}$", "", name) for name in re.split(_AND, bare)), bare != text


def _years(text: str) -> Iterator[tuple[int | None, str]]:
    year: int | None = None
    for piece in re.split(r",\s?(?:(?:and|&)\s)?", text):
        found = _YEAR_AND_LETTER.match(piece)
        if found:
            year = int(found["year"]) if found["year"] else year
            yield year, found["suffix"]


_OTHERS_AT_END = re.compile(rf"{_OTHERS}$")
_UNDATED = re.compile(UNDATED)
_YEAR_AND_LETTER = re.compile(rf"(?P<year>{YEAR})?(?:(?:{UNDATED})-?)?(?P<suffix>[a-zа-г]?)")
_ENTRY_UNDATED = re.compile(UNDATED, re.IGNORECASE)
# Whoever cites one of more entries than this names none of them.
_MOST_MEANT = 500
# No list has more entries that share a word of their first author; of a file that has, no more are looked at.
_MOST_NEAR = 500


@dataclass(frozen=True)
class _Listed:
    """An entry, folded; `head` is the first word of its raw text, which is a name whatever became of its parts."""

    n: int
    names: tuple[str, ...]
    head: str
    title: str
    years: tuple[int, ...]
    suffix: str


class ReferenceIndex:
    """The entries of a reference list, to be looked up by author and year.

    `short_names` are abbreviations that the text introduces for organisations, folded, with the names that they mean.
    """

    def __init__(self, references: Sequence[Reference], short_names: Mapping[str, str] | None = None) -> None:
        self._short = dict(short_names or {})
        self._listed = tuple(_listed(reference) for reference in references)
        self._by_word: dict[str, list[_Listed]] = {}
        self._by_number = {entry.n: entry for entry in self._listed}
        self._by_title: dict[tuple[int, str], list[_Listed]] = {}
        self._meant: dict[CitedWork, tuple[int, ...]] = {}
        self._authors_listed: dict[tuple[tuple[str, ...], bool], bool] = {}
        for entry in self._listed:
            for key in sorted(_keys(entry)):
                self._by_word.setdefault(key, []).append(entry)
            if entry.title.count(" ") >= 2:
                for year in entry.years:
                    self._by_title.setdefault((year, _last_word(entry.title)), []).append(entry)

    def meant_by(self, work: CitedWork) -> tuple[int, ...]:
        """The numbers of the entries that `work` can mean: none, one, or all that can't be told apart."""
        if work not in self._meant:
            self._meant[work] = self._found(work)
        return self._meant[work]

    def _found(self, work: CitedWork) -> tuple[int, ...]:
        fits = (entry for entry in self._near(work) if _same_year(work, entry) and self._same_author(work, entry))
        found = list(islice(fits, _MOST_MEANT))
        found = _narrowed(found, lambda entry: _same_others(work, entry))
        if work.suffix and len(found) > 1:
            lettered = [entry for entry in found if entry.suffix == work.suffix]
            place = ord(work.suffix) - ord("a")
            found = lettered or found[place : place + 1]
        return tuple(entry.n for entry in found)

    def by_author(self, work: CitedWork) -> tuple[int, ...]:
        """The entries, of whatever year, that the authors of `work` wrote."""
        found = [entry for entry in self._near(work) if entry.names and self._same_author(work, entry)]
        return tuple(entry.n for entry in _narrowed(found, lambda entry: _same_others(work, entry)))

    def lists_author(self, work: CitedWork) -> bool:
        """Whether some entry, of whatever year, has the authors of `work`: then it is a citation with a wrong year."""
        key = (work.names, work.others)
        if key not in self._authors_listed:
            named = (entry for entry in self._near(work) if entry.names and self._same_author(work, entry))
            self._authors_listed[key] = any(len(work.names) == 1 or _same_others(work, entry) for entry in named)
        return self._authors_listed[key]

    def same_work(self, numbers: Sequence[int]) -> bool:
        """Whether the entries are one work that is listed more than once."""
        listed = (self._by_number[number] for number in numbers if number in self._by_number)
        return len({(entry.title, entry.names[:1]) for entry in listed}) <= 1

    def titled(self, words: str, year: int) -> tuple[int, str] | None:
        """The entry of that year whose whole title ends `words` (folded), and its title folded."""
        for entry in self._by_title.get((year, _last_word(words)), [])[:_MOST_NEAR]:
            if words.endswith(entry.title):
                return entry.n, entry.title
        return None

    def _near(self, work: CitedWork) -> list[_Listed]:
        """The entries that share a word with the first name, or whose initials it may be."""
        cited = folded(work.names[0])
        keys = {*cited.split(), *map(_stem, cited.split()), *self._short.get(cited, "").split()}
        found = {entry.n: entry for key in sorted(keys) for entry in self._by_word.get(key, [])[:_MOST_NEAR]}
        return [found[n] for n in sorted(found)]

    def _same_author(self, work: CitedWork, entry: _Listed) -> bool:
        cited = folded(work.names[0])
        if not cited:
            return False
        long = self._short.get(cited)
        if long and (long in entry.names[:1] or entry.title.startswith(long)):
            return True
        if cited == entry.head:
            return True
        if entry.names:
            return _same_name(cited, entry.names[0])
        return entry.title == cited or (" " in cited and entry.title.startswith(cited))


def _last_word(words: str) -> str:
    return words.rpartition(" ")[2]


def _listed(reference: Reference) -> _Listed:
    csl = reference.csl
    head = _HEAD.match(reference.raw)
    names = tuple(folded(name) for name in families(csl.get("author") or csl.get("editor")))
    organisation = _ORGANISATION.match(reference.raw) if not names else None
    raw_year = re.search(rf"(?<!\d){YEAR}(?!\d)", reference.raw)
    undated = _ENTRY_UNDATED.search(reference.raw)
    return _Listed(
        reference.n,
        (folded(organisation["name"]),) if organisation else names,
        folded(head["word"]) if head else "",
        folded(str(csl.get("title", ""))),
        tuple(years(csl.get("issued"))) or ((int(raw_year[0]),) if raw_year and not undated else ()),
        str(csl.get("year-suffix", "")),
    )


def _keys(entry: _Listed) -> set[str]:
    first = entry.names[0] if entry.names else entry.title[:80]
    words = {*first.split(), _initials(first), entry.head}
    return words | {_stem(word) for word in words}


def _stem(word: str) -> str:
    """A Russian name without the ending of its case, as far as spelling tells."""
    return word.rstrip("аеиоуыьйюямх")[:12] if _CYRILLIC.match(word) and len(word) > 4 else word


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in _SMALL_WORDS)


def _narrowed(found: list[_Listed], fits: Callable[[_Listed], bool]) -> list[_Listed]:
    return [entry for entry in found if fits(entry)] or found


def _same_year(work: CitedWork, entry: _Listed) -> bool:
    return (work.year in entry.years) if work.year is not None else not entry.years


def _same_name(cited: str, listed: str) -> bool:
    """Equal but for a given name, an initial or a particle before it; or an organisation's initials."""
    if cited == listed or cited.endswith(" " + listed) or listed.endswith(" " + cited):
        return True
    if _CYRILLIC.match(cited) and _declined(cited, listed):
        return True
    words = [word for word in listed.split() if word not in _SMALL_WORDS]
    return len(words) > 2 and cited in (_initials(listed), *words)


def _declined(cited: str, listed: str) -> bool:
    """Whether a Russian name stands in another case: `Иванова`, `Иванову`, `Ивановым` are Иванов's."""
    stem = _stem(listed)
    return len(stem) > 2 and cited.startswith(stem) and len(cited) <= len(stem) + 3 and " " not in cited


def _same_others(work: CitedWork, entry: _Listed) -> bool:
    if work.others:
        return len(entry.names) > 2 or len(entry.names) == 1
    others = [folded(name) for name in work.names[1:]]
    if not others:
        return len(entry.names) <= 1
    return all(any(_same_name(name, listed) for listed in entry.names[1:]) for name in others)
