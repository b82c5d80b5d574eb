"""Paragraphs: each alone a library, asked the questions on it; used by retrieval and by abstention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.document import Span
from evals.bare_rankers import BareVectors, BareWords, Scorer, Scores, best
from evals.benchmark_libraries import paragraph_file, paragraph_head
from evals.gold.squad import Paragraph, ParagraphQuestion
from evals.libraries import RememberingEncoder
from evals.product.asking import Product
from evals.wording import coverage
from indexer.library import Library
from indexer.passages import passages
from service import bootstrap
from service.ask.answer import Question
from service.errors import QuestionError
from service.settings import Settings


@dataclass(frozen=True)
class Judgement:
    """What one ranker makes of a question: how sure it is of an answer, and whether its first sentence has it."""

    sure: float
    right_first: bool


@dataclass(frozen=True)
class ParagraphRun:
    """A question put to the product with one paragraph for its library, and to bare rankers over its sentences.

    `abstained` is the product's decision, `sure` its confidence.
    """

    question: ParagraphQuestion
    sure: float
    abstained: bool
    right_first: bool
    bare: Mapping[str, Judgement]

    @property
    def answerable(self) -> bool:
        """Whether the paragraph answers it."""
        return bool(self.question.answers)


def asked_paragraphs(settings: Settings, paragraphs: Sequence[Paragraph]) -> Iterator[ParagraphRun]:
    """Every question on every paragraph, in order."""
    encoder = RememberingEncoder(bootstrap.encoder(settings))
    read = bootstrap.read_function(settings)
    with TemporaryDirectory(prefix="pincite-evals-") as temporary:
        documents = []
        for paragraph in paragraphs:
            name, text = paragraph_file(paragraph)
            path = Path(temporary) / name
            path.write_text(text, encoding="utf-8", newline="")
            documents.append((path, read(path)))
        found = [passage for _, document in documents for passage in passages(document)]
        encoder.remember([*(passage.reading for passage in found), *(passage.embedded for passage in found)])
        for paragraph, (path, document) in zip(paragraphs, documents, strict=True):
            with Library(Path(temporary) / f"library-{paragraph.id}", encoder, create=True) as library:
                library.put(document, path, document.digest)
                yield from _asked(paragraph, library)


def _asked(paragraph: Paragraph, library: Library) -> Iterator[ParagraphRun]:
    product = Product(library)
    document = library.document(library.holdings()[0])
    sentences = document.sentences
    texts = [span.of(document.text) for span in sentences]
    bare: dict[str, Scorer] = {"BM25": BareWords(texts), "cosine": BareVectors(library.encoder, texts)}
    shift = len(paragraph_head(paragraph))
    for asked in paragraph.questions:
        wanted = [Span(answer.start + shift, answer.end + shift) for answer in asked.answers]
        judged = {name: _bare(ranker.scores(asked.text), sentences, wanted) for name, ranker in bare.items()}
        judged["word coverage"] = Judgement(coverage(asked.text, texts), judged["BM25"].right_first)
        question = Question(asked.text)
        try:
            hits = product.ranking(question)
            sure, abstained = product.confidence(question, hits), product.answer(question).abstained
        except QuestionError:
            yield ParagraphRun(asked, 0.0, True, False, judged)
            continue
        right = bool(hits) and _has(hits[0].held.passage.span, wanted)
        yield ParagraphRun(asked, sure, abstained, right, judged)


def _bare(scores: Scores, sentences: Sequence[Span], wanted: Sequence[Span]) -> Judgement:
    first = best(scores, 1)
    if not first:
        return Judgement(0.0, False)
    return Judgement(float(scores[first[0]]), _has(sentences[first[0]], wanted))


def _has(span: Span, wanted: Sequence[Span]) -> bool:
    return any(span.overlaps(answer) for answer in wanted)
