"""Works that stand in a reference list and are asked about themselves: when a book came out, what X lists of Y's.

The answer is the entry. It is looked up by the author that is named and by the words of the title, and not ranked: an
entry has few words, and says none of those that ask for its year, its journal or its pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from corpus.bibliography.names import folded, years
from indexer.catalogue import HeldPassage
from service.ask.understanding.holdings_asked import AskedHoldings
from service.ask.understanding.listed_kinds import each_work_once, of_the_kind, reference_of
from service.ask.understanding.shelves import Shelves
from service.ask.understanding.works import NamedWorks
from service.words.content import FUNCTION_WORDS, WORD, bare, content_words, names, years_named

LEAST_OF_A_TITLE = 0.6
"""The least share of the question's telling words that an entry has which is named by its title alone."""

LEAST_BESIDE_AN_AUTHOR = 0.3
"""The same where the question names the entry's author."""

LEAST_BESIDE_THE_BEST = 0.6
"""The least share of the best entry's words that another by the same author needs to be shown beside it."""

LEAST_BESIDE_A_TITLE = 0.8
"""The same where no author is named."""

MEANT = 0.6
"""How surely a document must be named for the work to be looked for in its list alone."""

MOST_ENTRIES = 6
MOST_LISTED = 12
"""Entries that are told of one work, and where all of an author's are asked for."""

_WORKS = (
    r"(?:books?|works?|papers?|articles?|stud(?:y|ies)|publications?|texts?|titles?|monographs?|reports?|essays?"
    r"|chapters?|treatises?|volumes?|handbooks?|textbooks?|editions?)"
)
_OUT = r"(?:come out|came out|appear(?:ed)?|(?:first )?published|publish|printed|released|issued|written)"
_ABOUT_ONE = re.compile(
    rf"\b(?:when|(?:in )?(?:what|which) (?:year|decade|month)|since when)\b.*\b{_OUT}\b"
    rf"|\b(?:year|date) of (?:publication\b|.*\b{_WORKS}\b)|\bpublication (?:year|date)\b"
    r"|^(?:the )?page(?:s| numbers| range) of\b|\b(?:which|what|on what|on which) page(?:s| numbers| range)\b"
    r"|\bpublisher\b|\bwho published\b|\b(?:which|what) (?:publishing house|university press|press)\b"
    r"|^(?:in |which |what |in which |in what )+(?:volume|issue) (?:is|was|did|does|of the journal)\b"
    r"|\b(?:which|what|name of the) (?:journal|magazine|proceedings|periodical)\b"
    rf"|\bwho (?:wrote|authored|co-?authored) (?:the|this|that) (?:\w+ )?{_WORKS}\b"
    rf"|\bhow (?:old|recent) is (?:\S+ )?(?:\w+ )?{_WORKS}\b"
    rf"|\b(?:which|what) (?:of .*['’]s? )?{_WORKS}\b.*\b(?:appeared|came out|published|printed)\b"
    rf"|\bwhere (?:was|were|did|is) .*\b{_OUT}\b|\b(?:title|volume number|doi) of\b"
    r"|\b(?-i:journal|publisher|volume|issue) of\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\b(?:which|what|how many|name|list|give)\b.*\b{_WORKS} (?:by|of|from|does|do|did|has|have|is|are)\b.*"
    r"\b(?:cites?|cited|lists?|listed|refers? to|references?|reference list|bibliograph\w+|sources)\b"
    rf"|\b(?:which|what) of .*['’]s? {_WORKS}\b.*\b(?:cites?|cited|lists?|listed|references?|bibliograph\w+)\b"
    r"|\b(?:does|do|did) .*\b(?:cite|list|refer to)\b",
    re.IGNORECASE,
)
_DEALS = re.compile(
    rf"\b(?:which|what) (?:of the )?(?:listed |cited )?{_WORKS} "
    r"(?:is|are|deals?|treats?|looks?) (?:about|on|with|at|of)\b",
    re.IGNORECASE,
)
_WHO_CITES = re.compile(
    r"^(?:who|(?:which|what|how many) (?:of (?:the|these) )?"
    r"(?:papers?|documents?|authors?|works?|articles?|stud(?:y|ies))"
    r"(?: here| in (?:the|this) library)?) (?:cites?|cited|references?|refers? to|lists?)\b",
    re.IGNORECASE,
)
_CITED_FOR = re.compile(r"\b(?:cited|quoted|given|named|credited) (?:for|as)\b", re.IGNORECASE)
_A_WORK = re.compile(rf"\b(?:the|this|that|an?|whose|['’]s?)\s+(?:\w+\s+){{0,2}}?{_WORKS}\b", re.IGNORECASE)
_CITES = re.compile(r"\b(?:cites?|cited|lists?|listed|credits?|references?|bibliograph\w+|sources)\b", re.IGNORECASE)
_TOPIC = re.compile(
    rf"\b{_WORKS} (?:on|about|of|called|titled|entitled|dealing with) (?P<topic>.+?)"
    r"(?=\s+(?:that|which|who|come|came|appear\w*|published|is|was|by|in the|does|did)\b|[?,.;]|$)",
    re.IGNORECASE,
)
_FRAME_WORDS = """
    book books work works paper papers article articles study studies publication publications text texts title titles
    monograph report reports essay chapter treatise volume handbook textbook edition come came out appear appeared
    publish published publishes publisher printed print released release issued written write wrote year date decade
    page pages number numbers range journal magazine proceedings periodical press house university brought bring cite
    cites cited list lists listed refer refers reference references bibliography bibliographies source sources agree
    say says give gives library paper first name named know credits credit doi many deal deals treat treats look looks
    author authors authored old recent listed document documents volume issue
"""
FRAME = frozenset(_FRAME_WORDS.split())
"""Words of such questions that stand in no title for being asked."""


