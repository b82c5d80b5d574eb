"""Words that show a line to be about people, in many languages: places of work, ranks, degrees and addresses."""

from __future__ import annotations

import re

_INSTITUTION = re.compile(
    r"\b(?:universi\w*|université|università|uniwersytet\w*|institut\w*|instytut|départe?ment|departamento"
    r"|departments?|dept|fachbereich|lehrstuhl|faculty|faculté|facultad|fakultät|wydział"
    r"|schools?|college|academy|akademi\w*|ministr\w*|centre|center|centro|zentrum|laborator\w*|hospital|clinic"
    r"|council|foundation|associat(?:ion|es)|society|bureau"
    r"|ph\.?\s?d|prof(?:essor)?|candidate|lecturer|researcher|student|doctor|dr|associate|assistant|docent"
    r"|dotsent\w*|bank|agency|corporation|company|gmbh|inc|ltd|llc"
    r"|üniversite\w*|fakülte\w*|fakultet\w*|enstitü\w*|bölümü|yüksekokulu|öğretim|университет\w*|институт\w*"
    r"|академи[яи]|кафедр\w*|факультет\w*|доцент|профессор|центр|лаборатори\w*|соискатель|аспирант\w*"
    r"|магистрант\w*|преподаватель|доктор\w*|кандидат\w*"
    r"|kafedra\w*|doktorant\w*|o‘qituvchi\w*|magistr\w*|talaba\w*|corresponding|orcid|e-?mail|tel|street|avenue"
    r"|p\.?o\.? box|state|research|economic|economics)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:universi\w*|universidad\w*|université|università|uniwersytet\w*|institut\w*|instytut\w*|départe?ment"
    r"|departamento|departments?|dept|fachbereich|lehrstuhl|faculty|faculté|facultad|fakultät|wydział"
    r"|schools?|college|academy|akademi\w*|ministry|centre|center|centro|zentrum|laborator\w*|hospital|clinic"
    r"|council|foundation|society|bureau|bank|agency|corporation|company|gmbh|inc|ltd|llc"
    r"|üniversite\w*|fakülte\w*|fakultet\w*|enstitü\w*|университет\w*|институт\w*|академи[яи]|кафедр\w*"
    r"|факультет\w*|центр|лаборатори\w*|kafedra\w*|nber|cepr|oecd)\b",
    re.IGNORECASE,
)


def names_an_institution(words: str) -> bool:
    """Whether a place of work, a rank, a degree or an address is named."""
    return bool(_INSTITUTION.search(words))


def names_a_place(words: str) -> bool:
    """Whether a place of work is named."""
    return bool(_PLACE.search(words))
