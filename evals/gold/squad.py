"""SQuAD (Rajpurkar et al. 2018) and XQuAD (Artetxe et al. 2020): questions on paragraphs, with the answers' places."""

from __future__ import annotations

import json
import lzma
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Span
from evals.errors import MaterialError

LANGUAGES = ("en", "de", "es", "ru", "tr")
"""Those of XQuAD that the gold folder holds, the paragraphs' own first."""


@dataclass(frozen=True)
class ParagraphQuestion:
    """A question on a paragraph; `answers` are runs of its text, none where it doesn't say."""

    id: str
    text: str
    answers: tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the article called `title`, and the questions on it; `id` counts them from 0001."""

    id: str
    title: str
    text: str
    questions: tuple[ParagraphQuestion, ...]


def squad2(benchmarks: Path) -> tuple[Paragraph, ...]:
    """The paragraphs of the SQuAD 2 half, in its order; raises MaterialError."""
    path = benchmarks / "squad2" / "dev-v2.0.json.xz"
    try:
        return _paragraphs(json.loads(lzma.decompress(path.read_bytes())))
    except (OSError, lzma.LZMAError, ValueError, KeyError) as error:
        raise MaterialError(f"{path} can't be read as a part of SQuAD 2: {error}") from error


HELD_ARTICLES = 4
"""Every fourth article of the SQuAD 2 half, by name, is held back: the ranker learns from the others."""


def held_back(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Those of the articles that nothing is learnt from: what is reported is measured on these alone."""
    kept = set(sorted({one.title for one in paragraphs})[::HELD_ARTICLES])
    return tuple(one for one in paragraphs if one.title in kept)


def xquad(benchmarks: Path) -> dict[str, tuple[Paragraph, ...]]:
    """XQuAD's paragraphs in each language, in one order; raises MaterialError."""
    path = benchmarks / "xquad" / "xquad.tar.xz"
    try:
        with tarfile.open(path) as archive:
            return {language: _paragraphs(_member(archive, f"xquad.{language}.json")) for language in LANGUAGES}
    except (OSError, tarfile.TarError, ValueError, KeyError) as error:
        raise MaterialError(f"{path} can't be read as XQuAD: {error}") from error


def _member(archive: tarfile.TarFile, name: str) -> Any:
    found = next((one for one in archive.getmembers() if Path(one.name).name == name), None)
    stream = archive.extractfile(found) if found else None
    if stream is None:
        raise KeyError(name)
    with stream:
        return json.loads(stream.read())


def _paragraphs(record: Any) -> tuple[Paragraph, ...]:
    pairs = [(str(article["title"]), one) for article in record["data"] for one in article["paragraphs"]]
    return tuple(
        Paragraph(f"{number:04}", title, one["context"], tuple(_question(asked) for asked in one["qas"]))
        for number, (title, one) in enumerate(pairs, 1)
    )


def _question(record: Any) -> ParagraphQuestion:
    spans = {
        Span(answer["answer_start"], answer["answer_start"] + len(answer["text"]))
        for answer in record["answers"]
        if not record.get("is_impossible")
    }
    return ParagraphQuestion(str(record["id"]), str(record["question"]), tuple(sorted(spans)))
