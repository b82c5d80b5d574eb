"""What a question means: everything that was understood of it, in one value that can be shown."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.catalogue import HeldPassage
from indexer.passages import Kind
from service.ask.understanding.acts import AskedAct
from service.ask.understanding.cited_works import CitedWork
from service.ask.understanding.evaluation import Evaluation
from service.ask.understanding.expectations import Expected, Form, Operation
from service.ask.understanding.holdings_asked import AskedHoldings
from service.ask.understanding.outside import Outside
from service.ask.understanding.spelling import Correction
from service.ask.understanding.targets import NO_TARGETS, Targets
from service.ask.understanding.works import NamedDocument

ORDINARY: tuple[Kind, ...] = ("sentence", "row")


@dataclass(frozen=True)
class Understanding:
    """A question as it is searched: `text` for meaning, `words` for wording (each once, in order).

    `exact` are the words that a right passage must have literally, being names or numbers. `sides` holds two
    such questions when it asks for a comparison. `wants_number` tells whether a figure or a year is asked for.

    `asked` is what was typed; `earlier` the question before it that completed it, if it leant on one. `expected` is
    the kind of thing that would answer, `operation` what is to be worked out from figures. `documents` are those of
    the library that it names (surest first), `cited` the works cited in them that it names, `unknown_works` those
    that the library has never heard of, `credited` the people whom it credits with saying something,
    `listed` the entries of reference lists that are asked about themselves. `only_cited` names the work, cited and
    not held, of which `fields` are asked, if they are. `fields` are
    the facts about a document itself that are asked for (CSL-JSON's names, and `reference-count` and the like),
    `of_each` whether they are asked of whatever is held; `holdings` says which documents are asked for as such,
    `absent` who is asked for as cited by documents whose lists have no such author.
    `kinds` are the kinds of passage that may answer. `act` is what a work is asked to have done with its words,
    `evaluation` the side that is asked for, `outside` what it is where no text can answer it. `unread_language` is the
    question's language where the encoder can't read it.
    """

    text: str
    words: tuple[str, ...]
    exact: tuple[str, ...]
    sides: tuple[str, ...] = ()
    wants_number: bool = False
    asked: str = ""
    earlier: str = ""
    form: Form = "question"
    expected: Expected = "text"
    operation: Operation | None = None
    negated: bool = False
    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    documents: tuple[NamedDocument, ...] = ()
    cited: tuple[CitedWork, ...] = ()
    unknown_works: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    listed: tuple[HeldPassage, ...] = ()
    only_cited: str = ""
    targets: Targets = NO_TARGETS
    fields: tuple[str, ...] = ()
    of_each: bool = False
    holdings: AskedHoldings | None = None
    absent: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ORDINARY
    act: AskedAct | None = None
    evaluation: Evaluation | None = None
    outside: Outside | None = None
    corrections: tuple[Correction, ...] = ()
    language: str = "en"
    unread_language: str = ""
    encoder: str = ""

    @property
    def searched(self) -> str:
        """The text by whose meaning passages are looked for."""
        return self.evaluation.text if self.evaluation else self.text

    @property
    def put_right(self) -> str:
        """What was typed, its misspellings put right."""
        text = self.asked
        for correction in self.corrections:
            text = text.replace(correction.typed, correction.meant)
        return text

    @property
    def named_digests(self) -> tuple[str, ...]:
        """The digests of the documents that are plainly named; where none is, nothing."""
        return tuple(document.digest for document in self.documents if document.is_plain)

    @property
    def asks_for_several(self) -> bool:
        """Whether a single statement hardly answers it: a list, or a comparison."""
        return self.expected == "list" or bool(self.sides)
