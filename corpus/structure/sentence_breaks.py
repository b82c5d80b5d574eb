"""Where a run of prose breaks into sentences: by rules on what stands before and after each stop."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corpus.document import Span
from corpus.structure.abbreviations import BEFORE_NUMBER, NEVER_LAST, OPENERS, PERHAPS_LAST
from corpus.structure.lines import trimmed

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_NUMERIC_CITATION = r"\[\d{1,3}(?:\s?[,;–—-]\s?\d{1,3})*\]"
_CITATION = (
    rf"(?:(?:[ ]?{_NUMERIC_CITATION})+|[ ]?\^\{{[^{{}}\n]*\}}|[ ]?\^\[[^\]\n]*\]|<sup>[^<\n]*</sup>"
    # The call of a note: as Markdown has it, between carets, in raised digits.
    r"|\[\^[^\]\s]{1,20}\]|\^\d{1,3}(?:,\d{1,3}){0,4}\^|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}"
    rf"|[ ]\((?:[^()\n]{{0,160}}\b)?{_YEAR}(?:,[^()\n]{{0,30}})?\)\.?(?=\s|$))*"
)
_STOP = re.compile(
    rf"(?P<stop>[.!?…]+|[。！？｡؟۔]+)(?P<close>(?:[\"'”’»›)\]}}*_]|</\w+>)*)(?P<citation>{_CITATION})"
    # A citation that closes a sentence whose stop was forgotten: `(Porter, 1990)The next`.
    rf"|(?P<glued>\([^()\n]{{0,160}}\b{_YEAR}[^()\n]{{0,20}}\))(?=[^\W\d_a-z][a-z]+\s)"
)
_MAY_STOP = re.compile(r"[.!?…。！？｡؟۔(]")
_LEAD = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TOKEN = re.compile(r"[^\s(\[{“„\"'«‘—–/*_⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)*[^\W\d_]")
_INITIAL = re.compile(r"[^\W\d_]\.")
_THING = (
    r"(?:table|figure|fig\.?|tab\.?|box|chart|map|step|part|chapter|section|appendix|abbildung|abb\.?|tabelle|tableau|tabla|tabela"
    r"|tablo|şekil|рис\.?|рисунок|таблица|табл\.?|глава)"
)
_NUMBERED_THING = re.compile(rf"{_THING}\s*\d+(?:[.–-]\d+)*[a-z]?|(?-i:[IVXL]{{1,6}})", re.IGNORECASE)
_NAMED_THING = re.compile(_THING, re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,6}[-–‑/]?\d")
_LINK = re.compile(r"[/@]|www\.|\w\.\w+\.\w")
_BRACKET = re.compile(r"[(\[)\]]")
_ASIDE = 300
_LONGEST_LINK = 100


def break_up(text: str, span: Span, raised: Sequence[Span] = ()) -> Iterator[Span]:
    """The sentences of one run of prose, in order, trimmed; `raised` are its superscripts, sorted."""
    asides, leads = _asides(text, span), _Leads(text, span)
    start = position = span.start
    while match := _next_stop(text, position, span.end):
        position = max(match.end(), match.start() + 1)
        end = _break_at(text, span, match, leads, asides, raised)
        if end is not None:
            yield trimmed(text, start, end)
            start = position = end
    yield trimmed(text, start, span.end)


def _next_stop(text: str, start: int, end: int) -> re.Match[str] | None:
    """What `_STOP` finds, looked for only where one of its first characters stands."""
    while candidate := _MAY_STOP.search(text, start, end):
        if match := _STOP.match(text, candidate.start(), end):
            return match
        start = candidate.end()
    return None


class _Leads:
    """Where the next word or figure of a run of prose begins, asked for behind one stop after the other."""

    def __init__(self, text: str, span: Span) -> None:
        self._text, self._end = text, span.end
        self._looked_from = self._lead = span.end

    def after(self, start: int) -> int | None:
        """The first letter or digit from `start` on; None where the run holds no more."""
        # Behind each of many stops in a row stands the same one: to look for it anew each time takes the square.
        if not self._looked_from <= start <= self._lead:
            found = _LEAD.search(self._text, start, self._end)
            self._looked_from, self._lead = start, found.start() if found else self._end
        return self._lead if self._lead < self._end else None


def _break_at(
    text: str, span: Span, match: re.Match[str], leads: _Leads, asides: Sequence[Span], raised: Sequence[Span]
) -> int | None:
    """Where the sentence that this stop may end ends, or None where it goes on."""
    if match["glued"]:
        return match.end()
    if _inside(match.start(), asides):
        return None
    end = _over_raised(match.end(), raised)
    if end >= span.end:
        return None
    if match["stop"][0] in "。！？｡":
        return end
    if not text[end].isspace():
        return end if _breaks_without_space(text, span, match, end) else None
    lead = leads.after(end)
    if lead is None:
        return None
    if _leads_on(text, span, match, lead, raised):
        return _before_citation(text, span, match)
    return end


def _over_raised(end: int, raised: Sequence[Span]) -> int:
    index = bisect_right(raised, end, key=lambda s: s.start) - 1
    return raised[index].end if index >= 0 and raised[index].start == end else end


def _raised_before(offset: int, raised: Sequence[Span]) -> int:
    index = bisect_right(raised, offset, key=lambda s: s.start) - 1
    return raised[index].end if index >= 0 and raised[index].end <= offset else 0


def _leads_on(text: str, span: Span, match: re.Match[str], lead: int, raised: Sequence[Span]) -> bool:
    """Whether the sentence goes on behind the stop."""
    if text[lead].islower():
        return True
    if match["stop"] != "." or match["close"].strip("*_"):
        return False
    # The mark of a note is no part of the word that it is glued to: `³A. Saxenian`.
    begin = max(span.start, match.start() - 40, _raised_before(match.start(), raised))
    before = _TOKEN.search(text, begin, match.start())
    return before is not None and _abbreviates(text, span, before, lead)


def _abbreviates(text: str, span: Span, before: re.Match[str], lead: int) -> bool:
    token = before.group()
    key = token.lower()
    if _NUMBERED_THING.fullmatch(text, span.start, before.end()):
        return True
    if text[lead].isdigit():
        return _leads_to_number(token, key, in_brackets=text[lead - 1] in "([")
    if token[0].isupper() and key in BEFORE_NUMBER and _CODE.match(text, lead):
        return True
    if key in NEVER_LAST:
        return True
    if len(token) == 1 and _INITIAL.match(text, lead):
        return True
    if key in PERHAPS_LAST or (_INITIALS.fullmatch(token) and token[0].isupper()):
        word = _WORD.match(text, lead)
        return not (word and word.group().lower() in OPENERS)
    return False


def _leads_to_number(token: str, key: str, in_brackets: bool) -> bool:
    """Whether a stop before a number abbreviates: `p. 5`, `Table. 5`, `Presser, H. (2003)`."""
    if in_brackets and ((_INITIALS.fullmatch(token) and token[0].isupper()) or key in PERHAPS_LAST):
        return True
    if token[0].isupper() and _NAMED_THING.fullmatch(token):
        return True
    return key in BEFORE_NUMBER or key in NEVER_LAST or (token.isdigit() and len(token) <= 2)


def _before_citation(text: str, span: Span, match: re.Match[str]) -> int | None:
    """`It grew. [3] argue that`: the citation opens the next sentence."""
    citation = match["citation"]
    if not citation.startswith(" ") or "[" not in citation or citation.startswith(" ^"):
        return None
    before = _TOKEN.search(text, max(span.start, match.start() - 40), match.start())
    abbreviated = before is not None and (before.group().lower() in NEVER_LAST | PERHAPS_LAST | BEFORE_NUMBER)
    return None if abbreviated else match.start("citation")


def _breaks_without_space(text: str, span: Span, match: re.Match[str], end: int) -> bool:
    """A stop with the next sentence right behind it, as typesetting and typing leave them."""
    following = _WORD.match(text, end)
    if not following or not following.group()[0].isupper() or len(following.group()) < 2:
        return False
    if match["citation"] or match["close"].strip("*_)]"):
        return True
    near = text[max(span.start, match.start() - _LONGEST_LINK) : match.start()].split()
    word = near[-1] if near else ""
    token = word + match.group() + text[end : min(span.end, end + _LONGEST_LINK)].split()[0]
    lowered = len(word) >= 3 and word[-3:].isalpha() and word[-3:].islower()
    return lowered and following.group()[1:].islower() and not _LINK.search(token)


def _asides(text: str, span: Span) -> list[Span]:
    """Brackets that open inside a sentence: a stop within them does not end it."""
    found: list[Span] = []
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text, span.start, span.end):
        index = bracket.start()
        if bracket[0] in "([":
            opened.append(index)
        elif opened:
            start = opened.pop()
            if index - start <= _ASIDE and not opened and _inside_sentence(text, span, start):
                found.append(Span(start, index))
    return found


def _inside_sentence(text: str, span: Span, start: int) -> bool:
    before = text[max(span.start, start - 40) : start].rstrip()
    return bool(before) and before.rstrip("\"'”’»*_")[-1:] not in ".!?…"


def _inside(offset: int, asides: Sequence[Span]) -> bool:
    index = bisect_right(asides, offset, key=lambda aside: aside.start) - 1
    return index >= 0 and offset < asides[index].end
