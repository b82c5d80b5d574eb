"""The works that a question names: documents held, works cited in them, and works that the library knows nothing of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from corpus.bibliography.names import folded
from service.ask.understanding.attribution import Credit, credits_in
from service.ask.understanding.cited_works import CitedWork, cited_works
from service.ask.understanding.descriptions import described
from service.ask.understanding.shelves import Profile, Shelves
from service.words.content import FUNCTION_WORDS, WORD

NAMED = 0.95
MENTIONED = 0.6
"""Named by an author without being credited with anything: a preference, since the question may be about the person."""

SUBJECT = 0.4
"""An author's name with something of theirs that is no work (`Porter's diamond`)."""

OTHER_YEAR = 0.2
"""The author fits, and the year that is asked for does not."""

BY = frozenset({"file name", "author", "author's name", "title", "the only document"})
"""The ways in which a document is named; any other is the description that it was named by."""

PLAIN = 0.85
"""From here on, nothing else can be meant."""


@dataclass(frozen=True)
class NamedDocument:
    """A document of the library that a question names: how sure that is (0 to 1), and `by` what."""

    digest: str
    name: str
    sure: float
    by: str

    @property
    def is_plain(self) -> bool:
        """Whether nothing else can be meant."""
        return self.sure >= PLAIN


@dataclass(frozen=True)
class NamedWorks:
    """All that a question names: `documents` held (surest first), works `cited` in them, and names of works `unknown`.

    `credited` are the people whom it credits, whoever they are.
    """

    documents: tuple[NamedDocument, ...] = ()
    cited: tuple[CitedWork, ...] = ()
    unknown: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()


def named_works(text: str, shelves: Shelves) -> NamedWorks:
    """The works that the text names."""
    profiles = shelves.profiles()
    given = credits_in(text)
    found = [
        *_by_file(text, profiles),
        *_by_credit(given, profiles),
        *_by_mention(text, given, shelves),
        *_by_title(text, profiles),
    ]
    descriptions = described(text, shelves)
    # Whoever is credited is named more surely than by a description, unless that is all there is.
    found += [NamedDocument(p.holding.digest, p.holding.name, sure, by) for p, sure, by in descriptions.found]
    documents = _surest(found)
    cited = cited_works(text, given, shelves, [document.digest for document in documents if document.is_plain])
    plain = {document.digest for document in documents if document.is_plain}
    held = {family for profile in profiles if profile.holding.digest in plain for family in profile.families}
    cited = tuple(_less_sure(work, given, held) for work in cited)
    return NamedWorks(
        documents=documents,
        cited=cited,
        unknown=(*_unknown(given, documents, cited, profiles, shelves), *descriptions.unknown),
        credited=tuple(dict.fromkeys(person for credit in given if credit.surely for person in credit.people)),
    )


def _less_sure(work: CitedWork, given: Sequence[Credit], held: Set[str]) -> CitedWork:
    """A cited work, surely named no longer where those who are credited are authors of a document that is held."""
    people = {folded(person) for credit in given for person in credit.people}
    namesakes = held & people
    others = {folded(author) for author in work.authors} & people - namesakes
    return replace(work, sure=MENTIONED_TOO) if namesakes and not others and work.is_credited else work


MENTIONED_TOO = 0.4
"""A namesake of an author held: whoever asks for Li means the Li that is held, hardly the one who is cited there."""


def _named(profile: Profile, sure: float, by: str) -> NamedDocument:
    return NamedDocument(profile.holding.digest, profile.holding.name, sure, by)


def _surest(found: Sequence[NamedDocument]) -> tuple[NamedDocument, ...]:
    """Each document once, as surely as it is named in any way; surest first, equals by name."""
    best: dict[str, NamedDocument] = {}
    for document in found:
        held = best.get(document.digest)
        if held is None or document.sure > held.sure:
            best[document.digest] = document
    return tuple(sorted(best.values(), key=lambda document: (-document.sure, document.name)))


def _by_file(text: str, profiles: Sequence[Profile]) -> Iterator[NamedDocument]:
    """By the name of the file, with or without its ending; without it, only a name that is no ordinary word."""
    lower = text.lower()
    for profile in profiles:
        name = profile.holding.name.rpartition("/")[2].lower()
        stem = name.rpartition(".")[0] or name
        if stem not in lower:
            continue
        telling = [name, *([stem] if re.search(r"[\d_-]", stem) and not stem.isdecimal() else [])]
        if any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", lower) for each in telling):
            yield _named(profile, 1.0, "file name")


def _by_credit(given: Sequence[Credit], profiles: Sequence[Profile]) -> Iterator[NamedDocument]:
    for credit in given:
        people = [folded(person) for person in credit.people]
        for profile in profiles:
            matched = [person for person in people if _is_author(person, profile)]
            if not matched:
                continue
            # Of several names, those that aren't this document's may be another's: "how do A and B see it".
            year_differs = credit.year is not None and profile.year not in (None, credit.year)
            yield _named(profile, OTHER_YEAR if year_differs else NAMED, "author")


def _is_author(person: str, profile: Profile) -> bool:
    """Whether a name is one of the authors': the family name, alone or with given names, in any order."""
    words = person.split()
    for family in profile.families:
        parts = family.split()
        if words == parts:
            return True
        if set(parts) < set(words):
            others = [word for word in words if word not in parts]
            return all(
                word in profile.given or any(given.startswith(word) for given in profile.given) for word in others
            )
        if len(words) == 1 and len(parts) > 1 and words[0] in parts and len(words[0]) > 3:
            return True
    return len(words) == 1 and len(words[0]) > 3 and words[0] in profile.given


def _by_mention(text: str, given: Sequence[Credit], shelves: Shelves) -> Iterator[NamedDocument]:
    """By an author's name that stands in the question without being credited."""
    credited = {folded(word) for credit in given for person in credit.people for word in person.split()}
    by_family = shelves.by_family()
    words = list(WORD.finditer(text))
    for family, end in _runs(text, words):
        if family in credited or family in FUNCTION_WORDS:
            continue
        for profile in by_family.get(family, ()):
            sure = _mentioned(family, end, text, profile)
            if sure:
                yield _named(profile, sure, "author" if sure >= NAMED else "author's name")


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterator[tuple[str, int]]:
    """Each word, and each two and three in a row, folded, with where they end: family names may have several."""
    for index in range(len(words)):
        for last in range(index, min(index + LONGEST_FAMILY, len(words))):
            yield folded(text[words[index].start() : words[last].end()]), words[last].end()


LONGEST_FAMILY = 3
"""Words of a family name."""


def _mentioned(family: str, end: int, text: str, profile: Profile) -> float:
    """How surely an author is meant by a name that ends there; 0 where it may be any word."""
    start = end - len(family)
    before = folded(text[:start]).split()[-1:]
    if set(before) & set(profile.given):
        return NAMED
    written = text[start:end][:1].isupper()
    if not written and len(family) < LEAST_OF_A_SMALL_NAME:
        return 0.0
    owns = re.match(r"['’]s?\s", text[end:])
    return MENTIONED if written and not owns else SUBJECT


LEAST_OF_A_SMALL_NAME = 5
"""Letters that a name needs to be taken for one without its capital: `li` and `long` may be anything."""


def _by_title(text: str, profiles: Sequence[Profile]) -> Iterator[NamedDocument]:
    """By the whole title; surely if it stands in quotation marks or is long, else it may be the subject."""
    plain = f" {folded(text)} "
    quoted = [folded(words) for words in re.findall(r"[“\"‘*«]([^”\"’*»]{4,})[”\"’*»]", text)]
    for profile in profiles:
        title, main = profile.whole_title, profile.main_title
        if not title:
            continue
        if any(words == title or (len(words.split()) > 2 and words in title) for words in quoted):
            yield _named(profile, NAMED, "title")
        elif f" {title} " in plain or (f" {main} " in plain and len(main.split()) >= LONG_TITLE):
            length = len(title.split())
            yield _named(profile, NAMED if length >= LONG_TITLE else MENTIONED if length > 2 else SUBJECT, "title")


LONG_TITLE = 5
"""Words of a title that nobody would write by chance."""


def _unknown(
    given: Sequence[Credit],
    documents: Sequence[NamedDocument],
    cited: Sequence[CitedWork],
    profiles: Sequence[Profile],
    shelves: Shelves,
) -> Iterator[str]:
    """Those who are credited, and whom the library neither holds, nor cites, nor mentions at all."""
    for credit in given:
        for person in credit.people if credit.surely else ():
            words = folded(person).split()
            held = any(_is_author(" ".join(words), profile) for profile in profiles)
            if held or any(set(words) & set(folded(" ".join(work.authors)).split()) for work in cited):
                continue
            if not any(shelves.library.mentions(word) for word in person.split() if len(word) > 1):
                yield f"{person} ({credit.year})" if credit.year else person
