"""Percentages that a sentence gives together with the figures that they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from corpus.document import Document, Span
from service.checks.tables.bounds import Bounds, exactly
from service.checks.tables.naming import number
from service.checks.tables.told_figures import Told, told_figures
from service.findings.finding import Finding
from service.tables.scale import to_step
from service.words.looking_back import right_before

_ABOUT_POINTS = Decimal(2)
_ABOUT_SHARE = Decimal("0.06")
"""How far `about 30 %` may be from what comes out: two points, or 6 per cent of it."""

_LONGEST_GAP = 80
_REACH = 200
"""Characters before or behind figures in which what is said of them stands."""

_THE = r"(?:the|all|our|these|those|its|their|a total of|some|about|approximately|a sample of|nearly|over|\s)*"
_FROM = re.compile(r"\bfrom\s+(?:about|around|some|nearly|roughly|only|just|over|an? \w+ of|\s)*$", re.IGNORECASE)
_TO = re.compile(r"^[^.;:]*?\bto\s+(?:about|around|some|nearly|roughly|only|just|over|\s)*$", re.IGNORECASE)
_CHANGE = (
    r"(?:increase|rise|growth|gain|jump|decrease|decline|fall|drop|reduction|loss|change|expansion|contraction|surge"
    r"|cut)"
)
_THEN = re.compile(
    rf"(?:\bor\b|\b{_CHANGE}\b(?:\s+of)?|\bthat is|\bi\.e\.?,?|\bwhich is|\bwhich means|\bamounting to|\bequivalent to"
    rf"|\bcorresponding to|\bequal to|\bby|\bup|\bdown|[(=–—])\s*(?:an?|the|about|around|some|nearly|almost|roughly"
    rf"|approximately|just|over|more than|only|by|of|to|i\.e\.?,?|an? {_CHANGE} of|{_CHANGE} of|total|overall|{_CHANGE}"
    r"|plus|minus|\+|[(,]|\s)*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\b(?:by|up|down|of)\b|\b(?:an?|the)\b|\()"
    r"\s*(?:about|around|some|nearly|almost|roughly|just|over|more than|\s)*$",
    re.IGNORECASE,
)
_BACK_TO_FROM = re.compile(
    rf"^\)?,?\s*(?:{_CHANGE})?,?\s*[(]?(?:[^.;:,()]{{0,40}}?)?[,(]?\s*\bfrom\s+(?:about|around|some|only|just|\s)*$",
    re.IGNORECASE,
)
_UP = re.compile(
    rf"\b(?:up|down|{_CHANGE}(?: of)?|more|higher|lower|less|plus|minus)"
    r"\s*(?:by|of|some|about|around|nearly|roughly|\s)*$",
    re.IGNORECASE,
)
_ON = re.compile(
    r"^\s*(?:up|down|more|higher|lower|less)?\s*(?:from|on|over|than)\s+(?:the\s+|its\s+)?$", re.IGNORECASE
)
_EACH_YEAR = re.compile(
    r"^\)?\s*(?:a|per|each|every|of the|of all|of total|of its|of their|annual\w*|yearly|on average|in real|p\.\s?a\.?"
    r"|compound|points?)\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\b(?:average|annual(?:ly)?|mean|cagr|yearly|per year|a year|compound|each year)\b", re.IGNORECASE
)
_OUT_OF = re.compile(rf"^\s*(?:[^\W\d_]+\s+){{0,3}}?(?:out of|of|/)\s*{_THE}$|^\s?/\s?$", re.IGNORECASE)
_SO = re.compile(
    r"^[^.;:]{0,60}?(?:\(|\[|,?\s+or\b|,?\s*that is,?|,?\s*i\.e\.?,?|,?\s*which is|corresponding to|equal to"
    r"|equivalent to|=|\b(?:an?|the)\s+(?:[\w-]+\s+){0,2}(?:rate|share|proportion) of|giving|yielding|amounting to|–|—)"
    r"\s*(?:an?|the|about|some|around|nearly|almost|roughly|approximately|just|over|only|i\.e\.?,?|or|=|\s)*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"^[^.;:()\d]{0,60}[(\[]\s*(?:n\s*=\s*|i\.e\.?,?\s*|that is,?\s*|about\s*)?$", re.IGNORECASE)
_STRAIGHT_BRACKET = re.compile(r"^\s*(?:[^\W\d_]+\s+){0,3}[(\[]\s*$")
_OF_AFTER = re.compile(rf"^\s*[)\]]?\s*(?:[^\W\d_]+\s+){{0,3}}?(?:out of|of)\s+{_THE}$", re.IGNORECASE)
_MAKES = re.compile(
    r"^(?![^\d]*\b(?:and|but|while|whereas|that|who|which|whose|where)\b)[^,;:.()\d]{0,60}\s"
    r"(?:are|were|is|was|ma[dk]es?(?: up)?|form(?:s|ed)?|represent(?:s|ed)?|constituted?s?|account(?:s|ed)? for)\s+"
    r"(?:about\s+|some\s+|nearly\s+|almost\s+|roughly\s+|only\s+|just\s+)?$",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(r"\s*of (?:the|all|all the|our|these|those|its|their)\s", re.IGNORECASE)
_RATE = re.compile(
    r"\b(?:(?:response|return|completion|participation|refusal|drop-?out|attrition|success|survival|acceptance)\s+rate"
    r"|(?:rate|share|proportion))\s+(?:of|was|is)\s*(?:about|some|around|nearly|almost|roughly|approximately|\s)*$",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:response|return|completion|participation)\s+rate\s+(?:of|was|is)\b[^.;\d]*$", re.IGNORECASE
)
_OPENED = re.compile(r"\s*(?:[^\W\d_]+\s+)?\(\s*")
_CLOSED = re.compile(r"\s*\)")
_ANY_OF = re.compile(rf"\b(?:of|among)\s+{_THE}\d[\d,]*\s+(?:[^\W\d_]+\s+)?[^;.]*$", re.IGNORECASE)
_MOST_EARLIER = 6
_OF_THE = re.compile(rf"\b(?:of|among|from)\s+{_THE}$", re.IGNORECASE)
_TIMES = re.compile(
    r"(?P<how>(?:more than|nearly|almost|about|over|roughly|not quite|less than)\s+)?\b(?P<times>doubled|tripled"
    r"|trebled|quadrupled|halved)\b[^.;:\d]{0,40}$",
    re.IGNORECASE,
)
_FACTORS = {"doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4}


@dataclass(frozen=True)
class Stated:
    """A percentage (`stated`) with what comes out of the figures beside it."""

    stated: Told
    figures: tuple[Told, ...]
    value: Decimal
    bounds: Bounds
    told: str

    @property
    def span(self) -> Span:
        """From the first of them to the last, from the sentence's start."""
        every = (self.stated, *self.figures)
        return Span(min(one.start for one in every), max(one.end for one in every))