def listed_works(
    text: str, works: NamedWorks, shelves: Shelves, *, of_a_cited_one: bool = False
) -> tuple[HeldPassage, ...]:
    """The entries of reference lists that the question is about, best first; nothing where it is about none.

    `of_a_cited_one` is whether it is known to ask about a work that is only cited.
    """
    sought = _sought(text, works, shelves, of_a_cited_one=of_a_cited_one)
    if sought is None:
        return ()
    citing, people, words = sought.citing, sought.people, sought.words
    entries = [
        entry for entry in _entries(words, people, text, shelves) if not citing or entry.held.document.digest in citing
    ]
    meant = [entry for entry in entries if entry.is_meant(len(words), by_an_author=bool(people))]
    meant = _of_the_years(meant, text)
    best = max((len(entry.met) for entry in meant), default=0)
    least = best * (LEAST_BESIDE_THE_BEST if people else LEAST_BESIDE_A_TITLE)
    near = sorted((entry for entry in meant if len(entry.met) >= least), key=_order)
    found = [entry.held for entry in near]
    if sought.lists:
        found = of_the_kind(text, found, shelves.library.document)
        return tuple(found if sought.by_each else each_work_once(found, shelves.library.document))[:MOST_LISTED]
    return tuple(found)[:MOST_ENTRIES]


@dataclass(frozen=True)
class _Sought:
    """What entries are looked for: those by `people` with these `words`, in the lists of the documents `citing`.

    `lists` is whether all such are asked for; `by_each` whether it is asked who cites them.
    """

    people: frozenset[str]
    words: tuple[str, ...]
    citing: frozenset[str]
    lists: bool
    by_each: bool


def _sought(text: str, works: NamedWorks, shelves: Shelves, *, of_a_cited_one: bool) -> _Sought | None:
    """What the question looks for in reference lists; None where it asks for something else."""
    by_each = bool(_WHO_CITES.search(text))
    lists = by_each or bool(_LISTED.search(text))
    about_one, deals = of_a_cited_one or bool(_ABOUT_ONE.search(text)), bool(_DEALS.search(text))
    if _CITED_FOR.search(text) or not (lists or about_one or deals):
        return None
    cites = lists or bool(_CITES.search(text))
    if not cites and not of_a_cited_one and any(document.is_plain for document in works.documents):
        return None
    sure = (document.digest for document in works.documents if document.sure >= MEANT)
    named = frozenset[str]() if by_each else frozenset(sure)
    people = _people(text, named, shelves)
    words = _telling(text, people | _holders(named, shelves), works)
    if not people and all(word.isdecimal() for word in words):
        # Of the year alone there may be any work.
        return None
    if not people and not _is_told_by_words(text, words, named if lists else None, shelves, about_one=about_one):
        return None
    return _Sought(people, words, named if cites else frozenset(), lists, by_each)


