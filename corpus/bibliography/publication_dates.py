"""When a work was submitted, revised, accepted and published, as its first page prints it beside each date."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bibliography.dates import PrintedDate, dates_in

_LABELS = {
    "submitted": (
        r"manuscript received|date received|received(?! in revised| in final)|date submitted|submitted|submission date"
        r"|eingegangen|eingereicht|reçue?|soumise?|recibido|recebido|ricevuto|otrzymano|wpłynęło|ontvangen"
        r"|поступила? в редакцию|поступил[аи]?|дата поступления|получена|надійшла|geliş|gönderim|gönderilme|başvuru"
        r"|daxil ol\w+|kelib tush\w+|topshiril\w+|qabul qilib olin\w+"
    ),
    "revised": (
        r"(?:received |accepted )?in (?:a )?(?:revised|final) form|revision received|revised(?: version)?|überarbeitet"
        r"|révisée?|revisado|corrigido|zrewidowano|доработана|после доработки|после рецензирования|исправленн\w+"
        r"|düzeltme|revizyon|düzelti\w+"
    ),
    "accepted": (
        r"date accepted|accepted|acceptance date|angenommen|akzeptiert|acceptée?|aceptado|aceito|aprovado|accettato"
        r"|zaakceptowano|przyjęto|aanvaard|принята? (?:к публикации|к печати|в печать)|принята|прийнята"
        r"|kabul(?! qil\w*ib)|qəbul|qabul qilin\w+|ma[’'ʻ‘]qullan\w+"
    ),
    "available-date": (
        r"(?:first |e)?published(?: first)? (?:online|on the web|ahead of print)|available (?:online|in pmc)"
        r"|advance access publication|advance access published|online first|posted(?: online)?|online (?:veröffentlicht"
        r"|publiziert|erschienen)|(?:mis |publiée? )en ligne|publicado en línea|publicado online|disponible en línea"
        r"|disponibile online|pubblicato online|опубликован[ао] онлайн|online yayın\w*"
    ),
    "issued": (
        r"date of publication|publication date|date published|issue date|first published|published|veröffentlicht"
        r"|publiziert|erschienen|publiée?|publicado|publicação|pubblicato|opublikowano|gepubliceerd|дата публикации"
        r"|опубликован[ао]?|оприлюднен[ао]?|підписано до друку|yayı(?:n|mlan\w*|nlan\w*)|dərc olun\w*|nəşr\w*"
        r"|nashr (?:qilin\w+|etil\w+|sanasi)|chop etil\w+"
    ),
    "copyright": r"©|\(c\)|copyright|авторск\w+ права?",
    "version": r"this (?:version|draft)|current version|version|dated?|last (?:revised|updated)|revised draft",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name.replace('-', '_')}>{words})" for name, words in _LABELS.items()), re.IGNORECASE
)
_LINKS = re.compile(
    r"[\W\d]*(?:(?:on|in|the|date|of|by|as|for|publication|online|dated?|form|version|am|le|el|il|em|em|dnia|del|den"
    r"|tarihi|sana(?:si)?|ili|в редакцию|к публикации|в печать|the authors?(?:\(s\))?|authors?|author)\b[\W\d]*){0,5}",
    re.IGNORECASE,
)
_OWNER = re.compile(r"[^.;\n]{0,90}")
_IN_A_SENTENCE = re.compile(
    r"(?:^|[^\w.;:|/()])(?!(?:and|und|et|y|e|ve|va|и|manuscript|article|paper|first|date)\b)[a-z]{2,}\s{1,3}$"
)
_GUARDED = frozenset({"issued", "submitted", "version"})
_REACH = 90

LAST_YEAR = 2035
"""A number beyond it is no year of a publication, but of a company, a house or a telephone."""


@dataclass(frozen=True)
class LabelledDate:
    """A date, and what the words before it say that happened then."""

    label: str
    date: PrintedDate


def labelled_dates(text: str) -> list[LabelledDate]:
    """Each date of `text` that stands behind a word which says what it is the date of, in order."""
    found: list[LabelledDate] = []
    floor = 0
    for date in dates_in(text):
        label = _label_of(text, max(floor, date.start - _REACH), date.start)
        if label and date.parts[0] <= LAST_YEAR:
            found.append(LabelledDate(label, date))
        floor = date.end
    return found


def _label_of(text: str, start: int, end: int) -> str | None:
    last = next(iter(deque(_LABEL.finditer(text, start, end), maxlen=1)), None)
    if last is None or not last.lastgroup:
        return None
    label = last.lastgroup.replace("_", "-")
    whole_word = last.start() == 0 or not text[last.start() - 1].isalpha()
    links = _OWNER if label == "copyright" else _LINKS
    if not whole_word or not links.fullmatch(text, last.end(), end):
        return None
    if label in _GUARDED and _IN_A_SENTENCE.search(text[max(0, last.start() - 30) : last.start()]):
        return None
    return label


def events(labelled: list[LabelledDate]) -> Iterator[tuple[str, PrintedDate]]:
    """The first date of each event in the life of the work, by the name of its variable."""
    told: set[str] = set()
    for name in ("submitted", "revised", "accepted", "available-date"):
        for item in labelled:
            if item.label == name and name not in told:
                told.add(name)
                yield name, item.date