def check_stated_percentages(document: Document) -> Iterator[Finding]:
    """Each percentage of the prose that its own sentence lets one work out."""
    earlier: list[Told] = []
    for sentence in document.sentences:
        text = sentence.of(document.text)
        if document.table_at(sentence.start) is not None:
            continue
        even = text.replace("\n", " ").replace("\t", " ")
        figures = told_figures(even)
        response = _response(even, figures, earlier)
        if response:
            yield _finding(response, sentence.start, document.text)
        for one in _bracketed(even, figures):
            yield replace(
                _finding(one, sentence.start, document.text),
                verdict="ok" if _meets(one.stated, one.bounds) else "doubt",
            )
        earlier = [*earlier[-_MOST_EARLIER:], *(figure for figure in figures if figure.is_count)]
        seen: set[tuple[int, int]] = set()
        for found in _stated(even, figures):
            if (found.stated.start, found.stated.end) not in seen:
                seen.add((found.stated.start, found.stated.end))
                yield _finding(found, sentence.start, document.text)
        yield from (finding for finding in _multiples(even, figures, sentence.start))


def _response(text: str, figures: Sequence[Told], earlier: Sequence[Told]) -> Stated | None:
    """`… and 214 answered, a response rate of 62.9 per cent`, of a number that a sentence before gives."""
    for part, stated in pairwise(figures):
        between = text[part.end : stated.start]
        if not (stated.is_percent and part.is_count and len(between) < _LONGEST_GAP and _ANSWERED.search(between)):
            continue
        if any(figure.is_count and figure.value > part.value for figure in figures):
            return None
        wholes = [whole for whole in earlier if whole.value > part.value and not whole.unit]
        found = [one for whole in wholes[::-1] if (one := _part(part, whole, stated))]
        fitting = [one for one in found if _meets(stated, one.bounds)]
        if fitting or len({one.figures[1].value for one in found}) == 1:
            best = (fitting or found)[0]
            return replace(best, figures=(part,))
    return None


