"""The tables of a document that no library holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.reading.read import read
from service.tables.sources import own_sources
from service.tables.statements import statements

TEXT = """# Harbours

| Harbour | Ships in 2001 | Crews in 2001 |
|---|---|---|
| Norby | 412 | 31 |
| Osted | 388 | 27 |
"""


def test_the_same_bytes_read_as_another_format_are_another_document(tmp_path: Path) -> None:
    path = tmp_path / "harbours.md"
    path.write_text(TEXT, encoding="utf-8")
    document = read(path)
    (table,) = document.tables
    other = replace(document, media_type="text/plain", tables=(replace(table, rows=table.rows[:1]),))
    told = [len(statements(source)) for one in (document, other) for source in own_sources(one)]
    assert told == [4, 2]
