from __future__ import annotations

from pathlib import Path

import pytest
import typst

from corpus.reading.pdf import read_pdf
from corpus.reading.pdfium import PdfiumFile

STEMS_OF_600 = 125  # PDFium reckons five times the stem
Font = tuple[str, int]


def page_of(fonts: dict[str, Font], folder: Path) -> Path:
    """A page with a line in each font: what the line says, by the font's name and the width of its stems."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "", ""]
    resources, drawn = "", ""
    for place, (text, (name, stem)) in enumerate(fonts.items()):
        at = len(objects) + 1
        objects.append(
            f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding/FontDescriptor {at + 1} 0 R"
            f"/FirstChar 32/LastChar 122/Widths[{'500 ' * 91}]>>"
        )
        objects.append(f"<</Type/FontDescriptor/FontName/{name}/Flags 32/StemV {stem}/ItalicAngle 0>>")
        resources += f"/F{place} {at} 0 R "
        drawn += f"BT /F{place} 10 Tf 50 {700 - 20 * place} Td ({text}) Tj ET\n"
    objects[2] = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<<{resources}>>>>>>"
    objects[3] = f"<</Length {len(drawn)}>>stream\n{drawn}endstream"
    whole, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(whole))
        whole += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(whole)}\n"
    path = folder / "page.pdf"
    path.write_text(f"{whole}{end}%%EOF\n", "latin-1")
    return path


def bold_words(path: Path) -> list[str]:
    with PdfiumFile(path) as document:
        return [word.text for word in document.sheet(1).words if word.bold]


@pytest.mark.parametrize(
    ("font", "bold"),
    [
        (("AAAAAA+NotoSans-Regular", STEMS_OF_600), False),
        (("NotoSans-Italic", 2 * STEMS_OF_600), False),
        (("NotoSans-BoldItalic", 60), True),
        (("Someface-SemiBold", 60), True),
        (("AAAAAB+Someface", 60), False),
        (("AAAAAB+Someface", 2 * STEMS_OF_600), True),
    ],
)
def test_a_fonts_name_tells_its_weight_before_its_stems(font: Font, bold: bool, tmp_path: Path) -> None:
    path = page_of({"much plain text in the common face": ("Times-Roman", 80), "odd": font}, tmp_path)
    assert bold_words(path) == ["odd"] * bold


def test_a_weight_counts_against_the_usual_one(tmp_path: Path) -> None:
    fonts = {"all of the text stands in stout type": ("Stout", 130), "alike": ("Also", 135), "heavier": ("More", 200)}
    assert bold_words(page_of(fonts, tmp_path)) == ["heavier"]


def test_a_table_that_is_bold_throughout_has_one_head(tmp_path: Path) -> None:
    cells = "".join(f"[{letter}{n}]," for n in range(5) for letter in "abc")
    path = tmp_path / "table.pdf"
    path.write_bytes(typst.compile(f'#set text(weight: "bold")\n#table(columns: 3, {cells})'.encode()))
    (grid,) = read_pdf(path).grids
    assert (len(grid.rows), grid.header_rows) == (5, 1)
