"""Personal names: read out of running text and lists, in the forms that citation styles print them.

A name is in CSL-JSON's form: {"family", "given"}, or {"literal"} for an organisation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

Name = dict[str, str]

UPPER = "".join(chr(c) for block in (range(0x41, 0x530), range(0x1E00, 0x1F00)) for c in block if chr(c).isupper())
"""Capitals of the Latin, Greek and Cyrillic scripts, for use in a character class: `re` has no class for them."""

LETTER = r"[^\W\d_]"
WORD = rf"[{UPPER}]{LETTER}*(?:['’ʼ‘`\-‐‑]{LETTER}+)*"
PARTICLE = (
    r"(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]es|[Dd]e|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Tt]er|[Tt]en"
    r"|[Aa]l|[Ee]l|[Bb]in|[Ii]bn|[Zz]u|[Zz]ur|y|[Ss]t\.?)"
)
FAMILY = rf"(?:{PARTICLE}[ ]){{0,3}}(?:[dl]['’])?(?:[{UPPER}]\.)?{WORD}(?:[ ](?:{PARTICLE}[ ]){{0,2}}{WORD}){{0,2}}"
_INITIAL = rf"(?!Jr|Sr)[{UPPER}][^\W\d_A-Z]?(?:[\-‐‑][{UPPER}][^\W\d_A-Z]?)?\."
DOTTED = rf"{_INITIAL}(?:[ ]?[\-‐‑]?[ ]?{_INITIAL}){{0,4}}(?:[ ]?[{UPPER}](?=[,;&( ]))?"
_NAME_ENDS = r"(?=\s*(?:[,;.:&()\[“\"«‘`/]|and\b|et\b|und\b|y\b|и\b|ve\b|$)|\s+(?:1[5-9]|20)\d\d\b)"
BARE = rf"[{UPPER}]{{1,3}}(?:[ \-][{UPPER}]{{1,2}})?{_NAME_ENDS}"
INITIALS = rf"(?:{DOTTED}|{BARE}|\((?:{DOTTED})\))"
SUFFIX = r"(?:,?[ ](?:Jr|Sr)\b\.?|,?[ ](?:II|III|IV)\b)?"
CONJUNCTION = r"(?:&|and|und|et|y|e|ve|va|и|та|och|en|with)"
_ROLES = r"[Ee]ds?|[Ee]ditors?|Hrsg|Hg|dir|[Oo]rgs?|[Cc]oords?|[Pp]roducers?|[Dd]irectors?|[Ww]riters?|[Tt]rans|ред"
ROLE = rf"(?:\s?[(\[](?:[^()\[\]\d]{{0,12}}\b(?:{_ROLES})\b[^()\[\]\d]{{0,12}})[)\]])"

_INVERTED = re.compile(
    rf"(?P<family>{FAMILY}){SUFFIX}(?:,\s?|\s(?!{_INITIAL}[ ](?![{UPPER}]\.){WORD}(?:[,.]|[ ](?:and|&)[ ][{UPPER}])))"
    rf"(?P<given>{INITIALS}(?:[ ]{PARTICLE}(?=[,;. ]))?){SUFFIX}"
)
_DIRECT = re.compile(rf"(?P<given>{DOTTED})[ ]?(?P<family>(?:{PARTICLE}[ ]){{0,3}}{WORD}(?:[ \-]{WORD})?){SUFFIX}")
_MIDDLE = rf"(?:[ ](?:{_INITIAL}|{WORD}))"
_FULL_INVERTED = re.compile(
    rf"(?P<family>{FAMILY}){SUFFIX},\s(?P<given>{WORD}{_MIDDLE}{{0,2}}(?:(?<=\.)(?=\s)|{_NAME_ENDS})){SUFFIX}"
)
_FULL_DIRECT = re.compile(
    rf"(?P<given>(?!(?:The|An?|In|On|For|What|How|Why)\b)(?:{WORD}|{_INITIAL}(?=[ ]{WORD}[ ])){_MIDDLE}{{0,2}}?)"
    rf"[ ](?P<family>(?:{PARTICLE}[ ]){{0,3}}(?![{UPPER}]\.){WORD}){SUFFIX}{_NAME_ENDS}"
)
_LONE = re.compile(rf"(?P<family>{WORD})(?P<given>)(?=,[ ])")
_SEPARATOR = re.compile(
    rf"{ROLE}?\s*(?:[,;/·•]\s*(?:{CONJUNCTION}(?=[\s.])\s*)?|\s{CONJUNCTION}\s+|&\s*|(?:,\s*)?(?:\.\s?\.\s?\.|…)\s*(?:&\s*)?)"
)
_STOP_SEPARATOR = re.compile(rf"\.\s(?={FAMILY},\s{BARE}\.)|(?<=\.)\s(?={FAMILY},\s{_INITIAL})")
_SURELY_INVERTED = re.compile(r"\.\s|,?\s(?:and|&)\s|\.?\s\(?\d{4}|;|:|$")
_OTHERS = re.compile(
    r"[\s,;]*(?:(?:&\s?|and\s)?et[ .]{1,2}al\b\.?|and others\b|и др\.|и соавт\.|vd\.|ve diğerleri|u\.[ ]?a\.|…)"
)
_ORGANISATION = re.compile(
    r"\b(?:Bank|Universit\w*|Ministry|Organi[sz]ation|Council|Institut\w*|Commission|Committee|Association|Society|Agency"
    r"|Department|Office|Bureau|Fund|Union|Group|Microsystems|Corporation|Corp|Company|Inc|Ltd|Press|Week|Times|News|Journal"
    r"|Foundation|Cent(?:er|re)|Government|National|International|World|European|United|Federal|American)\b"
)


@dataclass(frozen=True)
class NameList:
    """The names that stand at the head of a text, and how many of its characters they take up."""

    names: tuple[Name, ...]
    length: int


def leading_names(text: str) -> NameList:
    """The author list at the head of `text`, as far as it reads like one; empty where it does not."""
    names: list[Name] = []
    ends = [0]
    full = joined = False
    position = 0
    while match := _one_name(text, position, bool(names), full):
        joined = joined or re.search(r"\w|[&;]", text[ends[-1] : position]) is not None
        full = full or match.re in (_FULL_INVERTED, _FULL_DIRECT)
        names.append(_csl(match["family"], match["given"]))
        ends.append(match.end())
        separator = _SEPARATOR.match(text, ends[-1]) or _STOP_SEPARATOR.match(text, ends[-1])
        if not separator or len(names) >= 500:
            break
        position = separator.end()
    # Given names in full look like any two words of a title: only a conjunction shows that the list goes on.
    kept = 1 if full and names and not joined else len(names)
    others = _OTHERS.match(text, ends[kept]) if names else None
    return NameList(tuple(names[:kept]), others.end() if others else ends[kept])


def _one_name(text: str, position: int, follows: bool, full: bool) -> re.Match[str] | None:
    forms = (_FULL_DIRECT, _INVERTED, _DIRECT, _FULL_INVERTED) if full else (_INVERTED, _DIRECT)
    for form in forms:
        if match := form.match(text, position):
            return match
    if follows:
        lone = None if full else _LONE.match(text, position)
        return lone if lone and _INVERTED.match(text, lone.end() + 2) else None
    match = _FULL_INVERTED.match(text, position)
    if match and re.search(rf"[ ][{UPPER}]", match["family"]) and not _SURELY_INVERTED.match(text, match.end()):
        match = None
    match = match or _FULL_DIRECT.match(text, position)
    return match if match and not _ORGANISATION.search(match[0]) else None


def name_of(text: str) -> Name:
    """One person's name, written `Family, Given` or `Given Family`."""
    text = " ".join(text.split()).strip(" ,;")
    family, comma, given = text.partition(",")
    if comma:
        return _csl(family, given)
    words = text.split(" ")
    if len(words) == 1:
        return {"family": text}
    if re.fullmatch(BARE, words[-1]) and not re.fullmatch(DOTTED, words[0]) and len(words[-1]) <= 3:
        return _csl(" ".join(words[:-1]), words[-1])
    cut = next((i for i, word in enumerate(words) if 0 < i < len(words) - 1 and word.islower()), len(words) - 1)
    return _csl(" ".join(words[cut:]), " ".join(words[:cut]))


