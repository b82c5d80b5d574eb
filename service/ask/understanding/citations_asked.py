"""Who cites whom: questions whether a document cites somebody, or what for.

Both names are authors', and one of them may have written another document that is held. What says which is which is
the verb between them; the answer is the entry in the list of the document that cites.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from corpus.bibliography.names import folded, years
from indexer.catalogue import HeldPassage
from service.ask.understanding.listed_kinds import reference_of
from service.ask.understanding.listed_works import FRAME, MEANT, MOST_LISTED, entries_by, is_a_person
from service.ask.understanding.shelves import Shelves
from service.ask.understanding.works import NamedWorks, named_works
from service.words.content import FUNCTION_WORDS, WORD, bare, years_named

_CITE = r"(?:cite|quote|reference|refer to|credit)"
_CITED = r"(?:cited|quoted|referenced|referred to|credited)"
_WHAT_FOR = r"(?:for what|in what context|what|why|how|where)"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:does|do|did) (?P<citing>.+?) (?:also |ever |really )?{_CITE} (?P<cited>.+?)\W*$",
        rf"^{_WHAT_FOR} (?:does|do|did) (?P<citing>.+?) {_CITE} (?P<cited>.+?)(?: (?:for|as|on))?\W*$",
        rf"^(?:has|have) (?P<citing>.+?) {_CITED} (?P<cited>.+?)\W*$",
        rf"^(?:is|are|was|were) (?P<cited>.+?) (?:also |ever )?{_CITED} (?:by|in) (?P<citing>.+?)\W*$",
        rf"^{_WHAT_FOR} (?:is|are|was|were) (?P<cited>.+?) {_CITED}(?: for| as)? (?:by|in) (?P<citing>.+?)"
        r"(?: for)?\W*$",
        rf"^(?:is|are|was|were) (?P<cited>.+?) (?:also |ever )?{_CITED}(?: here| anywhere)?\W*$",
        rf"^{_WHAT_FOR} (?:is|are|was|were) (?P<cited>.+?) {_CITED}(?: for| as)?(?: here)?\W*$",
    )
)
_ALL = re.compile(r"(?:the|this|that|my|your|our) (?:whole |entire )?(?:library|collection|corpus)", re.IGNORECASE)
_ALSO = frozenset({"et", "al", "colleagues", "coauthors"})

LONGEST = 300
"""Characters; a longer question says more than who cites whom."""


@dataclass(frozen=True)
class CitationsAsked:
    """The `entries` by those of whom it is asked whether they are cited, and those, `absent`, who have none."""

    entries: tuple[HeldPassage, ...] = ()
    absent: tuple[str, ...] = ()


def citations_asked(text: str, works: NamedWorks, shelves: Shelves) -> CitationsAsked | None:
    """What the lists of the documents that are asked have of whoever is asked for; None where it is no such question.

    None as well where it has a subject beside the names, or where a word may be no person's name.
    """
    plain = " ".join(text.split())
    asked = next((match for form in _FORMS if len(plain) <= LONGEST and (match := form.match(plain))), None)
    people = _people(asked["cited"]) if asked else ()
    citing = _citing(asked.groupdict().get("citing", ""), shelves) if asked and people else frozenset()
    if asked is None or not citing or not all(_is_a_name(one, works, shelves) for one in people):
        return None
    of_year = (_of_the_year(_in_lists(person, citing, shelves), asked["cited"], shelves) for person in people)
    by_each = dict(zip(people, of_year, strict=True))
    first, *others = by_each.values()
    together = [entry for entry in first if all(entry in each for each in others)]
    # Those who wrote nothing together that is listed may be asked for side by side.
    apart = [entry for each in by_each.values() for entry in each]
    years = ", ".join(map(str, years_named(asked["cited"])))
    absent = [f"{person} ({years})" if years else person for person, entries in by_each.items() if not entries]
    return CitationsAsked(tuple(together or apart)[:MOST_LISTED], tuple(absent))


def _citing(citing: str, shelves: Shelves) -> frozenset[str]:
    """The documents whose lists are asked: those that the words name; all of them where no words are given."""
    if not citing or _ALL.fullmatch(citing):
        return frozenset(profile.holding.digest for profile in shelves.profiles())
    return frozenset(one.digest for one in named_works(citing, shelves).documents if one.sure >= MEANT)


def _people(cited: str) -> tuple[str, ...]:
    """The words of the names as they are written, without years."""
    words = (match[0] for match in WORD.finditer(bare(cited)) if not match[0][0].isdecimal())
    told = [word for word in words if word.lower() not in FUNCTION_WORDS | FRAME | _ALSO]
    return tuple(dict.fromkeys(told))


def _is_a_name(word: str, works: NamedWorks, shelves: Shelves) -> bool:
    """Whether a word is a person's name: that of an author, or one with a capital that the library has nowhere."""
    return word[0].isupper() and is_a_person(word, works, shelves)


def _in_lists(person: str, citing: Set[str], shelves: Shelves) -> list[HeldPassage]:
    return [entry for entry in entries_by(folded(person), shelves, person) if entry.document.digest in citing]


def _of_the_year(entries: Sequence[HeldPassage], cited: str, shelves: Shelves) -> list[HeldPassage]:
    """Those of the years that are named; all of them where none is."""
    asked = set(years_named(cited))
    if not asked:
        return list(entries)
    read = ((entry, reference_of(entry, shelves.library.document)) for entry in entries)
    return [entry for entry, found in read if found and asked & set(years(found.csl.get("issued")))]
