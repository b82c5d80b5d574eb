"""Hearing: what each of several documents that a question names has to say to it.

Whoever asks what two authors each want of governments is owed a passage of either. Searched together, the one whose
name or subject is nearer to the question's words crowds the other out; so each is searched alone, without the names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.names import families, folded
from indexer.catalogue import Holding
from service.ask.understanding import Understanding
from service.ask.understanding.works import BY
from service.words.content import WORD, content_words

MOST_HEARD = 4
"""Documents that are searched one by one; who names more asks of the library."""

FEWEST_WORDS = 1
"""Words that must be left of a question without its names."""

_FRAME = re.compile(
    r"^(?:(?:compare|contrast)\s+)?(?:(?:what|how|where|why|whether)\s+)?(?:(?:do|does|did|can|could)\s+)?"
    r"(?:the authors?\s+)?(?:have to say|says?|said|thinks?|sees?|views?|states?|writes?|argues?|claims?|differ|agree"
    r"|disagree|compare|conclude)"
    r"\s+(?:(?:that|about|on|of|over|with|regarding|as to)\s+)?",
    re.IGNORECASE,
)
"""`What do … say about`: what is left is what they are asked of."""


_BY_THEM = r"@{1,2}(?:['’]s?)?"
_DATED = re.compile(r"(?<=@)(?P<owns>['’]s?)?\s*[(\[]\s*(?:1[5-9]|20)\d\d[a-z]?\s*[)\]]")
_PUT_TO = re.compile(
    rf"^\s*(?:according to|for|in) (?:the )?{_BY_THEM}(?:\s+(?:view|opinion|words|account))?\s*,\s*"
    rf"|,?\s*\b(?:according to|as (?:defined|described|seen) by) {_BY_THEM}(?=\W*$)",
    re.IGNORECASE,
)
"""What only says whom the question is put to."""

_DEFINES = re.compile(
    rf"^\s*(?:how (?:do|does|did|is|are) {_BY_THEM} define (?P<defined>[^?]+)"
    rf"|what (?:is|was|are) (?:{_BY_THEM} definition|the definition (?:given )?by {_BY_THEM}) of (?P<of>[^?]+))",
    re.IGNORECASE,
)
"""`How does … define a thing` asks what the thing is."""


def heard(question: Understanding) -> tuple[str, ...]:
    """The digests of the documents that are each to be heard; nothing where fewer than two are plainly named."""
    named = question.named_digests
    return named if 1 <= len(named) <= MOST_HEARD and not question.fields else ()


def put_to_each(question: Understanding, holdings: Sequence[Holding]) -> str:
    """The question without the documents whom it is put to and their authors; as it is where nothing is left."""
    text = question.searched
    for document in question.documents:
        if document.by == "file name":
            text = re.sub(rf"(?:\b(?:the|this|that)\s+)?(?<!\w){_file(document.name)}(?!\w)", " @ ", text, flags=re.I)
        elif document.by not in BY:
            text = re.sub(rf"(?:\b(?:the|this|that)\s+)?{re.escape(document.by)}", " @ ", text)
    authors = [family for held in holdings for family in families(held.record.get("author"))]
    people = {word for family in authors for word in folded(family).split()}
    text = WORD.sub(lambda match: "@" if folded(match[0]) in people else match[0], text)
    text = re.sub(r"@(?:[\s,]*(?:and\s+)?@)+", "@@", text)
    text = _PUT_TO.sub(" ", _DATED.sub("", " ".join(text.split())))
    text = _DEFINES.sub(lambda match: f"What is {match['defined'] or match['of']}", text)
    text = re.sub(r"\b(?:each|both|respectively)\b", " ", text)
    text = text.replace("@@", "the authors").replace("@", "the author")
    plain = _FRAME.sub("", re.sub(r" (?=[?,.])", "", " ".join(text.split())))
    return plain if len(content_words(plain)) >= FEWEST_WORDS else question.searched


def _file(name: str) -> str:
    """A pattern for the name of a file with or without its ending."""
    name = name.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    return rf"{re.escape(stem)}(?:{re.escape(dot + ending)})?" if stem else re.escape(name)


def words_put(text: str) -> tuple[str, ...]:
    """The words of such a question, but for the one that stands for whom it is put to."""
    return tuple(word for word in content_words(text) if word not in ("author", "authors"))