def _csl(family: str, given: str) -> Name:
    family, given = family.strip(" ,"), " ".join(given.split()).strip(" ,()")
    return {"family": family, "given": given} if given else {"family": family}


def family_of(name: object) -> str:
    """The family name, or an organisation's whole name; empty for what is no name."""
    if not isinstance(name, dict):
        return ""
    return str(name.get("family") or name.get("literal") or "")


def families(authors: object) -> tuple[str, ...]:
    """The family names of a CSL-JSON name list, in order."""
    found = (family_of(name) for name in authors) if isinstance(authors, list | tuple) else ()
    return tuple(name for name in found if name)


def folded_families(authors: object) -> frozenset[str]:
    """The family names of a CSL-JSON name list as they are compared."""
    return frozenset(map(folded, families(authors)))


def folded(text: str) -> str:
    """`text` for comparison: no accents, no case, no punctuation, single spaces."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_PUNCTUATION).split())
    plain = unicodedata.normalize("NFKD", text.translate(_SPECIAL_LETTERS)).casefold()
    bare = "".join([c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)])
    return " ".join(_PUNCTUATION.sub(" ", bare).split())


_PUNCTUATION = re.compile(r"[^\w]+|_")
_ASCII_PUNCTUATION = {code: " " for code in range(128) if not chr(code).isalnum()}


_SPECIAL_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ё": "е", "Ё": "Е"}
)


def years(issued: object) -> Iterable[int]:
    """The year of a CSL-JSON date, as an iterable of none or one (two for a range)."""
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    for part in parts if isinstance(parts, list) else []:
        year = str(part[0]) if isinstance(part, list) and part else ""
        if re.fullmatch(r"-?\d{1,5}", year):
            yield int(year)
