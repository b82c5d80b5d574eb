"""Asking: from a question to quotations, or to a plain "not found"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Protocol

from corpus.document import Span
from indexer.catalogue import Holding
from indexer.errors import DocumentUnknown, RecordDamaged
from indexer.library import Library
from indexer.retrieval import Hit, Query, Retriever
from service.ask import wording
from service.ask.abstention import NO_EVIDENCE, Calibration, Evidence, WordStatistics, evidence_for
from service.ask.answer import Answer, Question
from service.ask.bare_rows import without_bare_rows
from service.ask.breadth import extent_of
from service.ask.choosing import choose, quotes
from service.ask.disputing import disputed_quotes
from service.ask.evaluated import both_sides, leaning, on_its_side, tells_of_none, with_its_noun
from service.ask.figures import figure_passages, no_such_figure
from service.ask.hearing import heard, put_to_each, words_put
from service.ask.lacking import lacking
from service.ask.literal import is_literal
from service.ask.marking import Sought
from service.ask.named import either, unquoted
from service.ask.others_rows import OthersRows, others_rows
from service.ask.own_facts import only_recorded, own_passages, record_notices, unless_said, untold
from service.ask.own_words import not_their_own, own_first
from service.ask.part import Part, nothing_in
from service.ask.performing import on_the_subject, performed, performing_notices, raised, unperformed
from service.ask.placed import placed
from service.ask.ranking import ranked
from service.ask.reading_notices import damage_notices, reading_notices, unread_reason
from service.ask.rereading import Rereader
from service.ask.scope import EVERYTHING, Scope
from service.ask.tabled import NOTHING, Tabled, led_by, tabled
from service.ask.understanding import Shelves, Understanding, understand
from service.ask.understanding.outside import OUTSIDE
from service.ask.unheard import unheard_words
from service.quotes.notice import Notice
from service.tables.computation import Disagreement
from service.tables.disagreeing import disagreements
from service.words.content import content_words

Tell = Callable[[Sequence[Hit]], None]
"""Is told what was found before it is known whether it answers, best first. It runs inside a view of the library."""


class Known(Protocol):
    """What is known already of the passages of a library."""

    def notices(self, chosen: Sequence[tuple[Holding, Span]], told: Sequence[Disagreement] = ()) -> tuple[Notice, ...]:
        """What a reader of these runs should know, but for the disagreements that are told anyway."""


class Asker:
    """Answers questions over one library."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        calibration: Calibration,
        rereader: Rereader | None = None,
        known: Known | None = None,
    ) -> None:
        self._library = library
        self._retriever = retriever
        self._calibration = calibration
        self._rereader = rereader or Rereader(library)
        self._known = known
        self._shelves = Shelves(library)

    def ask(self, question: Question, tell: Tell | None = None) -> Answer:
        """Quotations that answer, or the nearest passages offered as such; raises QuestionError.

        The same question over the same library gives an equal answer, whoever is told of it on the way. Documents whose
        record is damaged are left out, and named; raises RecordDamaged where the question is about such a one alone.
        """
        left_out: dict[str, str] = {}
        while True:
            try:
                answer = self._asked(question, tell, left_out)
            except RecordDamaged as damaged:
                if damaged.digest in left_out:
                    raise
                left_out[damaged.digest] = damaged.name
            else:
                return replace(answer, notices=(*answer.notices, *damage_notices(left_out.values())))

    def _asked(self, question: Question, tell: Tell | None, left_out: Collection[str]) -> Answer:
        # All of it in one view, so that the whole answer is of one version of the library.
        with self._library.view():
            understood = self.understand(question)
            part = self._part(question.filters, left_out)
            if understood.outside:
                told = f"{part.not_found}: {OUTSIDE[understood.outside]}, and not what a text says."
                return self._not_found(question, understood, (), NO_EVIDENCE, part, told)
            near = self._ranked(understood, replace(self._query(understood), among=part.ids))
            if tell is not None:
                tell(near)
            return self._looked_up(question, understood, near, part) or self._searched(question, understood, near, part)

    def _looked_up(
        self, question: Question, understood: Understanding, near: Sequence[Hit], part: Part
    ) -> Answer | None:
        """The answer where the question points to it, or where it is known without ranking that there is none."""
        pointed = own_passages(understood, part) or figure_passages(understood, part) or performed(understood, part)
        own = [Hit(held, 1.0, 1.0, 0.0) for held in pointed]
        if own:
            return self._found(question, understood, own, own, self.evidence(understood, near, part), part)
        fact = untold(understood, part) or no_such_figure(understood, part)
        if not fact and (act := unperformed(understood, part)):
            fact = f"{part.not_found}: {act}."
        if understood.unread_language or fact:
            # Near to what is asked of a work that isn't held is only what is told of others.
            near = () if understood.only_cited or understood.holdings else near
            return self._not_found(question, understood, near, self.evidence(understood, near, part), part, fact)
        if words := unheard_words(understood, part):
            return self._not_found(question, understood, (), NO_EVIDENCE, part, _unheard(words, part))
        return None

    def _searched(self, question: Question, understood: Understanding, near: Sequence[Hit], part: Part) -> Answer:
        """The answer that the best of the ranked passages give, read again, or that none does."""
        hits = self._read_again(understood, near)
        if understood.evaluation and not hits:
            told = _of_no_side(understood.evaluation.noun, part) if tells_of_none(understood, near) else ""
            return self._not_found(question, understood, near, self.evidence(understood, near, part), part, told)
        near = hits
        others = others_rows(understood, hits, part)
        voices = self._voices(understood, part)
        spoken = [hit for voice in voices for hit in voice]
        evidence = self.evidence(understood, others.without([*hits, *spoken]), part)
        table = tabled(understood, hits, part)
        if table.untrue:
            told = f"{part.not_found}: {table.untrue}."
            return self._not_found(question, understood, table.hits, evidence, part, told)
        hits = others.without(hits)
        if not table.hits and not (hits and self._calibration.answers_it(evidence)):
            return self._not_found(question, understood, near, evidence, part, _of_others(others, evidence, part, near))
        if not table.hits and (lack := lacking(understood, hits)):
            return self._not_found(question, understood, near, evidence, part, f"{part.not_found}: {lack}.")
        within = (replace(side, among=part.ids) for side in self._sides(understood))
        found = [others.without(self._ranked(understood, side)) for side in within if not table.computations]
        found = [others.without(voice) for voice in voices] or found or list(both_sides(understood, hits))
        extent = extent_of(understood)
        hits = others.without(sorted(spoken, key=lambda hit: -hit.score)) or hits
        chosen = led_by(table, choose(hits, found, extent=extent, read=self._library.document), extent.most)
        if not table.hits and others.lead(near) and not others.are_made_up_for(chosen):
            return self._not_found(question, understood, near, evidence, part, _of_others(others, evidence, part, near))
        return self._found(question, understood, chosen, hits, evidence, part, table)

    def understand(self, question: Question) -> Understanding:
        """What the question means over this library; raises QuestionError."""
        return understand(question, self._shelves)

    def rank(self, question: Understanding) -> tuple[Hit, ...]:
        """The passages for a question, best first, before it is decided whether they answer."""
        return self._read_again(question, self._ranked(question, self._query(question)))

    def rank_sides(self, question: Understanding) -> tuple[tuple[Hit, ...], ...]:
        """The passages for each side of a comparison; nothing where it is none."""
        return tuple(self._ranked(question, side) for side in self._sides(question))

    def _read_again(self, question: Understanding, near: Sequence[Hit]) -> tuple[Hit, ...]:
        """The hits that are on the side which the question asks for, if it does, the best of them read once more."""
        return self._rereader.reread(question.searched, on_its_side(question, near, self._library.document))

    def _ranked(self, question: Understanding, query: Query) -> tuple[Hit, ...]:
        found = _of_kinds(question, self._retriever.search(query))
        suited = placed(question, ranked(question, without_bare_rows(question, found)))
        return leaning(question, raised(question, suited))

    def _voices(self, question: Understanding, part: Part) -> tuple[tuple[Hit, ...], ...]:
        """The passages of each document that is to be heard, best first."""
        wanted = heard(question)
        meant = [holding for holding in part.holdings() if holding.digest in wanted] if wanted else []
        if len(meant) < len(wanted) or not meant:
            return ()
        asks = put_to_each(question, meant)
        query = self._retriever.query(asks, words_put(asks))
        alone = (replace(query, among=self._library.passage_ids_in([holding.digest])) for holding in meant)
        spoken = (on_its_side(question, self._ranked(question, one), self._library.document) for one in alone)
        read_again = [self._rereader.reread(asks, hits) for hits in spoken]
        return own_first(question, read_again, self._library.document)

    def _part(self, scope: Scope, left_out: Collection[str] = frozenset()) -> Part:
        # Reading every record again takes a long time in a large library; the shelves keep them while nothing changes.
        return Part(
            self._library, scope, lambda: tuple(profile.holding for profile in self._shelves.profiles()), left_out
        )

    def _query(self, question: Understanding) -> Query:
        also = question.evaluation.words if question.evaluation else ()
        return self._retriever.query(question.searched, (*question.words, *also))

    def _sides(self, question: Understanding) -> tuple[Query, ...]:
        return tuple(self._retriever.query(side, content_words(side)) for side in question.sides)

    def evidence(self, question: Understanding, hits: Sequence[Hit], part: Part | None = None) -> Evidence:
        """What speaks for an answer among these hits, which were found in `part` of the library, else in all of it."""
        part = part or self._part(EVERYTHING)
        frequency = part.document_frequency(question.words)
        statistics = WordStatistics({word: frequency.get(word, 0) for word in question.words}, part.size())
        dating = self._dating(question)
        unmet = [word for word in question.exact if word not in dating and not frequency.get(word.lower())]
        unheard = [word for word in unmet if not part.mentions(word)]
        missing = dict.fromkeys([*unheard, *self._undated(question, hits, dating), *question.unknown_works])
        found = evidence_for(question, hits, statistics, tuple(missing))
        # Whoever asks what a work concludes asks for a sentence that does so, and not for one with that word.
        literal = found.literal and not (question.act and question.act.alone)
        if question.evaluation:
            literal = is_literal(question, with_its_noun(question, hits))
        return replace(found, literal=literal or on_the_subject(question, hits))

    def confidence(self, question: Understanding, hits: Sequence[Hit]) -> float:
        """How sure it is that these passages answer, from 0 to 1; from its threshold upwards it answers."""
        return self._calibration.probability(self.evidence(question, hits))

    def _dating(self, question: Understanding) -> frozenset[str]:
        """The years of the documents that are plainly named: such a year says which is meant."""
        named = frozenset(question.named_digests)
        profiles = self._shelves.profiles() if named else ()
        return frozenset(str(profile.year) for profile in profiles if profile.holding.digest in named)

    def _undated(self, question: Understanding, hits: Sequence[Hit], dating: Collection[str]) -> list[str]:
        """The years of the question that no passage speaks of; one that only dates a cited work says nothing."""
        told = {*(str(work.year) for work in question.cited), *dating}
        found = [hit.held.id for hit in hits]
        years = [year for year in map(str, question.years) if year not in told]
        return [year for year in years if not self._library.standing_in(year, found)]

    def _found(
        self,
        question: Question,
        understood: Understanding,
        chosen: Sequence[Hit],
        hits: Sequence[Hit],
        evidence: Evidence,
        part: Part,
        table: Tabled = NOTHING,
    ) -> Answer:
        read = self._library.document
        shown = quotes(chosen, read, hits, _sought(understood), lists=extent_of(understood).lists)
        quoted = [(hit.held.document, hit.held.passage.span) for hit in chosen]
        read_of = {hit.held.document.digest: read(hit.held.document) for hit in chosen}
        unsaid = () if understood.fields else unquoted(understood, shown, tuple(read_of.values()), evidence.missing)
        disputes = disagreements(quoted, hits, read, understood.words, table.cells)
        shown = (*shown, *disputed_quotes(disputes, shown, self._holding, read))
        return Answer(
            id=question.id,
            question=question.text,
            abstained=False,
            reason="",
            answer=wording.worded(shown, table.computations),
            quotes=shown,
            notices=(
                *reading_notices(understood),
                *part.notices(),
                *_missing_words(evidence, part, table),
                *unsaid,
                *not_their_own(understood, shown),
                *performing_notices(understood, [hit.held for hit in chosen]),
                *record_notices(understood, part),
                *table.notices,
                *wording.notices(shown, disputes),
                *(self._known.notices(quoted, disputes) if self._known else ()),
            ),
            computations=table.computations,
            disagreements=disputes,
        )

    def _holding(self, digest: str) -> Holding:
        holding = self._library.holding_with(digest)
        if holding is None:
            raise DocumentUnknown(f"the document {digest[:12]} was removed in the meantime: ask again")
        return holding

    def _not_found(
        self,
        question: Question,
        understood: Understanding,
        hits: Sequence[Hit],
        evidence: Evidence,
        part: Part,
        fact: str = "",
    ) -> Answer:
        nearest = quotes(choose(hits, read=self._library.document), self._library.document, hits, _sought(understood))
        recorded = record_notices(understood, part)
        reason = f"{part.not_found}."
        if not self._library.size():
            reason = "This library is empty: put documents in with `pincite add PATH`."
        elif not part.holdings():
            reason = nothing_in(part)
        elif understood.unread_language:
            reason = unread_reason(understood)
        elif fact:
            reason = fact
        elif understood.unknown_works:
            reason = f"Not found in this library: it neither holds nor cites {either(understood.unknown_works)}."
        elif evidence.missing:
            reason = f"{part.not_found}: no passage mentions {either(evidence.missing)}."
        elif told := only_recorded(recorded):
            reason = told
        return Answer(
            id=question.id,
            question=question.text,
            abstained=True,
            reason=reason,
            answer=reason,
            nearest=nearest,
            notices=(*reading_notices(understood), *unless_said(recorded, reason)),
        )


