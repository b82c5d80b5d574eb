"""Files made to break a reader: cut off, bent, lying about what they are, or far larger than they look."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from service import bootstrap

_MANY_PAGES = 10_000
_BOMB_BYTES = 1_000_000_000
_DEEP = 20_000
_BITS_FLIPPED = 8
BOMBS = frozenset({"bomb.pdf", "bomb of text.pdf", "forms in forms.pdf"})
"""Small files that unfold to more than can be held: to be stopped for that is a right end for them."""


def hostile_files(folder: Path) -> tuple[Path, ...]:
    """Write them into `folder`, which is made; sorted by name."""
    folder.mkdir(parents=True)
    sample = sorted(bootstrap.samples().glob("*.pdf"))[0].read_bytes()
    for name, content in _contents(sample):
        (folder / name).write_bytes(content)
    (folder / "folder.pdf").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.pdf")
    (folder / "nowhere.pdf").symlink_to(folder / "no such file")
    (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
    locked = folder / "locked.pdf"
    locked.write_bytes(sample)
    locked.chmod(0)
    return tuple(sorted(folder.iterdir()))


def _contents(sample: bytes) -> Iterator[tuple[str, bytes]]:
    for tenth in range(1, 10):
        yield f"cut at {10 * tenth:03} %.pdf", sample[: len(sample) * tenth // 10]
    for turn in range(_BITS_FLIPPED):
        yield f"bits flipped {turn}.pdf", _flipped(sample, turn)
    yield "empty.pdf", b""
    yield "white.pdf", b" \n" * 500
    yield "a text.pdf", b"These are only words, and not a PDF.\n" * 20
    yield "a PDF.txt", sample
    yield "an image.pdf", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
    yield "zeros.pdf", bytes(100_000)
    yield "header only.pdf", b"%PDF-1.7\n%%EOF\n"
    yield "two in one.pdf", sample + sample
    yield "junk before.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + sample
    yield "junk after.pdf", sample + bytes(range(256)) * 40
    yield "line ends changed.pdf", sample.replace(b"\n", b"\r\n")
    yield "as UTF-8.pdf", sample.decode("latin-1").encode()
    yield "[odd] 'name' \"with\" $(signs) & ünïcode \u202e.pdf", sample
    yield "line\nbreak.pdf", sample
    yield f"{'long' * 60}.pdf", sample
    for name, made in _MADE.items():
        yield f"{name}.pdf", made()


def _flipped(sample: bytes, turn: int) -> bytes:
    """Every so many bytes, one bit the other way round: more of them each turn."""
    data = bytearray(sample)
    step = len(data) // (4 * 4**turn) or 1
    for place in range(step // 2 + turn, len(data), step):
        data[place] ^= 1 << (place + turn) % 8
    return bytes(data)


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF with these objects, numbered from 1; the first is its catalogue."""
    body, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return bytes(body + head + table + tail)


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_WORDS = b"BT /F 12 Tf 72 700 Td (Coal made the harbour rich, and the town grew with it.) Tj ET"


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def _one_page(content: bytes, page: bytes = b"", catalogue: bytes = b"", *more: bytes) -> bytes:
    """A page with this content stream; `more` objects are numbered from 6."""
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> %b >>" % page,
            content,
            _FONT,
            *more,
        ]
    )


def _many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + k) for k in range(_MANY_PAGES))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    )
    pages = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (_MANY_PAGES, kids)
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, _stream(_WORDS), _FONT, *[page] * _MANY_PAGES])


def _bomb() -> bytes:
    packer = zlib.compressobj(9)
    million = b" " * 1_000_000
    packed = b"".join(packer.compress(million) for _ in range(_BOMB_BYTES // len(million)))
    return _one_page(_stream(packed + packer.flush(), b"/Filter /FlateDecode"))


def _bomb_of_text() -> bytes:
    """Many more letters than a file of its size should hold."""
    return _one_page(_stream(zlib.compress(_WORDS * 1_000_000, 9), b"/Filter /FlateDecode"))


def _deep_page_tree() -> bytes:
    inner = [b"<< /Type /Pages /Count 1 /Parent %d 0 R /Kids [%d 0 R] >>" % (k + 1, k + 3) for k in range(1, _DEEP)]
    page = b"<< /Type /Page /MediaBox [0 0 612 792] >>"
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", *inner, page])


def _page_tree_in_a_ring() -> bytes:
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"])


def _form_in_itself() -> bytes:
    form = _stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    return _one_page(_stream(_WORDS + b" /X Do"), b"", b"", form)


def _forms_in_forms() -> bytes:
    """Each form draws the next one ten times: a billion drawings in a few lines."""
    forms = [
        _stream(
            b"/Y Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Y %d 0 R >> >>" % (7 + k),
        )
        for k in range(9)
    ]
    last = _stream(_WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 5 0 R >> >>")
    return _one_page(_stream(_WORDS + b" /X Do"), b"", b"", *forms, last)


def _deep_arrays() -> bytes:
    return _one_page(_stream(_WORDS), b"/Odd " + b"[" * _DEEP + b"]" * _DEEP)


def _length_in_a_ring() -> bytes:
    return _one_page(b"<< /Length 4 0 R >>\nstream\n%b\nendstream" % _WORDS)


def _script() -> bytes:
    run = b"/OpenAction << /S /JavaScript /JS (while \\(true\\) { app.alert\\('x'\\); }) >>"
    return _one_page(_stream(_WORDS), b"", run)


def _embedded() -> bytes:
    names = b"/Names << /EmbeddedFiles << /Names [(run.exe) 7 0 R] >> >>"
    file = b"<< /Type /Filespec /F (run.exe) /EF << /F 6 0 R >> >>"
    return _one_page(_stream(_WORDS), b"", names, _stream(b"MZ not a program", b"/Type /EmbeddedFile"), file)


def _huge_page() -> bytes:
    return _one_page(_stream(_WORDS)).replace(b"[0 0 612 792]", b"[0 0 1e9 1e9]")


def _no_area() -> bytes:
    return _one_page(_stream(_WORDS)).replace(b"[0 0 612 792]", b"[0 0 0 0]")


def _huge_type() -> bytes:
    return _one_page(_stream(_WORDS.replace(b"12 Tf", b"9" * 20 + b" Tf")))


_MADE: dict[str, Callable[[], bytes]] = {
    "ten thousand pages": _many_pages,
    "bomb": _bomb,
    "bomb of text": _bomb_of_text,
    "deep page tree": _deep_page_tree,
    "page tree in a ring": _page_tree_in_a_ring,
    "form in itself": _form_in_itself,
    "forms in forms": _forms_in_forms,
    "deep arrays": _deep_arrays,
    "length in a ring": _length_in_a_ring,
    "script": _script,
    "embedded file": _embedded,
    "huge page": _huge_page,
    "page without area": _no_area,
    "huge type": _huge_type,
}
