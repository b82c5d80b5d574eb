"""In-text citations: where the text points to its reference list, and to which entries."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from corpus.bibliography.names import WORD
from corpus.document import Callout, Reference, Span, Standing
from corpus.structure.cited_work import LOCATOR, CitedWork, ReferenceIndex
from corpus.structure.keyed_callouts import keyed, keys_of
from corpus.structure.lines import Taken
from corpus.structure.named_callouts import Named, NamedSearch, short_names
from corpus.structure.note_citations import NoteCallouts
from corpus.structure.notes import Note
from corpus.structure.numbered_callouts import Numbered, Numberings, bracketed, raised, rounded

_SAME_WORDS = (
    r"ibid(?:em)?\.?|[Ii]d(?:em)?\.|там же|шу ерда|шу жойда|o[‘'’ʻ]sha (?:yerda|joyda)"
    r"|a\.\s?g\.\s?e\.|agy\.?|ebd\.|ebenda"
)
_IBID = re.compile(
    rf"[(\[](?:see\s)?(?:{_SAME_WORDS})(?:[.,:]?\s?(?P<place>{LOCATOR}|\d[\d–-]{{0,9}}))?[)\]]", re.IGNORECASE
)
_OP_CIT = re.compile(
    # The first letter by itself: so the engine skips all other characters at once.
    r"[OoLlУуЦцAa](?i:(?:(?<=o)p\.?\s?cit\.?|(?<=l)oc\.?\s?cit\.?|(?<=у)каз\.\s?соч\.|(?<=ц)ит\.\s?соч\."
    rf"|(?<=a)\.\s?g\.\s?[emt]\.)(?:,?\s(?P<place>{LOCATOR}))?[)\]]?)"
)
_NAME_BEFORE = re.compile(rf"[(\[]?(?P<name>{WORD})(?:\s(?:and|&|und|et|и|ve|va)\s{WORD}|\set al\.)?,?\s?[(\[]?$")
_FEW = 2
_REMEMBERED = 100
_NEAR = 80


def callouts(
    text: str,
    references: Sequence[Reference],
    superscripts: Sequence[Span] = (),
    excluded: Sequence[Span] = (),
    notes: Sequence[Note] = (),
) -> tuple[Callout, ...]:
    """Every in-text citation in `text`, sorted, with the numbers of the entries that it means.

    `superscripts` are the spans that the file sets raised, `notes` its foot- and endnotes; nothing is looked for in
    `excluded` (tables, headings of figures) nor in the entries themselves. A bracket that cites several works is one
    callout.
    """
    closed = [*excluded, *(reference.span for reference in references)]
    return _Search(text, references, closed).run(superscripts, notes)


class _Search:
    """One text searched for callouts: each form in turn, none where another already stands."""

    def __init__(self, text: str, references: Sequence[Reference], closed: Iterable[Span]) -> None:
        self.text = text
        self.references = references
        self.index = ReferenceIndex(references, short_names(text))
        self.numberings = Numberings(references)
        self.keys = keys_of(references)
        self.found: list[Callout] = []
        self.closed = sorted(closed)

    def run(self, superscripts: Sequence[Span], notes: Sequence[Note]) -> tuple[Callout, ...]:
        """All callouts. Raised and round numbers are looked for only where no other kind of callout is used."""
        named = NamedSearch(self.text, self.index, any(reference.label for reference in self.references))
        in_brackets = [self._of_name(found) for found in named.parenthetical()]
        in_sentences = [self._of_name(found) for found in named.narrative()]
        by_author = sum(1 for callout in (*in_brackets, *in_sentences) if callout.resolves_to)
        if self.keys:
            self._add(self._of_keys())
        elif self._is_numbered or by_author < _FEW:
            self._add(self._of_numbers(bracketed(self.text), "numeric"))
        self._add(in_brackets)
        self._add(in_sentences)
        self._add(self._of_name(found) for found in named.running())
        self._add(NoteCallouts(self.text, self.references).callouts(notes, superscripts))
        if not notes and not self.keys and self._resolved("numeric") < _FEW:
            self._add(c for c in self._of_numbers(raised(self.text, superscripts), "superscript") if not c.missing)
        if self._is_numbered and not self._resolved("numeric", "superscript", "author-year", "narrative", "note"):
            self._add(self._rounded())
        self._add(self._repeated())
        return tuple(sorted(self.found, key=lambda callout: callout.span))

    @property
    def _is_numbered(self) -> bool:
        return not self.keys and (not self.references or any(reference.label for reference in self.references))

    def _resolved(self, *kinds: str) -> int:
        return sum(1 for callout in self.found if callout.kind in kinds and callout.resolves_to)

    def _add(self, callouts: Iterable[Callout]) -> None:
        taken = Taken([*self.closed, *(callout.span for callout in self.found)])
        self.found.extend([callout for callout in callouts if not taken.meets(callout.span)])

    def _of_numbers(self, found: Iterable[Numbered], kind: str) -> Iterator[Callout]:
        for one in found:
            entries = {number: self.numberings.entries(number, one.span.start) for number in one.numbers}
            meant = tuple(dict.fromkeys(n for entry in entries.values() for n in entry))
            missing = tuple(str(number) for number, entry in entries.items() if not entry)
            yield self._callout(one.span, kind, meant, missing, False, one.places)

    def _of_keys(self) -> Iterator[Callout]:
        for one in keyed(self.text, self.keys):
            yield self._callout(one.span, "key", one.resolves_to, one.missing, False, one.places)

    def _of_name(self, one: Named) -> Callout:
        return self._callout(one.span, one.kind, one.resolves_to, one.missing, one.ambiguous, one.places)

    def _rounded(self) -> list[Callout]:
        """Numbers in round brackets, if they name a good part of the list, as equations and items do not."""
        found = [callout for callout in self._of_numbers(rounded(self.text), "numeric") if not callout.missing]
        named = {n for callout in found for n in callout.resolves_to}
        return found if len(named) >= max(4, len(self.references) // 2) else []

    def _repeated(self) -> Iterator[Callout]:
        """Ibid. and op. cit. in brackets: the work cited last, and the author's work cited last."""
        before = sorted(self.found, key=lambda callout: callout.span)
        ends = [callout.span.end for callout in before]
        for match in _IBID.finditer(self.text):
            last = next((c for c in _last(before, ends, match.start()) if c.resolves_to), None)
            meant = last.resolves_to[-1:] if last else ()
            yield self._repeat(Span(match.start(), match.end()), match["place"], meant)
        for match in _OP_CIT.finditer(self.text):
            if (earlier := self._earlier(match, before, ends)) is not None:
                yield earlier

    def _earlier(self, match: re.Match[str], before: Sequence[Callout], ends: Sequence[int]) -> Callout | None:
        """`Porter, op. cit., p. 5`: the work of that author that was cited last."""
        tail = self.text[max(0, match.start() - _NEAR) : match.start()]
        name = _NAME_BEFORE.search(tail)
        if name is None:
            return None
        listed = set(self.index.by_author(CitedWork((name["name"],), None, "", True, False)))
        last = next((c for c in _last(before, ends, match.start()) if listed & {*c.resolves_to}), None)
        meant = tuple(sorted(listed & {*last.resolves_to} if last else listed))
        return self._repeat(Span(match.start() - len(tail) + name.start(), match.end()), match["place"], meant)

    def _repeat(self, span: Span, place: str | None, meant: tuple[int, ...]) -> Callout:
        missing = () if meant else (span.of(self.text).strip("()[] "),)
        return self._callout(span, "repeated", meant, missing, len(meant) > 1, (place,) if place else ())

    def _callout(
        self,
        span: Span,
        kind: str,
        meant: tuple[int, ...],
        missing: tuple[str, ...],
        ambiguous: bool,
        places: Sequence[str],
    ) -> Callout:
        standing: Standing = "dangling" if missing or not meant else "ambiguous" if ambiguous else "resolved"
        return Callout(span, span.of(self.text), kind, meant, standing, missing, "; ".join(places) or None)


def _last(callouts: Sequence[Callout], ends: Sequence[int], at: int) -> list[Callout]:
    """The callouts that end before `at`, the nearest first, as far back as a reader remembers."""
    before = bisect_right(ends, at)
    return list(reversed(callouts[max(0, before - _REMEMBERED) : before]))
