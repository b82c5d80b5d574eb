"""Examples that the ranker learns from: a question, the sentences that answer it, and those that seem to."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.structure.sentences import sentences
from evals.calibrating import logistic
from evals.errors import MaterialError
from evals.gold import scifact, squad
from indexer.encoder import Encoder, unit_rows
from indexer.pair_model import Read

HERE = Path(__file__).parent
QUESTIONS, CLAIMS = HERE / "questions", HERE / "claims"
SEEMING = 14
"""How many of the sentences nearest to a question that don't answer it are learnt from."""


@dataclass(frozen=True)
class Example:
    """A question with what answers it, and what is near and doesn't, the nearest first.

    `odds` are the log-odds of an answer by nearness alone, where questions were written so that this gives it away:
    the model is trained on top of them, and used without (a product of experts, Clark et al. 2019).
    """

    question: str
    right: tuple[Read, ...]
    others: tuple[Read, ...]
    odds: float = 0.0


@dataclass(frozen=True)
class Shelf:
    """Sentences that are searched together, each by its text and its number there, and their vectors."""

    reads: tuple[Read, ...]
    places: Mapping[tuple[str, int], int]
    vectors: NDArray[np.float32]

    @classmethod
    def of(cls, texts: Mapping[str, Sequence[Read]], encoder: Encoder) -> Shelf:
        """The sentences of these texts, each encoded alone and under its title."""
        reads = [read for text in texts.values() for read in text]
        keys = [(name, number) for name, text in texts.items() for number in range(len(text))]
        alone = encoder.encode([read.sentence for read in reads])
        within = encoder.encode([f"{read.context.split('. ')[0]}. {read.sentence}" for read in reads])
        return cls(tuple(reads), {key: place for place, key in enumerate(keys)}, unit_rows(alone + within))


def paragraph_examples(benchmarks: Path, *, held: bool = False) -> tuple[Example, ...]:
    """The questions of the SQuAD 2 half and of XQuAD, each on its paragraph; of articles held back, or the others."""
    half = squad.squad2(benchmarks)
    back = squad.held_back(half)
    if held:
        paragraphs = back
    else:
        titles = {one.title for one in back}
        paragraphs = tuple(one for one in (*half, *squad.xquad(benchmarks)["en"]) if one.title not in titles)
    return tuple(example for one in paragraphs for example in _of_paragraph(one))


def _of_paragraph(paragraph: squad.Paragraph) -> Iterator[Example]:
    spans = _spans(paragraph.text)
    reads = _reads(paragraph.title.replace("_", " "), paragraph.text, spans)
    for asked in paragraph.questions:
        right = {_holding(spans, answer.start) for answer in asked.answers}
        others = tuple(read for number, read in enumerate(reads) if number not in right)
        yield Example(asked.text, tuple(reads[number] for number in sorted(right)), others)


def written_examples(benchmarks: Path, shelves: Sequence[int], encoder: Encoder) -> tuple[Example, ...]:
    """The questions and claims that were written for the project over these shelves, shelf by shelf."""
    texts = public_texts(benchmarks)
    return tuple(example for shelf in shelves for example in _of_shelf(shelf, texts, encoder))


def _of_shelf(number: int, texts: Mapping[str, tuple[str, str]], encoder: Encoder) -> Iterator[Example]:
    questions = [record for record in _records("written", "held_back") if record["shelf"] == number]
    paragraphs = list(dict.fromkeys(record["of"] for record in questions))
    stated = [record for record in _claims() if record["of"] in set(paragraphs)]
    shelf = _shelf(paragraphs, texts, encoder)
    for key, records in (("question", questions), ("claim", stated)):
        asked = [(record[key], _right(shelf, record, texts[record["of"]][1])) for record in records]
        yield from with_odds(shelf, asked, encoder)


def with_odds(shelf: Shelf, asked: Sequence[tuple[str, list[int]]], encoder: Encoder) -> Iterator[Example]:
    """What is asked of a shelf, each with the places of the sentences that answer it."""
    if not asked:
        return
    nearness = encoder.encode([text for text, _ in asked]) @ shelf.vectors.T
    best = nearness.max(axis=1, keepdims=True).astype(np.float64)
    answered = np.array([bool(right) for _, right in asked], dtype=np.float64)
    weights, bias = np.zeros(1), 0.0
    if 0 < answered.sum() < len(answered):
        # The sign is what is to be found out: it is given both ways, and one of the two fits come out flat.
        fits = [logistic(best, answered, [sign]) for sign in (1, -1)]
        weights, bias = max(fits, key=lambda fit: abs(float(fit[0][0])))
    for (text, right), near, most in zip(asked, nearness, best, strict=True):
        order = [int(i) for i in np.argsort(-near, kind="stable") if int(i) not in right][:SEEMING]
        yield Example(
            text,
            tuple(shelf.reads[i] for i in right),
            tuple(shelf.reads[i] for i in order),
            float(most @ weights) + bias,
        )


def _shelf(paragraphs: Sequence[str], texts: Mapping[str, tuple[str, str]], encoder: Encoder) -> Shelf:
    found: dict[str, tuple[Read, ...]] = {}
    for name in paragraphs:
        if name not in texts:
            raise MaterialError(f"{name} is not among the public texts")
        found[name] = _reads(*texts[name], _spans(texts[name][1]))
    return Shelf.of(found, encoder)


def _right(shelf: Shelf, record: Mapping[str, Any], text: str) -> list[int]:
    marked = [tuple(span) for span in record["evidence"]]
    found = [n for n, span in enumerate(_spans(text)) if any(span[0] < m[1] and m[0] < span[1] for m in marked)]
    return [shelf.places[record["of"], number] for number in found]


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in sentences(text))


def _reads(title: str, text: str, spans: Sequence[tuple[int, int]]) -> tuple[Read, ...]:
    """Each sentence with the title and the sentences beside it, as the product gives them to the model."""
    cut = partial(_cut, text, spans)
    return tuple(
        Read(cut(number), f"{title}. {cut(number - 1)} {cut(number + 1)}".strip()) for number in range(len(spans))
    )


def _cut(text: str, spans: Sequence[tuple[int, int]], number: int) -> str:
    return text[slice(*spans[number])] if 0 <= number < len(spans) else ""


def _holding(spans: Sequence[tuple[int, int]], offset: int) -> int:
    return next((n for n, (start, end) in enumerate(spans) if start <= offset < end), len(spans) - 1)


def _records(*names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        for line in (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _claims() -> Iterator[dict[str, Any]]:
    for path in sorted(CLAIMS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield record | {"evidence": record.get("evidence", [])}


def public_texts(benchmarks: Path) -> dict[str, tuple[str, str]]:
    """Title and text of every paragraph that questions and claims are written over."""
    found = {
        f"scifact/{one.id}": (one.title, " ".join(sentence.strip() for sentence in one.sentences))
        for one in scifact.abstracts(benchmarks)
    }
    for name, paragraphs in (("squad2", squad.squad2(benchmarks)), ("xquad", squad.xquad(benchmarks)["en"])):
        counts: dict[str, int] = defaultdict(int)
        for one in paragraphs:
            found[f"{name}/{one.title}/{counts[one.title]}"] = (one.title.replace("_", " "), one.text)
            counts[one.title] += 1
    return found
