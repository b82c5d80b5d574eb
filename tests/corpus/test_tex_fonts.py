from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.pdf import read_pdf
from corpus.reading.tex_fonts import OT1, T1, encoding_of


def bitmap_pdf(strings: list[bytes]) -> bytes:
    """A PDF whose only font is a Type 3 one that names its glyphs by number, as TeX's bitmap fonts do."""
    used = sorted(set(b"".join(strings)) - {32})
    shapes = "".join(f"/a{code} 5 0 R " for code in used)
    names = " ".join(f"{code} /a{code}" for code in used)
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -20 60 80] /FontMatrix [0.01 0 0 0.01 0 0]"
        f" /CharProcs << {shapes}>> /Encoding << /Type /Encoding /Differences [{names}] >> /FirstChar 0 /LastChar 255"
        f" /Widths [{' '.join(['50'] * 256)}] /Resources << >> >>"
    )
    drawn = b""
    for line, string in enumerate(strings):
        words = b" -300 ".join(b"<" + part.hex().encode() + b">" for part in string.split(b" "))
        drawn += b"BT /F 11 Tf 1 0 0 1 72 %d Tm [%s] TJ ET\n" % (700 - 14 * line, words)
    shape = b"50 0 0 0 50 70 d1 5 0 40 70 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 6 0 R"
        b" /Resources << /Font << /F 4 0 R >> >> >>",
        font.encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shape), shape),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [b"speci\x1cc bene\x1cts of e\x1borts", b"in G\xaa\xf3wna"],
            "specific benefits of efforts",
        ),
        ([b"speci\x0cc bene\x0cts of e\x0borts", b"and so on"], "specific benefits of efforts"),
    ],
)
def test_ligatures_of_bitmap_fonts_are_letters(lines: list[bytes], expected: str, tmp_path: Path) -> None:
    path = tmp_path / "bitmap.pdf"
    path.write_bytes(bitmap_pdf(lines))
    text = read_pdf(path).text
    assert expected in text
    assert ("Główna" in text) == (b"\xaa" in lines[1])


def test_the_encoding_is_told_by_its_ligatures() -> None:
    assert encoding_of(b"plain text") == {}
    assert encoding_of(b"a\x1cb") is T1
    assert encoding_of(b"a\x0cb") is OT1
    assert chr(T1[0xAA]) == "ł"
    assert chr(T1[0xBA]) == "ž"
