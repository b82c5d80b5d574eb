from __future__ import annotations

import json
from pathlib import Path

import pytest
import typst

from evals.baselines import pdfplumber_tables
from evals.errors import MaterialError
from evals.gold.docling_tables import GoldCell, GoldTable, docling_papers
from evals.suites.table_reading import FoundTable, exact_cells, measure, placed_cells, to_text

CELLS = (GoldCell("Region", 0, 0, 1, 1), GoldCell("Firms", 0, 1, 1, 2), GoldCell("12", 1, 1, 2, 2))


def gold_folder(folder: Path) -> Path:
    """One PDF with a table, with its ground truth in docling's form."""
    sources, truths = folder / "pdf/sources", folder / "pdf/groundtruth"
    sources.mkdir(parents=True)
    truths.mkdir()
    table = "#table(columns: 2, [Region], [Firms], [North], [12], [South], [22])\n#pagebreak()\nNothing here.\n"
    (sources / "paper.pdf").write_bytes(typst.compile(f"{table}#pagebreak()\nName: ____".encode()))
    words = ["Region", "Firms", "North", "12", "South", "22"]
    cells = [
        {
            "text": word,
            "start_row_offset_idx": n // 2,
            "end_row_offset_idx": n // 2 + 1,
            "start_col_offset_idx": n % 2,
            "end_col_offset_idx": n % 2 + 1,
        }
        for n, word in enumerate(words)
    ]
    known = {"label": "table", "prov": [{"page_no": 1}], "data": {"table_cells": cells}}
    contents = {"label": "document_index", "prov": [{"page_no": 2}], "data": {"table_cells": cells}}
    truth = {
        "tables": [known, contents],
        "groups": [{"label": "form_area", "children": [{"$ref": "#/texts/0"}]}],
        "texts": [{"self_ref": "#/texts/0", "prov": [{"page_no": 3}]}],
    }
    (truths / "paper.json").write_text(json.dumps(truth))
    return folder


def test_the_ground_truth_leaves_contents_out_and_names_forms(tmp_path: Path) -> None:
    (paper,) = docling_papers(gold_folder(tmp_path))
    assert [table.page for table in paper.tables] == [1]
    assert paper.tables[0].cells[3] == GoldCell("12", 1, 1, 2, 2)
    assert paper.forms == (3,)


def test_a_folder_without_ground_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MaterialError, match="groundtruth"):
        docling_papers(tmp_path)


def test_a_cell_counts_once_and_only_on_its_page() -> None:
    gold = [GoldTable(1, (*CELLS, GoldCell("12", 2, 1, 3, 2)))]
    assert exact_cells(gold, [FoundTable(1, CELLS)]) == 3
    assert exact_cells(gold, [FoundTable(2, CELLS)]) == 0


def test_a_cell_in_another_row_is_exact_but_not_in_place() -> None:
    moved = tuple(GoldCell(c.text, c.top + 1, c.left, c.bottom + 1, c.right) for c in CELLS)
    gold = [GoldTable(1, CELLS)]
    assert exact_cells(gold, [FoundTable(1, moved)]) == 3
    assert placed_cells(gold, [FoundTable(1, moved)]) == 0
    assert placed_cells(gold, [FoundTable(1, moved), FoundTable(1, CELLS)]) == 3


def test_the_baseline_reads_a_ruled_table(tmp_path: Path) -> None:
    ((page, rows),) = pdfplumber_tables(gold_folder(tmp_path) / "pdf/sources/paper.pdf")
    assert page == 1 and rows == [["Region", "Firms"], ["North", "12"], ["South", "22"]]


@pytest.mark.slow
def test_the_report_counts_cells_pages_and_styles(tmp_path: Path) -> None:
    report = measure(gold_folder(tmp_path), each=1)
    assert report.exact_rate("pincite") == report.placed_rate("pincite") == report.clean_rate("pincite") == 1.0
    assert report.papers[0].bare == 1
    assert report.typeset_rate > 0.97
    assert "typeset pages without a table" in to_text(report)
