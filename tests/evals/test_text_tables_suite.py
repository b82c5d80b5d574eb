"""The suite of tables in texts: its gold data, its forms, and what it counts."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from evals.errors import MaterialError
from evals.gold.plain_tables import plain_tables
from evals.suites.text_tables import FORMS, measure, to_text


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    entry = {
        "table_caption": "Table 1: Firms",
        "table_column_names": ["[BOLD] Region", "Firms | all"],
        "table_content_values": [["North", "12"], ["South", "<b>15</b>"]],
    }
    one_column = {**entry, "table_column_names": ["A"], "table_content_values": [["x"]]}
    (tmp_path / "scitab").mkdir()
    (tmp_path / "scitab" / "sci_tab.json").write_text(json.dumps([entry, entry, one_column]))
    (tmp_path / "tabfact").mkdir()
    with tarfile.open(tmp_path / "tabfact" / "tables_600.tar.xz", "w:xz") as packed:
        data = b"year#wins\n2019#5\n2020#7\n"
        member = tarfile.TarInfo("1-2.html.csv")
        member.size = len(data)
        packed.addfile(member, io.BytesIO(data))
    return tmp_path


def test_tables_are_held_once_without_mark_up(benchmarks: Path) -> None:
    scitab, tabfact = plain_tables(benchmarks)
    assert scitab.rows == (("Region", "Firms / all"), ("North", "12"), ("South", "15"))
    assert (tabfact.source, tabfact.rows[0]) == ("TabFact", ("year", "wins"))


def test_a_set_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(MaterialError, match="SciTab"):
        plain_tables(tmp_path)


def test_every_form_is_counted_with_and_without_caption(benchmarks: Path) -> None:
    report = measure(benchmarks)
    assert len(report.forms) == 2 * len(FORMS)
    with_captions = [form for form in report.forms if form.captioned]
    assert {(form.tables, form.single, form.whole, form.cells, form.right) for form in with_captions} == {
        (2, 2, 2, 12, 12)
    }
    assert {(form.figures, form.quantities) for form in with_captions} == {(4, 4)}
    assert to_text(report).count("\n") == 2 * len(FORMS)


def test_what_does_not_come_back_is_named(benchmarks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMS, "tabs", lambda rows: "no table at all")
    form = measure(benchmarks).forms[0]
    assert (form.single, form.whole, form.right, form.failed) == (0, 0, 0, ("Table 1: Firms", "Table 1: 1-2"))
