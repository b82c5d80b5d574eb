"""What tests of table checks build upon: a document of one paragraph and tables, and what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from corpus.document import Document
from service.checks.tables.checking import check_tables
from service.findings.finding import Finding


@dataclass(frozen=True)
class Checked:
    """A document with all that the table checks say of it."""

    document: Document
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """The type of each fault and the words that it is about."""
        return [(f.type, self.words(f)) for f in self.findings if f.verdict != "ok"]

    @property
    def types(self) -> list[str]:
        """The types of the faults, in their order."""
        return [type for type, _ in self.faults]

    @property
    def messages(self) -> str:
        """What is said of the faults."""
        return "\n".join(f.message for f in self.findings if f.verdict != "ok")

    def in_order(self, type: str) -> list[str]:
        """The words of each place that was checked for such a fault and is in order."""
        return [self.words(f) for f in self.findings if f.verdict == "ok" and f.type == type]

    def words(self, finding: Finding) -> str:
        """The words that a finding is about, its white space made single."""
        return " ".join(finding.span.of(self.document.text).replace("|", " ").split())


Check = Callable[[str], Checked]


@pytest.fixture
def check(text_document: Callable[..., Document]) -> Check:
    """Reads a Markdown text and checks its tables."""

    def made(text: str) -> Checked:
        document = text_document(f"# Ships of the coast\n\n{text.strip()}\n\nThis is where the text ends.\n")
        return Checked(document, tuple(check_tables(document)))

    return made


def table(caption: str, *rows: str) -> str:
    """A captioned Markdown table of rows written as `a | b | c`, the first of them its heads."""
    heads, *others = rows
    line = "|---" * (heads.count("|") + 1) + "|"
    return "\n".join([caption, "", f"| {heads} |", line, *(f"| {row} |" for row in others), ""])
