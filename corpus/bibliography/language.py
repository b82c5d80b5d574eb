"""Which language a text is in, from its script and its commonest words; a rough measure for whole pages."""

from __future__ import annotations

import re
from collections import Counter

_STOP_WORDS = {
    "en": "the of and to in is that for with as are this by from which be on was",
    "de": "der die und das ist von den mit für auf nicht ein eine dem des werden sich im",
    "fr": "le les des et la une est dans que pour qui sur par au avec sont du ce",
    "es": "el los las de que y en la una por con para del se es como más su",
    "it": "il di che e la per una gli della con non sono del nel alla le è si",
    "pt": "o os as de que e em uma por com para do da não se como mais dos",
    "pl": "i w na z się że do jest oraz dla nie od przez są jako po to o",
    "tr": "ve bir bu için ile olarak da de olan daha en gibi çok kadar sonra ise veya",
    "az": "və bir bu üçün ilə olaraq da də olan daha ən kimi çox qədər sonra isə",
    "uz": "va bu uchun bilan bir ham boʻlgan bo'lgan orqali asosida kabi yoki esa hamda bo‘lgan",
    "nl": "de het een van en in is dat op te met voor zijn niet aan er ook",
    "ru": "и в на с по что не как для из от это а к также при его",
    "uk": "і в на з що не як для та у до від це є також при",
    "kk": "және бұл үшін мен бен бір да де осы болып",
}
_WORDS = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}


def language_of(text: str) -> tuple[str, float] | None:
    """The ISO 639-1 code and how surely, from 0 to 1; None where too little speaks for any language."""
    words = re.findall(r"[^\W\d_]+(?:['’‘ʻ][^\W\d_]+)*", text[:20000].casefold())
    if len(words) < 20:
        return None
    counts = Counter(words)
    shares = sorted(
        ((sum(counts[w] for w in known) / len(words), code) for code, known in _WORDS.items()), reverse=True
    )
    (best, code), (second, _) = shares[:2]
    if best < 0.06 or best <= second:
        return None
    return code, round(min(0.95, 0.5 + (best - second) / best / 2), 2)
