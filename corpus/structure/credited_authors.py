"""The author that a sentence gives a quotation to: `according to Porter`, `as Marshall wrote`, `Porter's claim`."""

from __future__ import annotations

import re

from corpus.bibliography.names import PARTICLE, UPPER, WORD

_NAME = (
    rf"(?P<name>(?:[{UPPER}]\.[ ]?){{0,3}}(?:{PARTICLE}[ ]){{0,2}}{WORD}"
    rf"(?:[ ](?:[{UPPER}]\.[ ]?)?(?:{PARTICLE}[ ])?{WORD})?"
    rf"(?:(?:,[ ]{WORD}){{0,2}},?[ ](?:and|&|und|et|y|e|и|ve|va)[ ](?:{WORD}[ ])?{WORD}"
    r"|[ ]et[ ]al\.?|[ ]и[ ]др\.|[ ]vd\.)?)"
)
_CALLOUT = r"(?:[ ]?[(\[][^()\[\]]{1,60}[)\]])?"
_SAYING = (
    r"(?:(?:argu|stat|writ|not|claim|observ|suggest|believ|conclud|report|defin|explain|remark|contend|emphasi[sz]"
    r"|assert|maintain|describ|propos|declar|insist|admit|acknowledg|point|stress|add|call|put|comment|underlin"
    r"|highlight|articulat|concede|warn|quip|recall|summari[sz]|hold|find|see|define)(?:e?s|ed|ing)?|wrote|said|says?"
    r"|held|found|saw|thought|thinks?|put|writes|пиш\w+|писал\w*|отмеча\w+|отметил\w*|счита\w+|утвержда\w+|определя\w+"
    r"|указыва\w+|подчёркива\w+|подчеркива\w+|говори\w+|schreibt|schrieb|meint|betont|behauptet|définit|écrit|affirme"
    r"|souligne|afirma|señala|escribe|sostiene|scrive|sostiene|yazar|belirt\w+|ifade\s\w+|vurgula\w+|ta[’'‘ʻ]kidla\w+"
    r"|yozadi|aytadi|qayd\setadi|таъкидла\w+|ёзади)\b"
)
_NOUN = (
    r"(?:assertion|words|claim|definition|phrase|statement|argument|view|remark|dictum|formulation|observation|point"
    r"|thesis|conclusion|idea|question|sentence|term|slogan|warning|expression)\b"
)
_BEFORE = (
    re.compile(
        r"(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion) of|[Tt]o quote|[Ff]ollowing|[Пп]о (?:мнению|словам)"
        r"|[Пп]о определению|[Сс]огласно|[Ll]aut|[Nn]ach|[Ss]elon|[Ss]egún|[Ss]econdo|[Ss]egundo|[Ww]edług)\s"
        rf"(?:Professor\s|Prof\.\s|Dr\.\s)?{_NAME}"
    ),
    re.compile(rf"{_NAME}(?:[’']s?)?{_CALLOUT},?(?:[ ](?:[\w’'-]+,?[ ]){{0,4}}?){_SAYING}"),
    re.compile(rf"{_NAME}[’']s?{_CALLOUT}[ ](?:[\w-]+[ ]){{0,3}}?{_NOUN}"),
    re.compile(rf"(?:как|Как)[ ]{_SAYING}[ ]{_NAME}"),
    re.compile(rf"{_NAME}(?:[’']?[yn]?[ae]|[’']?(?:nın|nin|nun|nün))?{_CALLOUT}[ ](?:göre|fikricha|ko[‘'’ʻ]ra)\b"),
)
_OTHER_NAME = _NAME.replace("<name>", "<other>")
_AFTER = re.compile(
    rf"[\"”’»“']*[,.]?[\"”’»“']*[ ]?[–—-]?[ ]?(?:(?:as|so|как|wie)[ ])?"
    rf"(?:{_SAYING}[ ]{_NAME}|{_OTHER_NAME}{_CALLOUT}[ ]{_SAYING})"
)
_NO_NAMES_TEXT = (
    "the this that these those a an it its he she they we i in on at as for from by and but or if when"
    " while although however thus therefore hence moreover one two three some many most other another"
    " such both each all here there table figure section chapter source research studies study findings"
    " results data reports literature critics scholars authors theory policy in his her their our my what"
    " who which another notably это этот эти он она они мы в на по для при как так если однако bu bir ve"
    " ancak"
)
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
_CAPITAL = re.compile(rf"[{UPPER}]")
_REACH = 300
_REACH_AFTER = 120


def author_before(words: str) -> str | None:
    """The author that the words in front of a quotation, from the start of its sentence, give it to."""
    if not _CAPITAL.search(words[-_REACH:]):
        return None
    found = [
        (match.start(), name)
        for form in _BEFORE
        for match in form.finditer(words[-_REACH:])
        if (name := _bare(match["name"])) is not None
    ]
    return max(found)[1] if found else None


def author_after(words: str) -> str | None:
    """The author that the words behind a quotation give it to: `“…”, writes Porter`."""
    match = _AFTER.match(words[:_REACH_AFTER]) if _CAPITAL.search(words[:_REACH_AFTER]) else None
    if match is None:
        return None
    return next((name for group in match.groups() if group and (name := _bare(group)) is not None), None)


def _bare(name: str) -> str | None:
    """The name without an opening word of the sentence before it, and without the mark of the possessive."""
    words = re.sub(r"[’']s?$", "", name).split(" ")
    while words and words[0].casefold().strip(",") in _NO_NAMES:
        words = words[1:]
    return " ".join(words) or None
