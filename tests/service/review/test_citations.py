"""Cited statements held against the works that they cite."""

from __future__ import annotations

import pytest

from service.progress import silent


@pytest.fixture
def found(checker, manuscript):
    findings = checker.check(manuscript, silent).findings
    return {finding.span.of(manuscript.text)[:20]: finding for finding in findings}


def test_a_supported_statement_is_in_order_and_names_the_passage(found):
    finding = found["The harbour of Ostby"]
    assert (finding.type, finding.verdict) == ("unsupported_citation", "ok")
    assert finding.related[0].text.startswith("The harbour of Ostby handled 4,120 tonnes")


def test_what_another_work_says_is_misattributed_and_that_work_is_named(found):
    finding = found["Orwick (2011) report"]
    assert (finding.type, finding.verdict) == ("misattribution", "problem")
    assert finding.related[0].doc == "bells.md"
    assert "Sandal, 2015" in finding.message


def test_what_no_work_says_is_unsupported_and_the_nearest_passage_shown(found):
    finding = found["Glass blowers prefer"]
    assert (finding.type, finding.verdict) == ("unsupported_citation", "problem")
    assert finding.related[0].doc == "harbours.md"


def test_of_several_works_the_nearest_is_what_they_say(checker, text_document):
    document = text_document(
        "# Ports\n\n## Trade\n\nGlass blowers preferred the southern shore (Orwick, 2011; Sandal, 2015).\n\n"
        "## References\n\nOrwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n\n"
        "Sandal, B. (2015). Bells and bell founders of Harlow. Harlow: Foundry Press.\n"
    )
    (finding,) = checker.check(document, silent).findings
    assert "Orwick, 2011; Sandal, 2015; the nearest that they say is “" in finding.message


def test_a_work_that_is_not_held_is_said_to_be_so_and_is_no_fault(found):
    finding = found["Nobody has counted t"]
    assert (finding.type, finding.verdict) == ("unsupported_citation", "ok")
    assert "not held" in finding.message


def test_a_sentence_in_which_the_cited_work_reports_another_is_second_hand(checker, text_document):
    document = text_document(
        "# Ports\n\n## Trade\n\nSuch places are a school of patience (Orwick, 2011).\n\n## References\n\n"
        "Orwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n"
    )
    (finding,) = checker.check(document, silent).findings
    assert (finding.type, finding.verdict) == ("secondary_citation", "problem")
    assert "Marshall" in finding.message


def test_one_supporting_work_of_a_group_is_enough(checker, text_document):
    document = text_document(
        "# Ports\n\n## Trade\n\nA bell cracks where the tin was stirred too late (Orwick, 2011; Sandal, 2015).\n\n"
        "## References\n\nOrwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n\n"
        "Sandal, B. (2015). Bells and bell founders of Harlow. Harlow: Foundry Press.\n"
    )
    (finding,) = checker.check(document, silent).findings
    assert finding.verdict == "ok"


def test_another_that_is_not_held_makes_it_a_doubt_at_most(checker, text_document):
    document = text_document(
        "# Ports\n\n## Trade\n\nGlass blowers preferred the southern shore (Orwick, 2011; Tolk, 1999).\n\n"
        "## References\n\nOrwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n\n"
        "Tolk, C. (1999). Anchors counted and anchors uncounted. Vikmo: Rope Press.\n"
    )
    (finding,) = checker.check(document, silent).findings
    assert finding.verdict != "problem"


def test_a_figure_that_the_work_gives_otherwise_for_the_same_thing_is_contradicted(checker, text_document):
    document = text_document(
        "# Ports\n\n## Trade\n\nThe harbour of Ostby handled 3,720 tonnes of coal in 1887 (Orwick, 2011).\n\n"
        "## References\n\nOrwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n"
    )
    (finding,) = checker.check(document, silent).findings
    assert (finding.type, finding.verdict) == ("contradicted_citation", "problem")
    assert "3,720 tonnes" in finding.message
    assert "4,120 tonnes" in finding.message


def test_a_statement_that_is_too_long_to_judge_is_told_in_one_line(checker, text_document):
    long = "The harbour of Ostby handled coal, " + ", ".join(f"rope of kind {n}" for n in range(150))
    document = text_document(
        f"# Ports\n\n## Trade\n\n{long} (Orwick, 2011).\n\n"
        "## References\n\nOrwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n"
    )
    found = checker.check(document, silent)
    assert (found.findings, found.held_against) == ((), 0)
    (notice,) = found.notices
    assert notice.startswith("1 cited statement of over 2,000 characters was too long to be held against its source")


def test_progress_goes_up_to_the_end(checker, manuscript):
    told = []
    checker.check(manuscript, lambda step, done, total: told.append((step, done, total)))
    assert told[-1] == ("citations", 3, 3)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_a_held_copy_of_the_manuscript_supports_nothing(checker, library, tmp_path):
    from corpus.reading.read import read
    from indexer.intake import take

    body = (
        "# Ports of glass and lime\n\n## Trade\n\nGlass blowers preferred the southern shore (Orwick, 2011).\n\n"
        "## References\n\nOrwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n"
    )
    path = tmp_path / "copy.md"
    path.write_text(body, encoding="utf-8")
    list(take(library, [path], read))
    (finding,) = checker.check(read(path), silent).findings
    assert finding.type == "unsupported_citation"
    assert finding.verdict == "problem"


