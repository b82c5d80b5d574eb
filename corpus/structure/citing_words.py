"""The words around a name that say that it is cited: `Porter (1990) argues`, `according to Porter (1990)`."""

from __future__ import annotations

import re

_ENGLISH = (
    r"(?:(?:argu|not|stat|observ|conclud|propos|describ|defin|demonstrat|examin|analy[sz]|investigat|estimat|criticis"
    r"|criticiz|acknowledg|hypothesi[sz]|theori[sz]|emphasi[sz]|recogni[sz]|summari[sz]|advocat|caution|distinguish"
    r"|suggest|find|claim|report|show|point|contend|assert|maintain|highlight|explain|remark|stress|discuss|insist|warn"
    r"|confirm|document|believ|conjectur|concur|agree|explor|admit|reject|challeng|concede|reveal|see|say|think|write)"
    r"(?:e?s|e?d|ing)?|stud(?:y|ies|ied)|identif(?:y|ies|ied)|found|shown|saw|said|held|holds|wrote|thought)"
)
_OTHER = (
    r"(?:пиш\w+|писал\w*|отмеча\w+|отметил\w*|счита\w+|утвержда\w+|определя\w+|указыва\w+|подч[её]ркива\w+|показа\w+"
    r"|полага\w+|говор\w+|schreib\w+|schrieb|mein\w+|beton\w+|behaupte\w*|zeig\w+|argumentier\w+|définit|écrit|affirme"
    r"|souligne|montre|afirma|señala|escribe|sostiene|muestra|argumenta|destaca|scrive|afferma|belirt\w+|ifade|vurgula\w+"
    r"|göster\w+|göre|savun\w+|ta[’'‘ʻ]kidla\w+|yozadi|aytadi|qayd|fikricha|ko[’'‘ʻ]ra|таъкидла\w+|ёзади|фикрича)"
)
_BE = r"(?:is|are|was|were|be|been|being|to|the|a|an)\b"
_SAYS = re.compile(rf"\s?,?\s(?:(?!{_BE})\w+,?\s){{0,2}}(?:{_ENGLISH}|{_OTHER})\b", re.IGNORECASE)
_CREDITED = re.compile(
    r"\b(?:according to|following|see|cf\.?|in the (?:words|view|opinion) of|(?:work|study|stud(?:y|ies)|paper|article)"
    rf" (?:of|by)|{_ENGLISH} (?:by|in)|{_OTHER}|по мнению|по словам|согласно|(?:в|см\.) (?:работ|стать|книг)\w+"
    r"|см\.|ср\.|laut|nach|vgl\.|siehe|selon|d’après|según|secondo|segundo|conforme|bkz\.)\s(?:\w\.\s?){0,3}$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"[^\W\d_].*\b(?:Bank|Universit\w*|Ministry|Organi[sz]ation|Council|Institut\w*|Commission|Committee|Association|Society"
    r"|Agency|Department|Office|Bureau|Fund|Union|Corporation|Foundation|Cent(?:er|re)|Nations|Statistics|Authority"
    r"|Board|Chamber|Federation|Parliament|Группа|банк|комитет|институт|министерство|агентство|центр)\b"
)
_POSSESSIVE = re.compile(r"['’]s?$")


def is_organisation(name: str) -> bool:
    """Whether a name of several words holds a word for a body: `World Bank`, `Kenya Bureau of Statistics`."""
    return _ORGANISATION.search(name) is not None


def is_cited(before: str, names: str, after: str) -> bool:
    """Whether the words `before` or `after` `names` and their year, or a possessive, show that the names are cited."""
    return bool(_POSSESSIVE.search(names) or _SAYS.match(after) or _CREDITED.search(before))
