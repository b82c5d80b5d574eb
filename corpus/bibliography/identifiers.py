"""Numbers and codes that a first page prints: DOI, ISSN, ISBN, arXiv number, UDC, JEL codes, licence."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOI = re.compile(
    r"(?:\bdoi\b\s?[:.]?\s*|doi\.org/\s?)(?:https?://(?:dx\.)?doi\.org/\s?)?(10\.\d{4,9}/[^\s<>\"”«»]+)",
    re.IGNORECASE,
)
_BARE_DOI = re.compile(r"(?<![\w./])(10\.\d{4,9}/[^\s<>\"”«»]{3,})")
_ISSN = re.compile(
    r"(?<![A-Za-z])(?P<kind>[ep]-?)?ISSN(?:-L)?\s?(?P<note>\([^()]{1,12}\))?\s?(?:print"
    r"|online)?\s?[:№]?\s*(?P<issn>\d{4}\s?[-–]\s?\d{3}[\dXxХх])",
    re.IGNORECASE,
)
_ISSN_AT_PRICE = re.compile(r"(?<![\d/-])(?P<issn>\d{4}-\d{3}[\dX])\s?(?=/?\s?(?:©|\$|/\$|\(c\)))")
_ISBN = re.compile(
    r"(?:ISBN(?:-1[03])?\s?(?:\([^()]{1,12}\))?\s?:?\s*"
    r"|(?<![\d/.-]))(?P<isbn>97[89][-–\s]?(?:\d[-–\s]?){9}\d)(?!\d)"
)
_SHORT_ISBN = re.compile(r"ISBN(?:-10)?\s?(?:\([^()]{1,12}\))?\s?:?\s*(?P<isbn>(?:\d[-–\s]?){9}[\dXx])(?!\d)")
_ARXIV = re.compile(
    r"arXiv\s?:\s?(?P<number>\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7})(?P<version>v\d{1,2})?", re.IGNORECASE
)
_UDC = re.compile(
    r"(?:УДК|UDK|UDC|УЎК|U[OО][‘'ʻ’`]?K|ӘОЖ|ӘОК"
    r"|УДЌ)\s?:?\s*(?P<codes>\d[\d.:()/+\[\]=\-–\"*]*(?:\s*[+;,]\s*\d{1,3}[\d.:()/+=\-–\"*]*){0,5})"
)
_JEL = re.compile(
    r"(?:\bJEL\b|Journal of Economic Literature)(?!\s?:?\s*(?:no|not)\b\s*[^A-Z])(?:[\s\-–]*(?:[^\W\d_]{2,16}|/"
    r"|&)\s?(?:\([^()]{1,10}\))?){0,4}?[\s:.\-–—№]*(?P<codes>[A-Z]\d{1,2}(?:(?:[\s,;.·•&/|]|and|und|ve"
    r"|и){1,6}(?:[A-Z]\d{1,2}|\d{2}(?=\s*[,;.]))\b){0,19})"
)
_CODE = re.compile(r"[A-Z]\d{1,2}\b")
_CC_URL = re.compile(
    r"(?:creative)?commons\.org/\s?(?P<kind>licenses|publicdomain)/\s?(?P<code>by(?:-nc)?(?:-nd|-sa)?|zero"
    r"|mark)/?\s?(?P<version>\d\.\d)?",
    re.IGNORECASE,
)
_CC_NAME = re.compile(
    r"\bCC[\s-]?(?P<code>BY(?:[\s-]NC)?(?:[\s-](?:ND|SA))?|0|Zero)(?:[\s-]?(?P<version>\d\.\d))?(?!\w)"
)
_CC_WORDS = re.compile(
    r"Creative\s+Commons,?\s+(?:[“\"«])?(?P<words>(?:Attribution|Attribuzione|Namensnennung|Atribución|Atıf"
    r"|С указанием авторства|Zero|Public Domain)(?:[\s\-–/,]{0,3}(?:Non[\s-]?Commercial|No[\s-]?Deriv(?:ative)?s?"
    r"|Share[\s-]?Alike|Works))*)(?:[\s,]*\(?(?:CC[\s-]BY[\w\s-]{0,9})?\)?)?(?:\s+(?:International|Unported"
    r"|License|Licence))*\s*(?P<version>\d\.\d)?",
    re.IGNORECASE,
)


def doi_in(lines: str, page: str) -> tuple[str, float] | None:
    """The DOI of the work: out of the lines above its text, or else one that is printed as its own on the page."""
    for source, confidence in ((lines, 0.95), (page, 0.85)):
        if "10." not in source:
            continue
        for form in (_DOI, _BARE_DOI):
            if match := form.search(source):
                return bare_doi(match[1]), confidence - (0.1 if form is _BARE_DOI else 0)
    return None


def bare_doi(text: str) -> str:
    """A DOI without the punctuation of the sentence around it; a bracket stays where it has its partner."""
    text = text.rstrip(".,;:*_'’”")
    while text and text[-1] in ")]}" and text.count(text[-1]) > text.count("([{"[")]}".index(text[-1])]):
        text = text[:-1].rstrip(".,;:*_")
    return text


def issn_in(page: str) -> str | None:
    """The ISSN of the journal: that of the printed edition where both are given."""
    found = [
        (bool(m["kind"] and m["kind"][0] in "eE") or "nline" in (m["note"] or ""), m.start(), m["issn"])
        for m in _ISSN.finditer(page)
    ]
    found += [(True, m.start(), m["issn"]) for m in _ISSN_AT_PRICE.finditer(page)]
    valid = [(second, at, issn) for second, at, issn in found if _is_issn(_tidy_issn(issn))]
    return _tidy_issn(min(valid or found)[2]) if found else None


def _tidy_issn(written: str) -> str:
    return re.sub(r"\s", "", written).upper().replace("–", "-").replace("Х", "X")


def _is_issn(issn: str) -> bool:
    """Whether the check digit is right (ISO 3297)."""
    digits = issn.replace("-", "")
    total = sum((8 - place) * int(digit) for place, digit in enumerate(digits[:7]))
    return "0123456789X"[(11 - total % 11) % 11] == digits[7]


def isbn_in(page: str) -> str | None:
    """The first ISBN whose check digit is right (ISO 2108), as printed."""
    for form in (_ISBN, _SHORT_ISBN):
        for match in form.finditer(page):
            written = re.sub(r"[\s–]", "-", match["isbn"].strip()).strip("-")
            if _is_isbn(written.replace("-", "").upper()):
                return written
    return None


def _is_isbn(digits: str) -> bool:
    if len(digits) == 13:
        return sum((1, 3)[place % 2] * int(digit) for place, digit in enumerate(digits)) % 10 == 0
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum((10 - place) * value for place, value in enumerate(values)) % 11 == 0


def arxiv_in(page: str) -> str | None:
    """The number of the work on arXiv, without its version."""
    match = _ARXIV.search(page)
    return match["number"] if match else None


def udc_in(page: str) -> str | None:
    """The codes of the Universal Decimal Classification, which journals of the former Soviet states print on top."""
    match = _UDC.search(page)
    return " ".join(match["codes"].split()).strip(" .,;:-") if match else None


def jel_in(page: str) -> tuple[str, ...]:
    """The codes of the Journal of Economic Literature's classification."""
    match = _JEL.search(page)
    return tuple(dict.fromkeys(_CODE.findall(match["codes"]))) if match else ()


