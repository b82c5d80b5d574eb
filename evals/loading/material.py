"""What the load suite adds and asks: abstracts and questions, made by resampling sentences of other documents."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from evals.errors import MaterialError
from service.words.content import content_words

SHORTEST, LONGEST = 40, 400
"""Characters of a sentence that is used."""

SENTENCES = 9
"""Of an abstract, about as many as those of journals have."""

TEMPLATES = (
    "What is known about {}?",
    "What do the studies say of {}?",
    "Is there evidence on {}?",
    "How is {} explained?",
    "Which findings concern {}?",
)


@dataclass(frozen=True)
class Material:
    """Sentences that abstracts and questions are made of."""

    sentences: tuple[str, ...]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Material:
        """The sentences of these documents, each once; raises MaterialError where there are hardly any."""
        texts = (" ".join(span.of(document.text).split()) for document in documents for span in document.sentences)
        found = tuple(dict.fromkeys(text for text in texts if SHORTEST <= len(text) <= LONGEST))
        if len(found) < 2 * SENTENCES:
            raise MaterialError(f"only {len(found)} sentences are long enough: name documents with more text")
        return cls(found)

    def abstract(self, number: int) -> str:
        """Abstract `number`: the same each time, and unlike every other."""
        chance = random.Random(f"abstract {number}")
        chosen = chance.sample(self.sentences, SENTENCES)
        # A word of its own in each sentence, so that no two abstracts share one.
        marked = [re.sub(r"([.!?])$", rf" in sample {number}-{place}\1", text) for place, text in enumerate(chosen)]
        words = content_words(" ".join(chosen[:2]))
        title = " ".join(words[:6]).capitalize() or "Untitled"
        return f"# {title}, part {number}\n\n## Abstract\n\n{' '.join(marked)}\n"

    def question(self, number: int) -> str:
        """Question `number`: about a few words that stand beside each other in some sentence."""
        chance = random.Random(f"question {number}")
        words = chance.choice(self.sentences).rstrip(".!?").split()
        length = min(len(words), chance.randint(4, 8))
        begin = chance.randint(0, len(words) - length)
        return chance.choice(TEMPLATES).format(" ".join(words[begin : begin + length]).strip(",;:()“”"))


def write_abstracts(material: Material, folder: Path, count: int) -> tuple[Path, ...]:
    """`count` abstracts as files in a new folder."""
    folder.mkdir()
    paths = []
    for number in range(count):
        path = folder / f"abstract-{number:04}.md"
        path.write_text(material.abstract(number), encoding="utf-8")
        paths.append(path)
    return tuple(paths)
