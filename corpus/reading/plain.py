"""Plain text: bytes to characters, kept one by one, so that offsets hold in the file."""

from __future__ import annotations

import codecs
import re
import unicodedata

from corpus.document import Page, Span
from corpus.errors import FileUnsupported
from corpus.reading.reading import Reading

# The mark of UTF-32 begins with that of UTF-16, so it comes first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"
_SUPERSCRIPT = re.compile(r"<sup>([^<\n]{0,200})</sup>|\^\{([^{}\n]{0,200})\}|\^(\[\d[^\]^\n]{0,200}\])", re.I)
_JUNK_SHARE = 0.05
_HEAD = 65536
_REPLACEMENT = "\ufffd"
_HIGH_RUN = re.compile(rb"[\xc0-\xff]{3,}")
_HIGH = re.compile(rb"[\xc0-\xff]")


def read_plain(data: bytes, name: str) -> Reading:
    """A text file as it stands; form feeds part its pages.

    Raises FileUnsupported where the bytes are no text.
    """
    text, notices = decode(data, name)
    return Reading(text=text, pages=form_feed_pages(text), superscripts=superscripts(text), notices=notices)


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The characters of a text file, and a notice where its encoding had to be guessed.

    UTF-16 and UTF-32 by their mark, else UTF-8 (whose mark stays, as the first character), else
    the Windows code page that fits best. Raises FileUnsupported where the bytes are no text.
    """
    text, notices = _characters(data)
    head = text[:_HEAD]
    junk = sum(1 for c in head if c == _REPLACEMENT or (unicodedata.category(c) == "Cc" and c not in _SPACES))
    if junk > _JUNK_SHARE * len(head):
        raise FileUnsupported(f"{name} is neither text nor a document that can be read: it holds binary data")
    return text, tuple(f"{name} {notice}" for notice in notices)


def form_feed_pages(text: str) -> tuple[Page, ...]:
    """Pages as form feeds part them, each with the feed that ends it; none where there is no form feed."""
    if "\f" not in text:
        return ()
    ends = [index + 1 for index, character in enumerate(text) if character == "\f"]
    if text[ends[-1] :].strip():
        ends.append(len(text))
    else:
        ends[-1] = len(text)
    starts = [0, *ends[:-1]]
    return tuple(
        Page(number, (Span(start, end),)) for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def superscripts(text: str) -> tuple[Span, ...]:
    """What stands raised in a text: `<sup>3</sup>`, `^{3}` and `^[3]`, without their marks."""
    found = (match.span(match.lastindex or 0) for match in _SUPERSCRIPT.finditer(text))
    return tuple(Span(start, end) for start, end in found if end > start)


def _characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guessed(data)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    text = data.decode("utf-8", errors="replace")
    damaged = text.count(_REPLACEMENT)
    # What decodes as UTF-8 sequences nearly everywhere is UTF-8 with a few bad bytes.
    sequences = sum(1 for character in text if not character.isascii()) - damaged
    if sequences > damaged:
        return text, (f"is UTF-8 with damaged characters, shown as {_REPLACEMENT}",)
    page = _code_page(data)
    return data.decode(page, errors="replace"), (f"is not UTF-8: it was read as {page}",)


def _code_page(data: bytes) -> str:
    """The Windows code page: Cyrillic words are runs of high bytes, Latin words hold them singly."""
    high = len(_HIGH.findall(data))
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(data))
    if in_runs > 0.5 * high:
        return "koi8-r" if _capitals(data, "koi8-r") < _capitals(data, "cp1251") else "cp1251"
    turkish = sum(data.count(byte) for byte in (b"\xfd", b"\xfe", b"\xf0", b"\xdd"))
    return "cp1254" if turkish > 0.2 * high else "cp1252"


def _capitals(data: bytes, encoding: str) -> int:
    return sum(character.isupper() for character in data.decode(encoding, errors="replace"))