def _of_kinds(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits that are of a kind that may answer: front matter and references only where they are asked for."""
    return tuple(hit for hit in hits if hit.held.passage.kind in question.kinds)


def _sought(question: Understanding) -> Sought:
    return Sought(question.words, question.expected, numbers=question.wants_number)


def _missing_words(evidence: Evidence, part: Part, table: Tabled) -> tuple[Notice, ...]:
    # A bound on figures is seldom one of them, and is told of with what was worked out.
    missing = [word for word in evidence.missing if not any(word in done.expression for done in table.computations)]
    if not missing:
        return ()
    of = "of this library" if part.is_whole else "that was searched"
    return (Notice("not_mentioned", f"No passage {of} mentions {either(missing)}."),)


def _unheard(words: Sequence[str], part: Part) -> str:
    return f"{part.not_found}: no passage has the word {either(words)}."


def _of_no_side(noun: str, part: Part) -> str:
    return f"{part.not_found}: none of the passages found on this tells of any {noun}."


def _of_others(others: OthersRows, evidence: Evidence, part: Part, near: Sequence[Hit]) -> str:
    """That only rows of other things or years were found; nothing where there is more to be said of the words.

    Nothing either where a row isn't what is nearest: then no table was asked for.
    """
    if evidence.missing or not others.lead(near):
        return ""
    return f"{part.not_found}: no row of the tables found is of {others.told}."