def licence_in(page: str) -> tuple[str, str | None] | None:
    """The Creative Commons licence as `CC BY 4.0` (its version where that is printed), and its address if printed."""
    if "CC" not in page and "commons" not in page.casefold():
        return None
    url, named, worded = _CC_URL.search(page), _CC_NAME.search(page), _CC_WORDS.search(page)
    if url:
        version = url["version"] or _version(named, worded)
        return _licence(url["code"], version), _address(url["kind"], url["code"], url["version"])
    if named:
        return _licence(named["code"], _version(named, worded)), None
    if worded:
        return _licence(_code_of(worded["words"]), _version(worded)), None
    if re.search(r"лицензи\w+ Creative Commons Attribution|Creative Commons Attribution", page):
        return "CC BY", None
    return None


def _version(*matches: re.Match[str] | None) -> str | None:
    return next((match["version"] for match in matches if match and match["version"]), None)


def _code_of(words: str) -> str:
    bare = re.sub(r"[^a-z]", "", words.casefold())
    if bare in ("zero", "publicdomain"):
        return "zero"
    parts = (("noncommercial", "nc"), ("noderiv", "nd"), ("sharealike", "sa"))
    return "-".join(["by", *(code for name, code in parts if name in bare)])


def _licence(code: str, version: str | None) -> str:
    bare = re.sub(r"\s", "-", code.upper())
    name = {"ZERO": "CC0", "0": "CC0", "MARK": "Public Domain Mark"}.get(bare, f"CC {bare}")
    return f"{name} {version}" if version else name


def _address(kind: str, code: str, version: str | None) -> str:
    return f"https://creativecommons.org/{kind.lower()}/{code.lower()}/" + (f"{version}/" if version else "")


def identifiers(lines: str, page: str) -> Iterator[tuple[str, object, float]]:
    """Each number and code that the page prints: its variable, its value and how surely it is the work's."""
    if found := doi_in(lines, page):
        yield "DOI", found[0], found[1]
    if issn := issn_in(page):
        yield "ISSN", issn, 0.9
    if isbn := isbn_in(page):
        yield "ISBN", isbn, 0.9
    if number := arxiv_in(page):
        yield "number", f"arXiv:{number}", 0.9
        yield "URL", f"https://arxiv.org/abs/{number}", 0.9
        yield "publisher", "arXiv", 0.6
    if codes := udc_in(page):
        yield "UDC", codes, 0.9
    if jel := jel_in(page):
        yield "JEL", ", ".join(jel), 0.9
    if licence := licence_in(page):
        yield "license", licence[0], 0.9
        if licence[1]:
            yield "license-URL", licence[1], 0.9
