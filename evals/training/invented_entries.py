"""Entries made up by a small grammar in the layouts of GOST R 7.0.5 and of Turkish and Uzbek journals.

What a layout prints comes from a vocabulary of made-up works or from a marked entry that is printed anew. The choices
follow from a seed alone, so that the same entries come out each time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evals.gold.marked_entries import MarkedEntry, entry_of
from evals.training.entry_layouts import LAYOUTS, Choices, Piece, Work
from evals.training.invented_words import RUSSIAN, TURKISH, UZBEK, Vocabulary

_SIGNS = {
    "ru": {"volume": "Т.", "issue": "№|Вып.|№|N", "page": "С.|С.|с.|C.", "total": "с.", "others": "и др."},
    "uz": {"volume": "T.|Jild", "issue": "№|son|№", "page": "B.|b.|bet", "total": "b.|bet", "others": "va boshq."},
    "tr": {"volume": "C.|Cilt|cilt", "issue": "S.|Sayı|sayı", "page": "s.|ss.|s.", "total": "s.", "others": "vd."},
    "la": {
        "volume": "Vol.|vol.|V.",
        "issue": "No.|№|no.|Iss.",
        "page": "P.|pp.|Pp.",
        "total": "p.",
        "others": "et al.",
    },
}
_VOCABULARIES: tuple[tuple[str, Vocabulary], ...] = (("ru", RUSSIAN), ("uz", UZBEK), ("tr", TURKISH))


def invented_entries(count: int) -> list[MarkedEntry]:
    """So many entries on made-up works, in Russian, Uzbek and Turkish by turns."""
    return [_invented(number) for number in range(count)]


def relaid_entries(entries: Sequence[MarkedEntry]) -> list[MarkedEntry]:
    """The articles and books among marked entries, printed anew in the layouts of GOST."""
    works = ((_work_of(entry), Choices(entry.key)) for entry in entries)
    return [_printed(_recased(work, choices), choices, "la", "relaid") for work, choices in works if work is not None]


def _recased(work: Work, choices: Choices) -> Work:
    """The work as it is, or now and then with a capital at the head of each word of its title."""
    if choices.below(4):
        return work
    return replace(work, title=re.sub(r"(?<![\w'’])[^\W\d_]", lambda letter: letter[0].upper(), work.title))


def emphasised_entries(entries: Sequence[MarkedEntry]) -> list[MarkedEntry]:
    """The entries with the stars or lines that plain text puts round what is printed in italics."""
    return [_emphasised(entry, Choices(f"italics {entry.key}")) for entry in entries]


def _emphasised(entry: MarkedEntry, choices: Choices) -> MarkedEntry:
    fields = {mark.field for mark in entry.marks}
    slanted = fields & {"journal", "book"} or {"title"}
    if choices.below(3) == 0:
        slanted |= {"volume"}
    sign = choices.of(("*", "*", "_"))
    pieces: list[Piece] = []
    position = 0
    for mark in entry.marks:
        edge = sign if mark.field in slanted else ""
        pieces += [(entry.text[position : mark.start] + edge, None), (entry.text[mark.start : mark.end], mark.field)]
        pieces += [(edge, None)]
        position = mark.end
    return entry_of([*pieces, (entry.text[position:], None)], f"emphasised {entry.source}")


def _invented(number: int) -> MarkedEntry:
    choices = Choices(f"entry {number}")
    language, vocabulary = _VOCABULARIES[number % len(_VOCABULARIES)]
    return _printed(_work(choices, vocabulary), choices, language, f"invented/{language}")


def _work(choices: Choices, words: Vocabulary) -> Work:
    names = tuple((choices.word(words.families), choices.word(words.initials)) for _ in range(1 + choices.below(4)))
    if choices.below(8) == 0:
        names = tuple((family, choices.word(words.given)) for family, _ in names)
    first = 1 + choices.below(300)
    title = f"{choices.word(words.openings)} {choices.word(words.subjects)} {choices.word(words.places_in)}"
    meeting = choices.below(5) == 0
    title = re.sub(r"\s+(?=:)", "", title).strip(" .")
    small_i = "İ" if words is TURKISH else "i"
    return Work(
        names=names,
        title=title.replace("i", small_i).upper() if choices.below(5) == 0 else title,
        container=choices.word(words.meetings if meeting else words.journals),
        year=str(1935 + choices.below(91)),
        volume=_volume(choices),
        issue=_issue(choices),
        pages=f"{first}{choices.of('-–—')}{first + 2 + choices.below(30)}" if choices.below(6) else str(first),
        publisher=choices.word(words.publishers),
        city=choices.word(words.cities),
        degree=choices.word(words.degrees) if choices.below(8) == 0 else "",
        words={"meeting": "yes"} if meeting else {},
    )


def _issue(choices: Choices) -> str:
    number = 1 + choices.below(12)
    return choices.of((str(number), str(number), f"{number} ({number + 40})", f"{number}-{number + 1}", ""))


def _volume(choices: Choices) -> str:
    return choices.of(
        (str(1 + choices.below(60)), str(1 + choices.below(60)), "", "", choices.of(("XX", "IV", "VIII")))
    )


def _work_of(entry: MarkedEntry) -> Work | None:
    held = {name: values[0] for name in _PRINTED if len(values := entry.values(name)) == 1}
    names = _names(held.get("author", ""))
    if not names or not held.keys() >= {"title", "date"} or not ({"journal", "publisher"} & held.keys()):
        return None
    year = re.search(r"(?:1[5-9]|20)\d\d", held["date"])
    if not year:
        return None
    return Work(
        names=names,
        title=held["title"],
        container=held.get("journal", ""),
        year=year[0],
        volume=held.get("volume", ""),
        issue=held.get("issue", ""),
        pages=held.get("pages", ""),
        publisher=held.get("publisher", ""),
        city=held.get("location", ""),
    )


_PRINTED = ("author", "title", "journal", "date", "volume", "issue", "pages", "publisher", "location")
_NAME = re.compile(r"(?P<family>[^\W\d_][\w'’-]{2,}),?\s(?P<initials>(?:[^\W\d_]\.?[\s-]?){1,3})(?=[,;&]|\sand\b|$)")


def _names(author: str) -> tuple[tuple[str, str], ...]:
    """The names of a list in which every one is inverted; none where it isn't so."""
    found = list(_NAME.finditer(author))
    covered = sum(len(match[0]) for match in found)
    if not found or covered < 0.75 * len(author) or not all(match["initials"][0].isupper() for match in found):
        return ()
    letters = (re.findall(r"[^\W\d_]", match["initials"]) for match in found)
    return tuple((match["family"], " ".join(f"{c}." for c in own)) for match, own in zip(found, letters, strict=True))


def _printed(work: Work, choices: Choices, language: str, source: str) -> MarkedEntry:
    kind = "thesis" if work.degree else "article" if work.container and (choices.below(3) or not work.city) else "book"
    layouts = LAYOUTS[kind]
    layout = layouts[choices.below(len(layouts))]
    words = {name: choices.word(sign) for name, sign in _SIGNS[language].items()}
    words["dash"] = choices.of((" – ", " — ", " - ", " "))
    words["slashes"] = choices.of((" // ", " // ", "// ", " //"))
    pieces = [piece for piece in layout(replace(work, words={**work.words, **words}), choices) if piece[0]]
    return entry_of(pieces, source)
