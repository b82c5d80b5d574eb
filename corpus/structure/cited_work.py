"""A work as the running text names it, by author and year, and the entries of the reference list that it can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.bibliography.names import PARTICLE, UPPER, WORD, families, folded, years
from corpus.document import Reference

YEAR = r"(?:1[5-9]|20)\d\d"
_SURNAME = (
    rf"(?:{PARTICLE}[ ]){{0,3}}(?:[dl]['’])?(?:[{UPPER}]\.[ ]?){{0,3}}{WORD}"
    rf"(?:[ ](?:(?:of|for|the|and|de|on)[ ]){{0,2}}{WORD}){{0,5}}"
)
_AND = r"(?:,?\s(?:&|and|und|et|y|e|ve|va|и|та)\s|,?\s?&\s?|,\s)"
_OTHERS = r"(?:,?\s(?:et\.?\sal\b\.?|and others|и др\.|vd\.|u\.\s?a\.|ve diğerleri))"
NAMES = rf"{_SURNAME}(?:{_AND}{_SURNAME}){{0,11}}{_OTHERS}?"
_WORK = re.compile(
    rf"(?P<names>{NAMES})(?:['’]s)?(?P<comma>,?)\s?[(\[]?"
    rf"(?P<years>(?:{YEAR}|n\.\s?d\.)[a-z]?(?:\s?/\s?{YEAR})?(?:,\s?(?:{YEAR}[a-z]?|[a-z])\b){{0,12}})"
)
_LED_BY = re.compile(
    r"^(?:(?:see|cf|e\.?\s?g|i\.?\s?e|also|compare|as|in|by|for|quoted|cited|according to|example|from|after|adapted"
    r"|Source|vgl|siehe|см|напр|bkz|voir)\b[.,:]*\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CitedWork:
    """Authors' family names (the first few, as printed), a year with its letter, and how it is written."""

    names: tuple[str, ...]
    year: int | None
    suffix: str
    others: bool
    comma: bool


def cited_works(text: str) -> tuple[CitedWork, ...]:
    """The works that `text` (the inside of brackets, or a name with its year) cites by author and year."""
    return tuple(work for part in re.split(r";", text) for work in _in_part(part))


def _in_part(part: str) -> Iterator[CitedWork]:
    part = part.strip(" \n")
    part = part[match.end() :] if (match := _LED_BY.match(part)) else part
    for match in _WORK.finditer(" ".join(part.split())):
        others = bool(re.search(rf"{_OTHERS}$", match["names"]))
        names = re.split(_AND, re.sub(rf"{_OTHERS}$", "", match["names"]))
        for year, suffix in _years(match["years"]):
            yield CitedWork(
                tuple(re.sub(r"['’]s?$", "", name) for name in names), year, suffix, others, bool(match["comma"])
            )


def _years(text: str) -> Iterator[tuple[int | None, str]]:
    year: int | None = None
    for piece in re.split(r",\s?", text):
        found = re.match(rf"(?P<year>{YEAR})?(?:n\.\s?d\.)?(?P<suffix>[a-z]?)", piece)
        if found:
            year = int(found["year"]) if found["year"] else year
            yield year, found["suffix"]


@dataclass(frozen=True)
class _Listed:
    n: int
    names: tuple[str, ...]
    title: str
    years: tuple[int, ...]
    suffix: str


class ReferenceIndex:
    """The entries of a reference list, to be looked up by author and year."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._listed = tuple(
            _Listed(
                reference.n,
                tuple(folded(name) for name in families(reference.csl.get("author") or reference.csl.get("editor"))),
                folded(str(reference.csl.get("title", ""))),
                tuple(years(reference.csl.get("issued"))),
                str(reference.csl.get("year-suffix", "")),
            )
            for reference in references
        )

    def meant_by(self, work: CitedWork) -> tuple[int, ...]:
        """The numbers of the entries that `work` can mean: none, one, or all that can't be told apart."""
        found = [entry for entry in self._listed if _same_year(work, entry) and _same_author(work, entry)]
        found = _narrowed(found, lambda entry: _same_others(work, entry))
        if work.suffix and len(found) > 1:
            lettered = [entry for entry in found if entry.suffix == work.suffix]
            place = ord(work.suffix) - ord("a")
            found = lettered or found[place : place + 1]
        return tuple(entry.n for entry in found)

    def lists_author(self, work: CitedWork) -> bool:
        """Whether some entry, of whatever year, has the authors of `work`: then it is a citation with a wrong year."""
        named = [entry for entry in self._listed if entry.names and _same_author(work, entry)]
        return any(_same_others(work, entry) or len(work.names) == 1 for entry in named)


def _narrowed(found: list[_Listed], fits: Callable[[_Listed], bool]) -> list[_Listed]:
    return [entry for entry in found if fits(entry)] or found


def _same_year(work: CitedWork, entry: _Listed) -> bool:
    return (work.year in entry.years) if work.year is not None else not entry.years


def _same_author(work: CitedWork, entry: _Listed) -> bool:
    cited = folded(work.names[0])
    if not cited:
        return False
    if entry.names:
        return _same_name(cited, entry.names[0])
    return entry.title == cited or (" " in cited and entry.title.startswith(cited))


def _same_name(cited: str, listed: str) -> bool:
    """Equal but for a given name, an initial or a particle before it; or an organisation's initials."""
    if cited == listed or cited.endswith(" " + listed) or listed.endswith(" " + cited):
        return True
    words = [word for word in listed.split() if word not in ("of", "for", "and", "the", "on", "in", "de", "et")]
    return len(words) > 2 and cited in ("".join(word[0] for word in words), *words)


def _same_others(work: CitedWork, entry: _Listed) -> bool:
    if work.others:
        return len(entry.names) > 2 or len(entry.names) == 1
    others = [folded(name) for name in work.names[1:]]
    if not others:
        return len(entry.names) <= 1
    return all(any(_same_name(name, listed) for listed in entry.names[1:]) for name in others)