def _bracketed(text: str, figures: Sequence[Told]) -> Iterator[Stated]:
    """`412 took part; 388 (94.2 %) answered`, where the sentence has no other number to be a part of."""
    for place, (part, stated) in enumerate(pairwise(figures)):
        is_closed = _CLOSED.match(text, stated.end) is not None
        if not (part.is_count and stated.is_percent and is_closed and _OPENED.fullmatch(text, part.end, stated.start)):
            continue
        wholes = [one for one in figures[:place] if one.is_count and one.value > part.value]
        if len(wholes) != 1:
            continue
        found = None if _ANY_OF.search(text[: part.start]) else _part(part, wholes[0], stated)
        if found:
            yield found


def _stated(text: str, figures: Sequence[Told]) -> Iterator[Stated]:
    figures = [figure for figure in figures if not figure.is_year]
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        three = _Three(text, first, second, third)
        if max(len(three.between), len(three.after)) <= _LONGEST_GAP:
            found = next((one for way in (_changed_by, _part_of) if (one := way(three))), None)
            if found:
                yield found


@dataclass(frozen=True)
class _Three:
    """Three figures that follow one another in a sentence, with the words before, between and behind them."""

    text: str
    first: Told
    second: Told
    third: Told

    @property
    def before(self) -> str:
        return self.text[max(0, self.first.start - _REACH) : self.first.start]

    @property
    def between(self) -> str:
        return _without_years(self.text[self.first.end : self.second.start])

    @property
    def after(self) -> str:
        return _without_years(self.text[self.second.end : self.third.start])

    @property
    def rest(self) -> str:
        return self.text[self.third.end : self.third.end + _REACH]


def _changed_by(three: _Three) -> Stated | None:
    """`from 120 to 150, or 25 %`; `by 25 %, from 120 to 150`; `150, up 25 % from 120`."""
    first, second, third = three.first, three.second, three.third
    before, between, after = three.before, three.between, three.after
    if _is_rate(third) and _FROM.search(before) and _TO.search(between) and _THEN.search(after):
        is_yearly = _EACH_YEAR.search(three.rest) or _AVERAGE.search(after)
        return None if is_yearly else _changed(first, second, third)
    if _is_rate(first) and _BY.search(before) and _BACK_TO_FROM.search(between) and _TO.search(after):
        is_yearly = _EACH_YEAR.search(three.text[first.end : first.end + _REACH]) or _AVERAGE.search(
            before[-30:] + between
        )
        return None if is_yearly else _changed(second, third, first)
    if second.is_percent and first.is_count and third.is_count and _UP.search(between) and _ON.search(after):
        return _changed(third, first, second)
    return None


def _part_of(three: _Three) -> Stated | None:
    """`12 of 34, or 35.3 %`; `of the 340 firms, 214 answered (62.9 %)`; `35.3 % (12 of 34)`; `12 (35.3 %) of 34`."""
    first, second, third = three.first, three.second, three.third
    kinds = tuple("%" if figure.is_percent else "#" if figure.is_count else "" for figure in (first, second, third))
    between, after = three.between, three.after
    if kinds == ("#", "#", "%"):
        if _OUT_OF.search(between) and _SO.search(after):
            return _part(first, second, third)
        is_of_first = _OF_THE.search(three.before) and any(w.search(after) for w in (_STRAIGHT_BRACKET, _RATE, _SO))
        return _part(second, first, third) if is_of_first or _ANSWERED.search(after) else None
    if kinds == ("%", "#", "#") and _BRACKET.search(between) and _OUT_OF.search(after):
        return _part(second, third, first)
    if kinds == ("#", "%", "#") and _STRAIGHT_BRACKET.search(between) and _OF_AFTER.search(after):
        return _part(first, third, second)
    if kinds == ("#", "%", "#") and _MAKES.search(between) and _OF_THOSE.fullmatch(after):
        return _part(first, third, second)
    return None


def _is_rate(figure: Told) -> bool:
    return figure.is_percent or figure.is_points


def _without_years(words: str) -> str:
    return re.sub(r"\s*\(?\b(?:in|by|at the end of|since|between|during)?\s*(?:1[5-9]|20)\d\d\b\)?", "", words)


def _changed(before: Told, after: Told, stated: Told) -> Stated | None:
    if not before.value or (before.unit and after.unit and before.unit != after.unit):
        return None
    told = f"from {before.text} to {after.text}"
    points = abs(after.value - before.value)
    widths = after.bounds - before.bounds
    absolute = Bounds(*sorted((abs(widths.low), abs(widths.high))))
    if stated.is_points:
        return Stated(stated, (before, after), points, absolute, told) if after.is_percent else None
    ratio = after.bounds.per(_alike(before, after))
    if ratio is None:
        return None
    value = abs((after.value / _value_alike(before, after) - 1) * 100)
    change = ratio - exactly(Decimal(100))
    bounds = Bounds(*sorted((abs(change.low), abs(change.high))))
    if after.is_percent and _meets(stated, absolute):
        value, bounds = points, absolute
    return Stated(stated, (before, after), value, bounds, told)


