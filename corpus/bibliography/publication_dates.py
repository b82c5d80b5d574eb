"""When a work was submitted, revised, accepted and published, as its first page prints it beside each date."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bibliography.dates import PrintedDate, dates_in

_LABELS = {
    "submitted": (
        r"manuscript received|date received|received(?! in revised| in final)|date submitted|submitted"
        r"|submission date|eingegangen|eingereicht|reçue?|soumise?"
        r"|recibido|recebido|ricevuto|otrzymano|wpłynęło|ontvangen|поступила? в редакцию|поступил[аи]?"
        r"|дата поступления|получена|надійшла"
        r"|geliş|gönderim|gönderilme|başvuru|daxil ol\w+|kelib tush\w+|topshiril\w+|qabul qilib olin\w+"
    ),
    "revised": (
        r"(?:received |accepted )?in (?:a )?(?:revised|final) form|revision received|revised(?: version)?"
        r"|überarbeitet|révisée?|revisado"
        r"|corrigido|zrewidowano|доработана|после доработки|после рецензирования|исправленн\w+|düzeltme|revizyon"
        r"|düzelti\w+"
    ),
    "accepted": (
        r"date accepted|accepted|acceptance date|angenommen|akzeptiert|acceptée?|aceptado|aceito|aprovado"
        r"|accettato|zaakceptowano|przyjęto"
        r"|aanvaard|принята? (?:к публикации|к печати|в печать)|принята|прийнята|kabul(?! qil\w*ib)|qəbul"
        r"|qabul qilin\w+|ma[’'ʻ‘]qullan\w+"
    ),
    "available-date": (
        r"(?:first |e)?published(?: first)? (?:online|on the web|ahead of print)|available (?:online|in pmc)"
        r"|advance access publication"
        r"|advance access published|online first|posted(?: online)?|online (?:veröffentlicht|publiziert"
        r"|erschienen)|(?:mis |publiée? )en ligne"
        r"|publicado en línea|publicado online|disponible en línea|disponibile online|pubblicato online"
        r"|опубликован[ао] онлайн|online yayın\w*"
    ),
    "issued": (
        r"date of publication|publication date|date published|issue date|first published|published|veröffentlicht"
        r"|publiziert|erschienen"
        r"|publiée?|publicado|publicação|pubblicato|opublikowano|gepubliceerd|дата публикации|опубликован[ао]?"
        r"|оприлюднен[ао]?|підписано до друку"
        r"|yayı(?:n|mlan\w*|nlan\w*)|dərc olun\w*|nəşr\w*|nashr (?:qilin\w+|etil\w+|sanasi)|chop etil\w+"
    ),
    "copyright": r"©|\(c\)|copyright|авторск\w+ права?",
    "version": r"this (?:version|draft)|current version|version|dated?|last (?:revised|updated)|revised draft",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name.replace('-', '_')}>{words})" for name, words in _LABELS.items()), re.IGNORECASE
)
_LINKS = re.compile(
    r"[\W\d]*(?:(?:on|in|the|date|of|by|as|for|publication|online|dated?|form|version|am|le|el|il|em|em|dnia|del"
    r"|den|tarihi|sana(?:si)?|ili"
    r"|в редакцию|к публикации|в печать|the authors?(?:\(s\))?|authors?|author)\b[\W\d]*){0,5}",
    re.IGNORECASE,
)
_OWNER = re.compile(r"[^.;\n]{0,90}")
_IN_A_SENTENCE = re.compile(
    r"(?:^|[^\w.;:|/()])(?!(?:and|und|et|y|e|ve|va|и|manuscript|article|paper|first|date)\b)[a-z]{2,}\s{1,3}$"
)
_GUARDED = frozenset({"issued", "submitted", "version"})
_REACH = 90


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
        if label := _label_of(text, max(floor, date.start - _REACH), date.start):
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
