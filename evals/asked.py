"""What is asked: the cases of a run, and the documents that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.cases import SPLITS, Anchor, Case, Part, checked_sources, grounding_cases, literature_cases, load_cases
from evals.errors import MaterialError
from service import bootstrap


@dataclass(frozen=True)
class Asked:
    """Cases of the split called `split`, and the files that hold their documents."""

    cases: tuple[Case, ...]
    sources: tuple[Path, ...]
    split: str


def asked(
    split: str,
    cases: Path | None = None,
    sources: Sequence[Path] | None = None,
    texts: Path | None = None,
    pdfs: Path | None = None,
) -> Asked:
    """The cases of a split (or "all"): those over the samples, or with `texts` those over the texts in that folder.

    With `pdfs`, the PDFs of these texts, by the same names, stand in their place. Raises CaseError or MaterialError.
    """
    splits = SPLITS if split == "all" else (split,)
    if texts is None:
        chosen = tuple(sources or [bootstrap.samples()])
        return Asked(load_cases(cases or grounding_cases(), splits), chosen, split)
    path = cases or literature_cases()
    files = checked_sources(path, texts)
    loaded = load_cases(path, splits)
    if pdfs is None:
        return Asked(loaded, files, split)
    printed = {file.name: _pdf(pdfs, file) for file in files}
    return Asked(in_print(loaded, text_of(files), printed), tuple(printed.values()), split)


def text_of(files: Sequence[Path]) -> dict[str, str]:
    """Each file's text by its name, as offsets count it."""
    return {file.name: file.read_bytes().decode("utf-8") for file in files}


def in_print(cases: Sequence[Case], texts: Mapping[str, str], printed: Mapping[str, Path]) -> tuple[Case, ...]:
    """The cases with their places in other files (`printed`, by the text's name), to be found by their letters."""

    def moved(anchor: Anchor) -> Anchor:
        words = anchor.text if anchor.span is None else anchor.span.of(texts[anchor.doc])
        return Anchor(printed[anchor.doc].name, words, letters_only=True)

    return tuple(
        replace(case, parts=tuple(Part(tuple(map(moved, part.anchors))) for part in case.parts)) for case in cases
    )


def _pdf(folder: Path, text: Path) -> Path:
    found = folder / f"{text.stem}.pdf"
    if not found.is_file():
        raise MaterialError(f"{found} is not there: the PDF of each text needs the text's name")
    return found