def _value_alike(before: Told, after: Told) -> Decimal:
    """The first figure by the second one's scale where only that is given: `from 12.1 to 16.2 billion`."""
    if after.is_scaled and not before.is_scaled and before.value < 1000 <= after.value:
        shown = Decimal(re.sub(r"[^\d.]", "", after.text.split()[0]) or "1") or Decimal(1)
        return before.value * after.value / shown
    return before.value


def _alike(before: Told, after: Told) -> Bounds:
    factor = _value_alike(before, after) / before.value
    return Bounds(before.bounds.low * factor, before.bounds.high * factor)


def _part(part: Told, whole: Told, stated: Told) -> Stated | None:
    if part.value > whole.value or whole.value < 2 or part.unit != whole.unit:
        return None
    bounds = part.bounds.per(whole.bounds)
    told = f"{part.text} of {whole.text}"
    return None if bounds is None else Stated(stated, (part, whole), part.value * 100 / whole.value, bounds, told)


def _meets(stated: Told, bounds: Bounds) -> bool:
    return bounds.meets(_allowed(stated))


def _allowed(stated: Told) -> Bounds:
    """What the stated percentage allows: its rounding, and more where it says `about`."""
    if not stated.is_about:
        return stated.bounds
    width = max(_ABOUT_POINTS, _ABOUT_SHARE * stated.value)
    return Bounds(stated.value - width, stated.value + width)


def _finding(found: Stated, offset: int, whole: str) -> Finding:
    span = _with_bracket(whole, Span(offset + found.span.start, offset + found.span.end))
    step = found.stated.step
    value = to_step(found.value, step)
    if value == found.stated.value:
        value = to_step(found.value, step / 10)
    sign = " percentage points" if found.stated.is_points else " %"
    result = f"{number(value)}{sign}"
    is_exactly = to_step(found.value, step) == found.stated.value or found.stated.is_about
    if _meets(found.stated, found.bounds) and (is_exactly or not found.figures[0].is_percent):
        return Finding(
            "percentage_mismatch", "ok", span, f"The text says {found.stated.text}, and {found.told} is that."
        )
    near = Bounds(found.stated.value - step, found.stated.value + step)
    verdict = found.bounds.meets(near) or (found.stated.is_about and abs(found.value - found.stated.value) < 5)
    text = f"The text says {found.stated.text}, but {found.told} is {result}."
    return Finding(
        "percentage_mismatch", "doubt" if verdict else "problem", span, text, (), (f"{found.told}: {result}",)
    )


def _multiples(text: str, figures: Sequence[Told], offset: int) -> Iterator[Finding]:
    """`doubled from 20 to 35`, which is no doubling."""
    figures = [figure for figure in figures if not figure.is_year]
    for first, second in pairwise(figures):
        match = right_before(_TIMES, text, first.start, _REACH)
        if not match:
            continue
        between = _without_years(text[first.end : second.start])
        if (
            not right_before(_FROM, text, first.start)
            or not _TO.search(between)
            or (first.unit and first.unit != second.unit)
        ):
            continue
        if len(between) > _LONGEST_GAP or not first.value or not second.value:
            continue
        word = match["times"].lower()
        ratio = second.value / _value_alike(first, second)
        factor = Decimal(_FACTORS[word]) if word in _FACTORS else Decimal("0.5")
        span = Span(offset + match.start("times"), offset + second.end)
        told = f"from {first.text} to {second.text} is {number(to_step(ratio, Decimal('0.01')))} times as much"
        off = abs(ratio / factor - 1)
        if off <= Decimal("0.12") or (match["how"] and off <= Decimal("0.25")):
            yield Finding("percentage_mismatch", "ok", span, f"The text says “{word}”, and {told}.")
        elif not (match["how"] or "").lower().startswith(("more", "over")) or ratio < factor:
            yield Finding("percentage_mismatch", "problem", span, f"The text says “{word}”, but {told}.")


def _with_bracket(text: str, span: Span) -> Span:
    """The span up to the bracket right behind it that closes one in it."""
    words = span.of(text)
    closes = words.count("(") > words.count(")") and text[span.end : span.end + 1] == ")"
    return Span(span.start, span.end + closes)
