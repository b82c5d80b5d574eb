"""Which language a cited work is in: a title is too short for shares of words, so every sign counts."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SIGNS = {
    "en": "the of and in on for to a an from with at by is are as how what why its their new",
    "de": "der die das und des im zur zum für von eine ein einer mit auf über bei als den dem",
    "fr": "le les des et la une dans pour sur au aux du en l d par vers entre comme à de",
    "es": "el los las y del una en la por para con un su al como hacia entre de",
    "it": "il della dei delle e di nel nella per gli la le del una tra con al",
    "pt": "os as da do dos das e no na para uma um em ao pela pelo de",
    "pl": "i w na z się do oraz dla od przez",
    "tr": "ve bir için ile üzerine olarak göre bağlamında örneği üniversitesi dergisi yayınları",
    "uz": "va uchun bilan asoslari xabarnomasi axborotnomasi jurnali nashriyoti muammolari",
    "nl": "het een van voor aan bij naar uit",
}
_WORDS = {code: frozenset(words.split()) for code, words in _SIGNS.items()}
_LETTERS = {
    "de": "ßäöü",
    "fr": "éèêçàœ",
    "es": "ñáíóú¿¡",
    "it": "òìù",
    "pt": "ãõ",
    "pl": "łśżźąęńć",
    "tr": "ışğ",
}
_UZBEK = re.compile(r"[og]\s?[‘’ʻʼ'`]\w|\w{3}(?:larini|larning|lari|dagi|sida)\b")
# English has words that end so, too: less than any other sign.
_UZBEK_GENITIVE = re.compile(r"\w{3}ning\b")
_GENITIVE_WEIGHT = 0.5
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]{3}")),
    ("el", re.compile(r"[\u0370-\u03ff]{4}")),
)
_CYRILLIC_SIGNS = (
    ("kk", re.compile(r"[әңұүһө]")),
    ("uz", re.compile(r"[ўқғҳ]|\w{3}(?:лари|нинг|даги|сида)\b")),
    ("uk", re.compile(r"[іїєґ]")),
    ("bg", re.compile(r"ъ[^еёюя\W]")),
)
_LETTER_WEIGHT = 0.6


def language_of_entry(csl: Mapping[str, object]) -> str | None:
    """The ISO 639-1 code for the title, or else for the container; None where too little speaks for any language."""
    title, container = (str(csl.get(variable, "")).casefold() for variable in ("title", "container-title"))
    found = _language(title, 1) or _language(container, 2)
    # Russian is what is left where no Cyrillic letter tells: the journal's may.
    return _language(container, 2) or found if found == "ru" and container else found


def _language(text: str, needed: int) -> str | None:
    for code, script in _SCRIPTS:
        if script.search(text):
            return code
    if not text:
        return None
    if len(re.findall(r"[а-яёіїєґўқғҳ]", text)) > len(re.findall(r"[a-z]", text)):
        return next((code for code, sign in _CYRILLIC_SIGNS if sign.search(text)), "ru")
    words = re.findall(r"[^\W\d_]+(?:['‘’ʻʼ`][^\W\d_]+)*", text)
    scores = {code: _score(code, words, text) for code in sorted(_WORDS)}
    scores["uz"] += min(2, len(_UZBEK.findall(text))) + _GENITIVE_WEIGHT * bool(_UZBEK_GENITIVE.search(text))
    best = max(scores, key=lambda code: scores[code])
    if scores[best] < needed or sum(score == scores[best] for score in scores.values()) > 1:
        return None
    return best


def _score(code: str, words: list[str], text: str) -> float:
    known = _WORDS[code]
    letters = sum(character in text for character in _LETTERS.get(code, ""))
    return sum(word in known for word in words) + _LETTER_WEIGHT * letters
