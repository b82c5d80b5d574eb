"""`pincite audit`, as people and programs run it."""

from __future__ import annotations

import json
import os

import pytest

pytestmark = pytest.mark.slow  # each runs the program as people do


@pytest.fixture
def audited(pincite, texts, tmp_path):
    for name, text in {
        "a.md": texts.paper("Abel Kvist", 1998, "Harbours", texts.filler(0), texts.quays),
        "b.md": texts.paper("Berta Lund", 2007, "Sand", texts.quays, texts.filler(3)),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert pincite("add", "--quiet", tmp_path / "a.md", tmp_path / "b.md").returncode == 0
    return pincite


def test_it_reads_by_document_with_the_counts_at_the_end(audited):
    done = audited("audit", "--quiet")
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "b.md: Sand" and "1. Passage given twice (“Findings”)" in lines
    assert lines[-1].startswith("2 documents audited: 1 problem and 0 doubts. By type: passage given twice 1.")


def test_json_is_the_same_each_time_and_html_needs_nothing_else(audited, tmp_path):
    first = audited("audit", "--json", "--quiet", "--html", tmp_path / "audit.html")
    assert first.returncode == 0, first.stderr
    assert first.stdout == audited("audit", "--json", "--quiet").stdout
    audit = json.loads(first.stdout)
    (finding,) = audit["findings"]
    assert {"doc", "type", "verdict", "start", "end", "text", "message", "related", "steps"} <= set(finding)
    assert finding["doc"] == "b.md" and finding["related"][0]["doc"] == "a.md"
    page = (tmp_path / "audit.html").read_text(encoding="utf-8")
    assert "<script" not in page and "Captains paid the dredgers" in page


def test_one_document_is_named_by_a_part_of_its_name(audited):
    assert json.loads(audited("audit", "a.md", "--json").stdout)["findings"] == []
    assert json.loads(audited("audit", "b.md", "--json").stdout)["documents"] == 1


def test_a_document_that_is_not_held_is_one_clear_line(audited, one_line):
    assert "no document 'c.md'" in one_line(audited("audit", "c.md", "--quiet"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_library_that_can_only_be_read_is_audited_all_the_same(audited):
    audited.library.chmod(0o500)
    try:
        done = audited("audit", "--json", "--quiet")
    finally:
        audited.library.chmod(0o700)
    assert len(json.loads(done.stdout)["findings"]) == 1 and "isn't kept" in done.stderr


def test_an_empty_library_says_what_to_do(pincite, tmp_path, texts):
    path = tmp_path / "a.md"
    path.write_text(texts.paper("Abel Kvist", 1998, "Harbours", texts.filler(0)), encoding="utf-8")
    pincite("add", path)
    pincite("remove", "a.md")
    assert pincite("audit", "--quiet").stdout == "No documents to audit: put some in with `pincite add PATH`.\n"
