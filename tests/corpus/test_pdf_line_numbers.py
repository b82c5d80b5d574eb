from __future__ import annotations

import re
from pathlib import Path

import pytest
import typst

from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Reading

PROSE = "The growers of the valley meet in spring and plan the trade of the year with care and some patience. " * 6

MANUSCRIPT = """
#set page(width: 420pt, height: 500pt, margin: 70pt)
#set par.line(numbering: {numbering}, number-align: {align}, number-margin: {margin}, numbering-scope: {scope})
#set text(11pt)
{prose}

{prose}

{prose}
"""

EVERY = '"1"'
FIFTH = "n => if calc.rem(n, 5) == 0 [#n]"

LIST = """
#set page(width: 420pt, height: 400pt, margin: 70pt)
#table(columns: 2, stroke: none, ..range(1, 15).map(n => ([#n], [Trade number #str(n)])).flatten())
"""


def read(source: str, folder: Path) -> Reading:
    path = folder / "manuscript.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return read_pdf(path)


@pytest.mark.parametrize("numbering", [EVERY, FIFTH])
@pytest.mark.parametrize("margin", ["left", "right"])
@pytest.mark.parametrize("scope", ['"page"', '"document"'])
def test_line_numbers_are_left_out(numbering: str, margin: str, scope: str, tmp_path: Path) -> None:
    source = MANUSCRIPT.format(numbering=numbering, align="right", margin=margin, scope=scope, prose=PROSE)
    reading = read(source, tmp_path)
    assert re.findall(r"\d", reading.text) == []
    assert " ".join(reading.text.split()).count(PROSE.strip()) == 3
    assert reading.headings == ()


def test_the_counters_of_a_table_stay(tmp_path: Path) -> None:
    text = read(LIST, tmp_path).text
    assert all(re.search(rf"\b{n}\s+Trade number {n}\b", text) for n in range(1, 15))
