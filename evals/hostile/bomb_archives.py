"""Word documents that unfold to far more than they look like, or that lead out of themselves."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_KIND}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_WORDS = "<w:p><w:r><w:t>Coal made the harbour rich, and the town grew with it.</w:t></w:r></w:p>"
_MEBIBYTE = 2**20


def bomb_archives() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Their names, and what makes their bytes."""
    yield (
        "half a gigabyte of spaces.docx",
        lambda: _docx(_document(_WORDS), {"word/styles.xml": b" " * 500 * _MEBIBYTE}),
    )
    yield "a document of 15 MB.docx", lambda: _docx(_document(_WORDS * 200_000))
    yield "10000 footnotes.docx", lambda: _noted(10_000)
    yield "a size that lies.docx", lambda: _lying(_docx(_document(_WORDS * 100_000)))
    yield "zip in zip.docx", lambda: _nested(6)
    yield "overlapping parts.docx", lambda: _overlapping(2_000)
    yield "100000 parts.docx", lambda: _docx(_document(_WORDS), {f"word/media/{n}.png": b"" for n in range(100_000)})
    yield "laughs.docx", lambda: _docx(_laughing())
    yield "quadratic laughs.docx", lambda: _docx(_swelling())
    yield "external entity.docx", lambda: _docx(_with_outside())
    yield "deep elements.docx", lambda: _docx(_document("<w:sdt><w:sdtContent>" * 100_000))
    yield (
        "deep tables.docx",
        lambda: _docx(_document("<w:tbl><w:tr><w:tc>" * 20_000 + _WORDS + "</w:tc></w:tr></w:tbl>" * 20_000)),
    )
    yield "100000 cells.docx", lambda: _docx(_document(f"<w:tbl>{f'<w:tr>{_CELL * 100}</w:tr>' * 1_000}</w:tbl>"))
    yield "huge span.docx", lambda: _docx(_document(_spanning()))
    yield (
        "parts outside.docx",
        lambda: _docx(_document(_WORDS), {"../../outside.xml": b"<x/>", "/etc/outside.xml": b"<x/>"}),
    )
    yield "two documents of one name.docx", lambda: _twice()
    yield "picture from outside.docx", lambda: _docx(_document(_WORDS), {"word/_rels/document.xml.rels": _picture()})
    yield "endless comment.docx", lambda: _docx(_document(_WORDS), tail=b"PK\x05\x06" + b"\x00" * 16 + b"\xff\xff")


_CELL = "<w:tc><w:p/></w:tc>"


def _document(body: str) -> bytes:
    return f'<?xml version="1.0"?><w:document {_W}><w:body>{body}</w:body></w:document>'.encode()


def _docx(document: bytes, more: dict[str, bytes] | None = None, tail: bytes = b"") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, part in (more or {}).items():
            archive.writestr(name, part)
    return packed.getvalue() + tail


def _lying(data: bytes) -> bytes:
    """The same archive, whose lists say that the document is of 900 bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = struct.pack("<I", archive.getinfo("word/document.xml").file_size)
    return data.replace(size, struct.pack("<I", 900))


def _noted(notes: int) -> bytes:
    """A sentence with a note of its own, again and again."""
    marked = "".join(
        f'<w:p><w:r><w:t>It grew by {n}</w:t></w:r><w:r><w:footnoteReference w:id="{n}"/></w:r></w:p>'
        for n in range(1, notes + 1)
    )
    said = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>Bell, A. (2019). On regions {n}.</w:t></w:r></w:p></w:footnote>'
        for n in range(1, notes + 1)
    )
    part = f'<?xml version="1.0"?><w:footnotes {_W}>{said}</w:footnotes>'.encode()
    relation = f'<Relationship Id="r2" Type="{_KIND}/footnotes" Target="footnotes.xml"/></Relationships>'
    relations = _RELATIONS.replace("word/document.xml", "document.xml").replace("</Relationships>", relation)
    return _docx(_document(marked), {"word/footnotes.xml": part, "word/_rels/document.xml.rels": relations.encode()})


def _nested(depth: int) -> bytes:
    inner = b"0" * 100 * _MEBIBYTE
    for level in range(depth):
        inner = _docx(_document(_WORDS), {f"word/embeddings/{level}.docx": inner})
    return inner


def _overlapping(parts: int) -> bytes:
    """Many entries of the list that all lead to the same packed megabytes (after Fifield 2019)."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = _document(_WORDS * 10_000)
    kernel = packed.compress(content) + packed.flush()
    name = b"word/document.xml"
    check, sizes = zlib.crc32(content), (len(kernel), len(content))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, check, *sizes, len(name), 0) + name + kernel
    listed = b""
    for n in range(parts):
        called = name if n == 0 else b"word/d%07d.xml" % n
        fields = (20, 20, 0, 8, 0, 33, check, *sizes, len(called), 0, 0, 0, 0, 0, 0)
        listed += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, *fields) + called
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, parts, parts, len(listed), len(local), 0)
    return local + listed + end


def _laughing() -> bytes:
    names = '<!ENTITY a0 "ha ">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
    return f"<?xml version='1.0'?><!DOCTYPE x [{names}]><w:document {_W}><w:body>{body}</w:body></w:document>".encode()


def _swelling() -> bytes:
    """One long entity, named very often."""
    names = f'<!ENTITY a "{"ha " * 30_000}">'
    body = f"<w:p><w:r><w:t>{'&a;' * 30_000}</w:t></w:r></w:p>"
    return f"<?xml version='1.0'?><!DOCTYPE x [{names}]><w:document {_W}><w:body>{body}</w:body></w:document>".encode()


def _with_outside() -> bytes:
    names = '<!ENTITY a SYSTEM "file:///etc/passwd">'
    body = "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>" + _WORDS
    return f"<?xml version='1.0'?><!DOCTYPE x [{names}]><w:document {_W}><w:body>{body}</w:body></w:document>".encode()


def _spanning() -> str:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
    return f"<w:tbl>{f'<w:tr>{cell * 2}</w:tr>' * 50}</w:tbl>"


def _twice() -> bytes:
    second = "word/documens.xml"
    packed = io.BytesIO(_docx(_document(_WORDS)))
    other = io.BytesIO()
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(other, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, given.read(name))
        archive.writestr(second, _document(_WORDS.replace("Coal", "Iron")))
    # The writer of archives warns of a name that is there already: the second gets it afterwards.
    return other.getvalue().replace(second.encode(), b"word/document.xml")


def _picture() -> bytes:
    target = 'Target="http://example.org/x.png" TargetMode="External"'
    return _RELATIONS.replace('Target="word/document.xml"', target).replace('officeDocument"', 'image"').encode()