def test_a_sentence_that_leans_on_those_before_it_is_not_called_unsupported(checker, text_document):
    document = text_document(
        "# Ports\n\n## Trade\n\nOrwick (2011) rightly warns that this rule is arbitrary.\n\n## References\n\n"
        "Orwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n"
    )
    assert checker.check(document, silent).findings == ()


def test_another_work_is_named_only_where_it_is_clearly_nearer(checker, manuscript):
    for finding in checker.check(manuscript, silent).findings:
        if finding.type == "misattribution":
            assert finding.related[0].text.startswith("A bell cracks where the tin was stirred too late")


def test_a_work_that_is_added_later_is_found(checker, library, manuscript, tmp_path):
    from corpus.reading.read import read
    from indexer.intake import take

    assert checker.check(manuscript, silent).references_held == 2
    path = tmp_path / "anchors.md"
    path.write_text("# Anchors counted and anchors uncounted\n\nNobody has counted the anchors.\n", encoding="utf-8")
    (tmp_path / "library.bib").write_text(
        "@book{anchors, author = {Tolk, Carl}, title = {Anchors counted and anchors uncounted}, year = 1999}",
        encoding="utf-8",
    )
    list(take(library, [path], read))
    assert checker.check(manuscript, silent).references_held == 3


REFERENCES = (
    "\n\n## References\n\nOrwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n\n"
    "Tolk, C. (1999). Anchors counted and anchors uncounted. Vikmo: Rope Press.\n"
)


def of(checker, text_document, sentence):
    return checker.check(text_document(f"# Ports\n\n## Trade\n\n{sentence}{REFERENCES}"), silent)


@pytest.mark.parametrize(
    "sentence",
    [
        "Others have looked at the songs of glass blowers (Orwick, 2011).",
        "The discussion of glass has not ended (Orwick, 2011).",
        "Many authors have written about glass and lime (Orwick, 2011; Tolk, 1999).",
    ],
)
def test_that_there_is_a_literature_is_no_statement_of_it(checker, text_document, sentence):
    findings = of(checker, text_document, sentence).findings
    assert all(finding.verdict == "ok" for finding in findings)


def test_works_cited_beside_a_held_one_are_named_as_not_held(checker, text_document):
    sentence = "Glass blowers from the lake paint windmills and sell violins every winter (Orwick, 2011; Tolk, 1999)."
    for finding in of(checker, text_document, sentence).findings:
        assert finding.verdict != "problem"
        assert finding.verdict == "ok" or "Tolk, 1999, cited beside it, is not held" in finding.message


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Marshall argued that such places are a school of patience (Orwick, 2011).", "problem"),
        ("Marshall (1890, as cited in Orwick, 2011) calls such places a school of patience.", "ok"),
        ("Orwick (2011) calls such places “a school of patience”.", "ok"),
    ],
)
def test_whoever_is_named_for_a_statement_is_cited_for_it(checker, text_document, sentence, verdict):
    findings = of(checker, text_document, sentence).findings
    found = [finding for finding in findings if finding.type == "secondary_citation"]
    assert [finding.verdict for finding in found] == (["problem"] if verdict == "problem" else [])


def test_a_citation_in_another_clause_of_the_source_is_of_that_clause(checker, library, tmp_path, text_document):
    from corpus.reading.read import read
    from indexer.intake import take

    path = tmp_path / "lights.md"
    path.write_text(
        "# Lights along the southern coast\n\nCleo Wren, 2013\n\n## Lights\n\nWhether lamps grow dim with age, as the"
        " trade believes (Marshall, 1890), nobody has tried, and for Vikmo the register of lamps begins in 1830.\n\n"
        "## References\n\nMarshall, A. (1890). Principles of Economics. London: Macmillan.\n",
        encoding="utf-8",
    )
    list(take(library, [path], read))
    document = text_document(
        "# Ports\n\n## Trade\n\nFor Vikmo the register of lamps begins in 1830 (Wren, 2013).\n\n## References\n\n"
        "Wren, C. (2013). Lights along the southern coast. Vikmo: Rope Press.\n"
    )
    assert [finding.verdict for finding in checker.check(document, silent).findings] == ["ok"]


def test_a_document_that_an_entry_may_be_is_named(checker, text_document):
    document = text_document(
        "# Ports\n\n## Trade\n\nGlass blowers preferred the southern shore (Orwick, 2004).\n\n## References\n\n"
        "Orwick, A. (2004). Harbours and quays of the northern coast. Ostby: Quay Press.\n"
    )
    checked = checker.check(document, silent)
    assert checked.references_held == 0
    (notice,) = checked.notices
    assert "Entry 1 (Orwick, 2004) may be harbours.md" in notice and "2004" in notice and "2011" in notice


def test_the_other_spelling_of_english_is_no_other_wording():
    from service.review.sources import _stems

    assert _stems("a specialized supplier of colours") == _stems("a specialised supplier of colors")


def test_a_figure_that_the_passage_lacks_is_not_second_hand(checker, text_document):
    checked = of(checker, text_document, "Such places were called a school of patience in 1970 (Orwick, 2011).")
    assert "secondary_citation" not in [finding.type for finding in checked.findings]
