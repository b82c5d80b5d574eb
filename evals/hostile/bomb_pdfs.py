"""PDFs that are far more than they look like, or that run in a circle."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from evals.suites.hostile_files import pdf_of

_WORDS = b"BT /F 12 Tf 72 700 Td (Coal made the harbour rich, and the town grew with it.) Tj ET"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %b >> >>"
)


def bomb_pdfs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Their names, and what makes their bytes."""
    yield "flate in flate.pdf", lambda: _page(_flate_in_flate())
    yield (
        "million pages declared.pdf",
        lambda: pdf_of([_catalogue(), _pages(b"/Count 1000000"), _page_of(), _words(), _FONT]),
    )
    yield (
        "pages that are their own parents.pdf",
        lambda: pdf_of([_catalogue(), b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
    )
    yield "cycle of three.pdf", lambda: _cycle()
    yield "huge media box.pdf", lambda: _page(_words()).replace(b"[0 0 612 792]", b"[-1e30 -1e30 1e30 1e30]")
    yield "scan of 30000 by 30000.pdf", lambda: _scan(30_000, 30_000)
    yield "scan of no bytes.pdf", lambda: _scan(30_000, 30_000, b"")
    yield "scripts and launches.pdf", lambda: _acting()
    yield "embedded files.pdf", lambda: _embedding()
    yield "outline of 100000.pdf", lambda: _outline(100_000)
    yield "outline in chapters of 20000.pdf", lambda: _outline_in_chapters(20_000)
    yield (
        "outline in a ring.pdf",
        lambda: _page(_words(), b"/Outlines 6 0 R", b"<< /First 6 0 R /Next 6 0 R /Title (x) >>"),
    )
    yield "labels in a ring.pdf", lambda: _page(_words(), b"/PageLabels 6 0 R", b"<< /Kids [6 0 R 6 0 R] >>")
    yield "labels of 1000000000.pdf", lambda: _page(_words(), b"/PageLabels << /Nums [0 << /S /r /St 1000000000 >>] >>")
    yield (
        "labels in letters of 1000000000.pdf",
        lambda: _page(_words(), b"/PageLabels << /Nums [0 << /S /a /St 1000000000 >>] >>"),
    )
    yield "metadata of 150 MB.pdf", lambda: _metadata()
    yield (
        "entities in metadata.pdf",
        lambda: _page(_words(), b"/Metadata 6 0 R", _stream(_laughs(), b"/Type /Metadata")),
    )
    yield "object streams in a ring.pdf", lambda: _object_streams()
    yield "cross references in a ring.pdf", lambda: _cross_references()
    yield "deep dictionaries.pdf", lambda: _page(_words(), b"/Odd " + b"<< /A " * 50_000 + b"1" + b">>" * 50_000)
    yield "million annotations.pdf", lambda: _annotated()
    yield "million fonts switched.pdf", lambda: _page(_packed(b"/F 12 Tf " * 1_000_000 + _WORDS))
    yield "million rules.pdf", lambda: _page(_packed(b"0 0 m 9 9 l S " * 1_000_000 + _WORDS))
    yield "million states saved.pdf", lambda: _page(_packed(b"q " * 1_000_000 + _WORDS))


def _laughs() -> bytes:
    names = [b'<!ENTITY a0 "ha">']
    names += [b'<!ENTITY a%d "%b">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)]
    return b"<?xml version='1.0'?><!DOCTYPE x [%b]><x>&a9;</x>" % b"".join(names)


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def _packed(content: bytes) -> bytes:
    return _stream(zlib.compress(content, 9), b"/Filter /FlateDecode")


def _words() -> bytes:
    return _stream(_WORDS)


def _catalogue(more: bytes = b"") -> bytes:
    return b"<< /Type /Catalog /Pages 2 0 R %b >>" % more


def _pages(count: bytes = b"/Count 1") -> bytes:
    return b"<< /Type /Pages /Kids [3 0 R] %b >>" % count


def _page_of(resources: bytes = b"") -> bytes:
    return _PAGE % resources


def _page(content: bytes, catalogue: bytes = b"", *more: bytes) -> bytes:
    """One page with this content; `more` objects are numbered from 6."""
    return pdf_of([_catalogue(catalogue), _pages(), _page_of(), content, _FONT, *more])


def _flate_in_flate() -> bytes:
    content = b" " * 100_000_000
    for _ in range(3):
        content = zlib.compress(content, 9)
    return _stream(content, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def _cycle() -> bytes:
    inner = [b"<< /Type /Pages /Count 5 /Kids [%d 0 R] >>" % kid for kid in (3, 4, 2)]
    return pdf_of([_catalogue(), *inner])


def _scan(width: int, height: int, data: bytes | None = None) -> bytes:
    """A page that is one image; packed, a white one of this size is a few kilobytes."""
    shown = zlib.compress(bytes(width * height // 8), 9) if data is None else data
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray"
    image = _stream(shown, entries % (width, height) + b" /Filter /FlateDecode")
    drawn = _stream(b"q 612 0 0 792 0 0 cm /X Do Q")
    return pdf_of([_catalogue(), _pages(), _page_of(b"/XObject << /X 6 0 R >>"), drawn, _FONT, image])


def _acting() -> bytes:
    launch = b"<< /S /Launch /F (/bin/sh) /Next << /S /URI /URI (http://example.org/) >> >>"
    script = b"<< /S /JavaScript /JS (while\\(true\\){app.launchURL\\('http://example.org/'\\)}) >>"
    opened = b"/OpenAction %b /AA << /WC %b >> /Names << /JavaScript << /Names [(x) %b] >> >>" % (
        launch,
        script,
        script,
    )
    return _page(_words(), opened).replace(b"/Type /Page ", b"/Type /Page /AA << /O %b >> " % script, 1)


def _embedding() -> bytes:
    names = b" ".join(b"(../../file%d.exe) 7 0 R" % n for n in range(1000))
    file = b"<< /Type /Filespec /F (../../file.exe) /EF << /F 6 0 R >> >>"
    catalogue = b"/Names << /EmbeddedFiles << /Names [%b] >> >>" % names
    return _page(_words(), catalogue, _packed(b"MZ" * 50_000_000), file)


def _outline(entries: int) -> bytes:
    items = [
        b"<< /Title (Part %d) /Parent 6 0 R /Next %d 0 R /Dest [3 0 R /Fit] >>" % (n, 8 + n) for n in range(entries)
    ]
    return _page(_words(), b"/Outlines 6 0 R", b"<< /First 7 0 R /Count %d >>" % entries, *items)


def _outline_in_chapters(entries: int) -> bytes:
    """An outline as word processors write it: each entry knows its neighbours, and every other one lies in the last."""
    items = []
    for n in range(entries):
        place = b"/Title (On coal %d) /Dest [3 0 R /XYZ 72 700 0]" % n
        if n % 2:
            items.append(b"<< %b /Parent %d 0 R >>" % (place, 6 + n))
        else:
            inner = b"/First %d 0 R /Last %d 0 R /Count 1" % (8 + n, 8 + n)
            before = b"/Prev %d 0 R" % (5 + n) if n else b""
            after = b"/Next %d 0 R" % (9 + n) if n + 2 < entries else b""
            items.append(b"<< %b /Parent 6 0 R %b %b %b >>" % (place, inner, before, after))
    root = b"<< /Type /Outlines /First 7 0 R /Last %d 0 R /Count %d >>" % (5 + entries, entries)
    return _page(_words(), b"/Outlines 6 0 R", root, *items)


def _metadata() -> bytes:
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b"<a>" + b" " * 150_000_000 + b"</a></x:xmpmeta>"
    entries = b"/Type /Metadata /Subtype /XML /Filter /FlateDecode"
    return _page(_words(), b"/Metadata 6 0 R", _stream(zlib.compress(packet, 9), entries))


def _object_streams() -> bytes:
    """Two streams of objects, each of which says that it is in the other."""
    body = bytearray(b"%PDF-1.7\n")
    place = len(body)
    table = bytes([1, 0, 0, 255]) + b"".join(bytes([2, 0, other, 0]) for other in (2, 1, 2, 1))
    entries = b"/Type /XRef /Size 5 /W [1 2 1] /Root 1 0 R"
    body += b"5 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (_stream(table, entries), place)
    return bytes(body)


def _cross_references() -> bytes:
    """Tables of which each says that the one before it is itself."""
    whole = _page(_words())
    place = whole.rindex(b"startxref\n") + len(b"startxref\n")
    start = int(whole[place:].split()[0])
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def _annotated() -> bytes:
    notes = b"7 0 R " * 1_000_000
    page = _page_of().replace(b"/Type /Page ", b"/Type /Page /Annots 6 0 R ", 1)
    note = b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >>"
    return pdf_of([_catalogue(), _pages(), page, _words(), _FONT, b"[%b]" % notes, note])
