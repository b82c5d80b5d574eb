"""Reading a claim: whether it is one, what it states, and whose it is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from corpus.bibliography.names import folded
from indexer.lexical import searchable
from service.ask.understanding import Shelves, language_name
from service.ask.understanding.attribution import credits_in
from service.ask.understanding.question_language import ENGLISH, question_language
from service.ask.understanding.works import NamedWorks, named_works
from service.errors import ClaimError
from service.verify.claim import LONGEST_CLAIM, Claim
from service.verify.stating import is_name_alone, is_request
from service.words.content import WORD, carries, content_words

_PLAIN_WAYS = frozenset({"author", "title", "file name"})
"""The ways of naming a held work that credit it with something; its description may only be what a claim is about."""

_QUESTION = re.compile(
    r"\s*(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|should|has|have|will)\b"
    r".*\?\W*$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class ReadClaim:
    """A claim as it was understood.

    `text` is what it states, without the words that credit it to a held work, and `words` carry it; `credited` are the
    digests of the held works that it is credited to, `people` the names that it credits, folded, `unheld` the works
    that it credits and the library doesn't hold, and `unread` says why its language can't be read, where that is so.
    """

    text: str
    words: tuple[str, ...]
    credited: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    unread: str = ""


def read_claim(claim: Claim, shelves: Shelves) -> ReadClaim:
    """The claim as understood over a library; raises ClaimError for a text that is none."""
    text = _checked(claim.text)
    works = named_works(text, shelves)
    named = _named(works)
    credited = claim.credited or named
    people = tuple(dict.fromkeys(folded(word) for person in works.credited for word in person.split()))
    unheld = () if credited else tuple(_unheld(text, works))
    stated = statement_of(text) if credited else text
    return ReadClaim(stated, content_words(stated), credited, people, unheld, _unread(text, shelves))


def _unread(text: str, shelves: Shelves) -> str:
    """Why a claim in another language isn't judged, and which setting would change that; empty for one that is."""
    language = question_language(text)
    if language == ENGLISH or not shelves.reads_only_english or language in shelves.languages():
        return ""
    return (
        f"The claim is in {language_name(language)}, and the encoder {shelves.encoder_name} reads English only:"
        " state it in English, or name a multilingual sentence-transformers model in PINCITE_ENCODER and add the"
        " documents again."
    )


_LEAD = re.compile(
    r"(?:according to [^,;:]{2,80}?(?:\(\d{4}[a-z]?\))?,\s+"
    r"|(?:as )?[^.;:]{2,80}?\b(?:argu|claim|stat|show|f[io]und?|suggest|not|report|conclud|say|said|maintain|hold|held"
    r"|believ|writ|wrot|demonstrat|observ|point)\w*(?: out)?\s+that\s+)",
    re.IGNORECASE,
)
_CITATION = re.compile(r"\s*[(\[][^()\[\]]*\b(?:1[5-9]|20)\d\d[a-z]?[^()\[\]]*[)\]](?=\s*[.!]?\s*$)")

_NUMBERS = re.compile(r"\s*\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")


def statement_of(text: str) -> str:
    """What a sentence states, without whom it credits: `Li (2019) argues that`, `According to Li,`, `(Li, 2019)`."""
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    rest = _CITATION.sub("", _NUMBERS.sub("", rest))
    return rest[:1].upper() + rest[1:] if len(rest.split()) >= LEAST_STATED else text


LEAST_STATED = 4
"""Words that are left of a sentence where its credit is taken off; with fewer it is left whole."""


def _checked(text: str) -> str:
    plain = " ".join(searchable(text).split())
    if not plain:
        raise ClaimError("the claim is empty: state something in words")
    if not WORD.search(plain):
        raise ClaimError(f"{_short(plain)} holds no words: state something in words")
    if len(plain) > LONGEST_CLAIM:
        raise ClaimError(f"the claim has {len(plain):,} characters; the most is {LONGEST_CLAIM:,}: verify it by parts")
    if any("\ud800" <= character <= "\udfff" for character in plain):
        raise ClaimError("the claim holds characters that are no text: type it again")
    if _QUESTION.match(plain):
        raise ClaimError(f"{_short(plain)} is a question and states nothing: ask it with `pincite ask`")
    if is_request(plain):
        raise ClaimError(f"{_short(plain)} asks for something and states nothing: write a sentence that says something")
    if is_name_alone(plain) and carries(plain):
        raise ClaimError(f"{_short(plain)} names something and states nothing: write a sentence about it")
    if not carries(plain):
        raise ClaimError(f"{_short(plain)} doesn't say what it is about: name a subject")
    return plain


def _short(text: str) -> str:
    return repr(shorten(text, 80, placeholder=" …"))


def _named(works: NamedWorks) -> tuple[str, ...]:
    """The held works that the words of the claim credit."""
    return tuple(document.digest for document in works.documents if document.is_plain and document.by in _PLAIN_WAYS)


def _unheld(text: str, works: NamedWorks) -> Iterator[str]:
    """Those who are surely credited, with the year where one is given.

    A lone word that opens the sentence (`Critics argue`) has its capital from there, and is nobody's name.
    """
    yield from (work for work in works.unknown if " " in work or not text.startswith(work))
    cited = {folded(author) for work in works.cited if work.is_credited for author in work.authors}
    for credit in credits_in(text):
        people = ", ".join(credit.people)
        if credit.surely and credit.year and cited & {folded(person) for person in credit.people}:
            yield f"{people} ({credit.year})"
