"""Findings in order, each once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from service.findings.finding import TYPES, Finding, in_order

FINDINGS = st.builds(
    Finding,
    type=st.sampled_from(TYPES[:3]),
    verdict=st.sampled_from(["problem", "doubt", "ok"]),
    span=st.builds(lambda start, length: Span(start, start + length), st.integers(0, 3), st.integers(1, 2)),
    message=st.sampled_from(["one", "two"]),
)


@given(st.lists(FINDINGS), st.randoms(use_true_random=False))
def test_order_of_finding_says_nothing(findings, random):
    shuffled = list(findings)
    random.shuffle(shuffled)
    assert in_order(findings) == in_order(shuffled)


@given(st.lists(FINDINGS))
def test_a_passage_has_one_finding_of_a_type_and_it_is_the_surest(findings):
    kept = in_order(findings)
    keys = [(finding.span, finding.type) for finding in kept]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {(finding.span, finding.type) for finding in findings}
    sureness = ["problem", "doubt", "ok"]
    for finding in findings:
        best = kept[keys.index((finding.span, finding.type))]
        assert sureness.index(best.verdict) <= sureness.index(finding.verdict)


@given(st.lists(FINDINGS))
def test_findings_stand_in_the_order_of_the_text(findings):
    starts = [finding.span for finding in in_order(findings)]
    assert starts == sorted(starts)
