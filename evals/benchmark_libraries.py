"""Libraries of public gold data: their texts as files, taken in by the product's own way like anyone's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.errors import MaterialError
from evals.gold.scifact import Abstract
from evals.gold.squad import Paragraph
from evals.libraries import filled_library
from indexer.library import Library
from service.settings import Settings


@contextmanager
def library_of(
    settings: Settings, name: str, texts: Mapping[str, str], folder: Path | None = None
) -> Iterator[Library]:
    """A library of these texts by file name; kept under `folder` by its `name` where one is given.

    Raises MaterialError.
    """
    with TemporaryDirectory(prefix="pincite-evals-") as temporary:
        place = (folder or Path(temporary)) / name
        files = place / "files"
        try:
            files.mkdir(parents=True, exist_ok=True)
            for file, text in texts.items():
                (files / file).write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise MaterialError(f"{files} can't be written: {error.strerror}") from error
        with filled_library(settings, [files], place / "library") as library:
            yield library


def abstract_file(abstract: Abstract) -> tuple[str, str]:
    """The name and the content of the file that holds an abstract under its title."""
    return f"{abstract.id}.md", f"# {abstract.title}\n\n{' '.join(abstract.sentences)}\n"


def paragraph_file(paragraph: Paragraph) -> tuple[str, str]:
    """The name and the content of the file that holds a paragraph under its article's title."""
    return f"{paragraph.id}.md", f"{paragraph_head(paragraph)}{paragraph.text}\n"


def paragraph_head(paragraph: Paragraph) -> str:
    """What stands in the file before the paragraph."""
    return f"# {paragraph.title.replace('_', ' ')}\n\n"
