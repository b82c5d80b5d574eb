"""Forms: the kinds of files that a conversation can be exported as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from indexer.catalogue import Holding
from service.errors import ReportError
from service.export.conversation import Conversation
from service.export.styles import Style
from service.naming import file_name

Write = Callable[[Conversation, Mapping[str, Holding], Style], bytes]
"""Writes a conversation; the documents are given by their ids."""

_NOT_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
LONGEST_STEM = 80
"""Characters of a title in a file's name."""


@dataclass(frozen=True)
class Form:
    """A kind of file: what it is called, the ending of its name, its media type, and what writes it."""

    key: str
    title: str
    suffix: str
    media_type: str
    write: Write
    is_styled: bool = True
    """Whether the citation style makes a difference."""

    def file_name(self, title: str) -> str:
        """A name for the file, safe on every system, that tells the conversation's title."""
        flat = " ".join(title.translate(_NOT_IN_NAMES).split())
        words = " ".join("".join(filter(str.isprintable, flat)).split())
        short = words if len(words) <= LONGEST_STEM else words[:LONGEST_STEM].rpartition(" ")[0] or words[:LONGEST_STEM]
        stem = short.strip(". ").lstrip("-. ")
        if stem.partition(".")[0].strip().lower() in _DEVICES:
            stem = f"{stem} conversation".strip() if stem else ""
        return file_name(f"{stem or 'conversation'}{self.suffix}")


# What writes a form is imported when it is first used: some of it takes long to load.


def _markdown(conversation: Conversation, held: Mapping[str, Holding], style: Style) -> bytes:
    from service.export.account import account
    from service.export.markdown import markdown

    return markdown(account(conversation, held, style)).encode()


def _html(conversation: Conversation, held: Mapping[str, Holding], style: Style) -> bytes:
    from service.export.account import account
    from service.export.page import page

    return page(account(conversation, held, style)).encode()


def _docx(conversation: Conversation, held: Mapping[str, Holding], style: Style) -> bytes:
    from service.export.account import account
    from service.export.docx_file import docx_file

    return docx_file(account(conversation, held, style))


def _bibtex(conversation: Conversation, held: Mapping[str, Holding], style: Style) -> bytes:
    from service.export.references import bibtex

    return bibtex(conversation, held).encode()


def _ris(conversation: Conversation, held: Mapping[str, Holding], style: Style) -> bytes:
    from service.export.references import ris

    return ris(conversation, held).encode()


def _csl_json(conversation: Conversation, held: Mapping[str, Holding], style: Style) -> bytes:
    from service.export.references import csl_json

    return csl_json(conversation, held).encode()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ALL = (
    Form("markdown", "Markdown", ".md", "text/markdown; charset=utf-8", _markdown),
    Form("docx", "Word", ".docx", _WORD, _docx),
    Form("html", "Web page", ".html", "text/html; charset=utf-8", _html),
    Form("bibtex", "BibTeX", ".bib", "application/x-bibtex; charset=utf-8", _bibtex, is_styled=False),
    Form("ris", "RIS", ".ris", "application/x-research-info-systems; charset=utf-8", _ris, is_styled=False),
    Form("csl-json", "CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", _csl_json, is_styled=False),
)

FORMS: Mapping[str, Form] = MappingProxyType({form.key: form for form in _ALL})
"""The forms by their keys."""


def form_of(path: Path) -> Form:
    """The form that the file's name ends in; raises ReportError for an ending that tells none."""
    found = [form for form in FORMS.values() if form.suffix == path.suffix.lower()]
    if not found:
        endings = ", ".join(form.suffix for form in FORMS.values())
        raise ReportError(f"{path} tells no form to save in: let its name end in one of {endings}")
    return found[0]
