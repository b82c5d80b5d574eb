import re
from dataclasses import replace
from pathlib import Path

import pytest

from evals.errors import MaterialError
from evals.measures import MEASURES, PRECISION, RIGHT, Judged, JudgedQuote, hit
from evals.report import (
    ALL_KINDS,
    MEASURES_BY_KIND,
    Failure,
    Report,
    SystemFigures,
    aligned,
    compared,
    from_json,
    group,
    to_html,
    to_json,
    to_text,
)

RIGHT_CASE = Judged(1, (JudgedQuote(frozenset({0}), True),), ranked=(frozenset({0}),))
WRONG_CASE = Judged(1, (JudgedQuote(frozenset(), True),), ranked=(frozenset(),))


def make(*cases: Judged) -> Report:
    return Report(
        suite="grounding",
        split="report",
        encoder="hashing-64",
        cases=len(cases),
        meanings={str(measure): measure.meaning for measure in MEASURES},
        systems=(
            SystemFigures("pincite", (group(ALL_KINDS, cases, MEASURES), group("table", cases[:1], MEASURES))),
            SystemFigures("top passage copied", (group(ALL_KINDS, cases, MEASURES),)),
        ),
        failures=(
            Failure(
                "t-1",
                "table",
                "What is <b>the share</b> of X & Y?",
                5,
                "no quotation is right",
                ("wrong: a",),
                ("b",),
                "",
            ),
        ),
        right={f"case-{number}": RIGHT.of(case)[0] == 1 for number, case in enumerate(cases)},
    )


def test_a_report_comes_back_from_its_json(tmp_path: Path) -> None:
    report = make(RIGHT_CASE, WRONG_CASE)
    path = tmp_path / "report.json"
    path.write_bytes(to_json(report))
    assert from_json(path) == report
    assert to_json(from_json(path)) == to_json(report) == to_json(make(RIGHT_CASE, WRONG_CASE))


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"suite": 3}'])
def test_what_is_no_report_is_refused_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "report.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MaterialError, match=r"report\.json is no report of an earlier run") as caught:
        from_json(path)
    assert "\n" not in str(caught.value)


def test_figures_stand_beside_their_interval_and_denominator() -> None:
    figures = group("table", [RIGHT_CASE] * 3, MEASURES)
    right = figures.figure("right")
    assert right is not None
    assert (right.value, right.low, right.high, right.of) == (1, 1, 1, 3)
    unanswerable = figures.figure("abstention recall")
    assert unanswerable is not None
    assert (unanswerable.value, unanswerable.low, unanswerable.high, unanswerable.of) == (None, None, None, 0)


def test_two_runs_are_compared_by_measure_and_by_case() -> None:
    comparison = compared(make(RIGHT_CASE, RIGHT_CASE), make(RIGHT_CASE, WRONG_CASE))
    changes = {change.measure: (change.before, change.after) for change in comparison.changes}
    assert changes[str(RIGHT)] == (0.5, 1.0)
    assert changes[str(hit(1))] == (0.5, 1.0)
    assert "verbatim" not in changes
    assert (comparison.won, comparison.lost, comparison.same_cases) == (("case-1",), (), True)
    backwards = compared(make(RIGHT_CASE, WRONG_CASE), make(RIGHT_CASE, RIGHT_CASE, RIGHT_CASE))
    assert (backwards.won, backwards.lost, backwards.same_cases) == ((), ("case-1",), False)


def test_equal_runs_show_no_change() -> None:
    report = make(RIGHT_CASE, WRONG_CASE)
    assert compared(report, report).changes == ()
    assert "nothing changed" in to_text(report, compared(report, report), MEASURES_BY_KIND)


def test_the_page_stands_alone_and_escapes_what_it_quotes() -> None:
    page = to_html(make(RIGHT_CASE, WRONG_CASE), compared(make(RIGHT_CASE, WRONG_CASE), make(RIGHT_CASE)))
    assert "What is &lt;b&gt;the share&lt;/b&gt; of X &amp; Y?" in page
    assert not re.search(r"<script|<link|<img|https?://|@import|url\(", page)
    assert "prefers-color-scheme: dark" in page


def test_the_page_draws_a_bar_and_an_interval_for_each_system() -> None:
    page = to_html(make(RIGHT_CASE, WRONG_CASE))
    assert page.count('class="product"') == page.count('class="baseline"') == 6  # nothing to abstain from
    assert 'width="260.0"' in page  # one half of 520


def test_a_citation_score_never_stands_alone() -> None:
    report = make(RIGHT_CASE, WRONG_CASE)
    for shown in (to_text(report, None, MEASURES_BY_KIND), to_html(report)):
        places = [shown.index(name) for name in ("answered right", "quote recall", str(PRECISION))]
        assert places == sorted(places)


def test_the_printed_report_names_cases_systems_and_failures() -> None:
    text = to_text(make(RIGHT_CASE, WRONG_CASE), None, MEASURES_BY_KIND)
    assert "2 cases, split report, encoder hashing-64" in text
    assert "pincite (2)" in text
    assert "0.500 [0.00–1.00]" in text
    assert "t-1 (table): no quotation is right" in text


def test_a_page_without_failures_says_so() -> None:
    assert "<p>None.</p>" in to_html(replace(make(RIGHT_CASE), failures=()))


def test_columns_are_aligned() -> None:
    assert aligned([["name", "value"], ["a", "1.5"]]) == "name  value\na       1.5"