def _is_told_by_words(
    text: str, words: Sequence[str], listing: Set[str] | None, shelves: Shelves, *, about_one: bool
) -> bool:
    """Whether entries can be meant though no author of theirs is named; `listing` are documents whose list is asked."""
    if listing is not None:
        return bool(listing and words)
    return (about_one and bool(_A_WORK.search(text))) or _is_named_by_a_word(words, text, shelves)


@dataclass(frozen=True)
class _Entry:
    """An entry, the telling words of the question that it has, and whether it is by all who are named."""

    held: HeldPassage
    met: tuple[str, ...]
    is_by_them: bool

    def is_meant(self, words: int, *, by_an_author: bool) -> bool:
        """Whether it has enough of so many telling words."""
        if by_an_author:
            return self.is_by_them and len(self.met) >= LEAST_BESIDE_AN_AUTHOR * words
        return len(self.met) >= LEAST_OF_A_TITLE * words and bool(self.met) and (len(self.met) > 1 or words == 1)


def _of_the_years(entries: list[_Entry], text: str) -> list[_Entry]:
    """Those that have each year that the question names, where any has."""
    asked = {str(year) for year in years_named(text)}
    dated = [entry for entry in entries if asked <= set(entry.met)]
    return dated or entries


def _order(entry: _Entry) -> tuple[int, str, int]:
    return -len(entry.met), entry.held.document.name, entry.held.passage.span.start


def _entries(words: Sequence[str], people: Set[str], text: str, shelves: Shelves) -> list[_Entry]:
    written = {folded(match[0]): match[0] for match in WORD.finditer(bare(text))}
    by_word = {word: {held.id: held for held in shelves.library.references_naming(word)} for word in words}
    by_name = [
        {held.id: held for held in entries_by(person, shelves, written.get(person, ""))} for person in sorted(people)
    ]
    every = {i: held for found in (*by_word.values(), *by_name) for i, held in found.items()}
    return [
        _Entry(
            held,
            tuple(word for word, found in by_word.items() if i in found),
            bool(by_name) and all(i in found for found in by_name),
        )
        for i, held in sorted(every.items())
    ]


def _people(text: str, named: Set[str], shelves: Shelves) -> frozenset[str]:
    """The family names in the question of authors who are listed, but for those of documents that are named."""
    holders = _holders(named, shelves)
    words = {match[0] for match in WORD.finditer(bare(text)) if match[0].isalpha()}
    found = {word: folded(word) for word in words if word.lower() not in FUNCTION_WORDS | FRAME}
    found = {
        word: name for word, name in found.items() if name not in holders and name and entries_by(name, shelves, word)
    }
    # What a word without a capital may be is told by the library's own words, which take long to gather.
    small = {word for word in found if not word[0].isupper()}
    names_alone = shelves.vocabulary().names if small else frozenset()
    return frozenset(name for word, name in found.items() if word not in small or word in names_alone)


def _holders(named: Set[str], shelves: Shelves) -> frozenset[str]:
    """The words of the names of those who wrote the documents."""
    profiles = (profile for profile in shelves.profiles() if profile.holding.digest in named)
    return frozenset(word for profile in profiles for family in profile.families for word in family.split())


def entries_by(family: str, shelves: Shelves, written: str = "") -> tuple[HeldPassage, ...]:
    """The entries by an author of that name, folded; `written` is the same as it stands in the question.

    Letters like `ł` are folded, and stand as they are in the library's index.
    """
    naming = shelves.library.references_naming(family)
    if not naming and written:
        naming = shelves.library.references_naming(written)
    if len({held.document.digest for held in naming}) > MOST_READ:
        # Authors come first, and to read so many documents for their lists takes a long time.
        return tuple(held for held in naming if family in folded(held.passage.reading[:AUTHORS_END]).split())
    return tuple(held for held in naming if _is_by(held, family, shelves))


