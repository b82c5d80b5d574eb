"""The words around a name that say that it is cited: `Porter (1990) argues`, `according to Porter (1990)`."""

from __future__ import annotations

import re

from corpus.bibliography.names import UPPER

_ENGLISH = (
    r"(?:(?:argu|not|stat|observ|conclud|propos|describ|defin|demonstrat|examin|analy[sz]|investigat|estimat|criticis"
    r"|criticiz|acknowledg|hypothesi[sz]|theori[sz]|emphasi[sz]|recogni[sz]|summari[sz]|advocat|caution|distinguish"
    r"|suggest|find|claim|report|show|point|contend|assert|maintain|highlight|explain|remark|stress|discuss|insist|warn"
    r"|confirm|document|believ|conjectur|concur|agree|explor|admit|reject|challeng|concede|reveal|see|say|think|write"
    r"|disagree|doubt|disput|contest|refut|speculat|infer|reason)"
    r"(?:e|e?s|e?d|ing)?|stud(?:y|ies|ied)|identif(?:y|ies|ied)|found|shown|seen|saw|said|held|holds|wrote|thought)"
)
_OTHER = (
    r"(?:пиш\w+|писал\w*|отмеча\w+|отметил\w*|счита\w+|утвержда\w+|определя\w+|указыва\w+|подч[её]ркива\w+|показа\w+"
    r"|полага\w+|говор\w+|schreib\w+|schrieb|mein\w+|beton\w+|behaupte\w*|zeig\w+|argumentier\w+|définit|écrit|affirme"
    r"|souligne|montre|afirma|señala|escribe|sostiene|muestra|argumenta|destaca|scrive|afferma|belirt\w+|ifade|vurgula\w+"
    r"|göster\w+|göre|savun\w+|ta[’'‘ʻ]kidla\w+|yozadi|aytadi|qayd|fikricha|ko[’'‘ʻ]ra|таъкидла\w+|ёзади|фикрича)"
)
# What scholars make: `the scale of X`, `a model developed by X`.
_MADE = (
    r"(?:works?|stud(?:y|ies)|papers?|articles?|books?|essays?|models?|theor(?:y|ies)|concepts?|notions?|ideas?|scales?"
    r"|methods?|approach(?:es)?|frameworks?|definitions?|typolog(?:y|ies)|hypothes[ei]s|arguments?|claims?|views?"
    r"|findings?|accounts?|writings)"
)
_SCHOLARS = (
    r"(?:authors?|scholars?|writers?|researchers?|thinkers?|commentators?|historians?|philosophers?|academics?"
    r"|theorists?|critics|[^\W\d_]{3,30}(?:ologists?|ographers?|omists?|icians?))"
)
_BE = r"(?:is|are|was|were|be|been|being|to|the|a|an)\b"
_SAYS = re.compile(rf"\s?,?\s(?:(?!{_BE})\w+,?\s){{0,2}}(?:{_ENGLISH}|{_OTHER})\b", re.IGNORECASE)
_CREDITED = re.compile(
    r"\b(?:according to|following|see(?: also)?|cf\.?|in the (?:words|view|opinion) of|in line with|consistent with"
    r"|contrary to|(?:go(?:es)?|going|went) back to|(?:building|drawing) on|echoing|replicating"
    rf"|{_MADE} (?:(?:developed|introduced|presented|put forward|set out|offered|used) )?(?:of|by|from)"
    rf"|{_ENGLISH} (?:by|in)|(?:raised|put forward|pioneered|coined|formulated|popularised|popularized|elaborated) by"
    rf"|(?:{_SCHOLARS}|{_MADE}),?\s(?:such as|like|including)|{_OTHER}"
    r"|по мнению|по словам|согласно|(?:в|см\.) (?:работ|стать|книг)\w+"
    r"|см\.|ср\.|laut|nach|vgl\.|siehe|selon|d’après|según|secondo|segundo|conforme|bkz\.)\s(?:\w\.\s?){0,3}$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"[^\W\d_].*\b(?:Bank|Universit\w*|Ministry|Organi[sz]ation|Council|Institut\w*|Commission|Committee|Association|Society"
    r"|Agency|Department|Office|Bureau|Fund|Union|Corporation|Foundation|Cent(?:er|re)|Nations|Statistics|Authority"
    r"|Board|Chamber|Federation|Parliament|Группа|банк|комитет|институт|министерство|агентство|центр)\b"
)
_INITIAL = rf"[{UPPER}]\.[ -]?"
_STATE = r"(?:U\.\s?[SKN]\.|E\.\s?U\.)"
_PERSON = re.compile(
    rf"(?!{_STATE})(?:{_INITIAL}){{1,3}}[{UPPER}][^\W\d_]|(?:[Vv]an|[Vv]on|de|di|da|dos|du|ter|ten|bin|ibn|zu)\s"
    rf"|al-|d['’]|(?:[OD]['’]|M[a]?c|Fitz)[{UPPER}][^\W\d_]"
)
_EXAMPLES = re.compile(r"(?P<of>[^\W\d_]{1,40}),?\s(?:such as|like|including)\s$")
_PLACED = re.compile(r"\b(?:in|at|to|from|between|across|within)\s(?:the\s)?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


def is_organisation(name: str) -> bool:
    """Whether a name of several words holds a word for a body: `World Bank`, `Kenya Bureau of Statistics`."""
    return _ORGANISATION.search(name) is not None


def is_cited(before: str, names: str, after: str) -> bool:
    """Whether the words `before` or `after` `names` and their year, or a possessive, show that the names are cited."""
    return bool(_POSSESSIVE.search(names) or _SAYS.match(after) or _CREDITED.search(before))


def is_of_other_things(before: str) -> bool:
    """Whether the words before a list of names say that they are places, or examples of what is no scholar's."""
    if _CREDITED.search(before):
        return False
    return _EXAMPLES.search(before) is not None or _PLACED.search(before) is not None


def is_personal(name: str) -> bool:
    """Whether a name is spelt as only people's are: with initials, a particle or `O’`."""
    return _PERSON.match(name) is not None