def absent_from_lists(text: str, works: NamedWorks, shelves: Shelves) -> tuple[str, ...]:
    """The people of whom it is asked whether the documents named cite them, where no entry of these names any of them.

    Nothing where it is asked for more, or where a word may be no person's name.
    """
    if not _LISTED.search(text) or _WHO_CITES.search(text) or _CITED_FOR.search(text):
        return ()
    meant = {document.digest for document in works.documents if document.is_plain}
    authors = {
        word
        for profile in shelves.profiles()
        if profile.holding.digest in meant
        for family in profile.families
        for word in (*family.split(), *profile.given)
    }
    named = [name for name in names(text) if folded(name) not in authors and name.lower() not in FRAME]
    others = [word for word in _telling(text, authors, works) if word not in {name.lower() for name in named}]
    if not meant or not named or others or not all(is_a_person(name, works, shelves) for name in named):
        return ()
    listed = any(
        entry.document.digest in meant for n in named for entry in shelves.library.references_naming(folded(n))
    )
    return () if listed else tuple(named)


def is_a_person(name: str, works: NamedWorks, shelves: Shelves) -> bool:
    """Whether it is an author's name, of any list or document, or one that the library has nowhere."""
    known = shelves.by_family().get(folded(name)) or entries_by(folded(name), shelves, name)
    credited = {word for person in works.credited for word in person.split()}
    return bool(known) or name in credited or not shelves.library.mentions(name)


def entries_of_the_people(text: str, asked: AskedHoldings, shelves: Shelves) -> tuple[HeldPassage, ...]:
    """The entries by all whose documents are asked for, of the years asked for; each work once, the first of them."""
    if not all(entries_by(person, shelves) for person in asked.people):
        return _naming_them(asked.people, shelves) if _BY_A_PUBLISHER.search(text) else ()
    first, *others = ({entry.id: entry for entry in entries_by(person, shelves)} for person in asked.people)
    entries = [entry for i, entry in first.items() if all(i in each for each in others)]
    read = shelves.library.document
    if asked.is_dated:
        dated = ((entry, reference_of(entry, read)) for entry in entries)
        known = ((entry, next(iter(years(found.csl.get("issued"))), None)) for entry, found in dated if found)
        entries = [entry for entry, year in known if year is not None and asked.takes_in(year)]
    return tuple(each_work_once(entries, read))[:MOST_LISTED]


_BY_A_PUBLISHER = re.compile(r"\b(?:published|printed|issued|released|brought out) by\b", re.IGNORECASE)


def _naming_them(names: Sequence[str], shelves: Shelves) -> tuple[HeldPassage, ...]:
    """The entries that have all the names, each work once: who publishes is no author."""
    first, *others = ({e.id: e for e in shelves.library.references_naming(name)} for name in names)
    found = [entry for i, entry in first.items() if all(i in each for each in others)]
    return tuple(each_work_once(found, shelves.library.document))[:MOST_LISTED]


def _is_by(held: HeldPassage, family: str, shelves: Shelves) -> bool:
    places = shelves.references(held.document).get(family, ())
    references = shelves.library.document(held.document).references if places else ()
    return any(references[place].span == held.passage.span for place in places)


MOST_READ = 8
"""Documents whose reference lists are read for an author."""

AUTHORS_END = 60
"""Characters of an entry in which its first authors stand."""


def _telling(text: str, people: Set[str], works: NamedWorks) -> tuple[str, ...]:
    """The words that may stand in a title: those after `the book on`, else all that say something."""
    topic = _TOPIC.search(text)
    known = {word for document in works.documents for word in folded(document.by).split()}
    known |= {folded(word) for person in works.credited for word in person.split()}
    years = tuple(map(str, years_named(text)))
    words = tuple(dict.fromkeys([*content_words(topic["topic"] if topic else text), *years]))
    known = set() if topic else known
    return tuple(word for word in words if word not in FRAME and folded(word) not in people | known)


def _is_named_by_a_word(words: Sequence[str], text: str, shelves: Shelves) -> bool:
    """Whether a word with a capital stands in reference lists and in no other passage: a title in short."""
    named = {name.lower() for name in names(text)}
    frequency = shelves.frequency([word for word in words if word in named])
    return any(0 < count <= len(shelves.library.references_naming(word)) for word, count in frequency.items())
