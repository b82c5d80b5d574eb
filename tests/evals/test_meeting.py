"""Matching findings to annotations: nothing counted twice, nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from evals.annotations import Annotation, Located, Mark
from evals.cases import Anchor
from evals.fault_runs import MEANINGS, failures, fault_run, groups, right
from evals.matching import Place
from evals.meeting import Found, meet, meets
from evals.suites.audit import in_pairs, paired
from service.findings.finding import TYPES, FindingType, FindingVerdict


def place(start: int, end: int, doc: str = "a.md") -> Place:
    return Place(doc, Span(start, end))


def wanted(name: str, of: FindingType, own: Place, *related: Place, mark: Mark = "problem") -> Located:
    return Located(Annotation(name, of, mark, Anchor(own.doc, span=own.span)), (own,), related)


def found(of: FindingType, own: Place, *related: Place, verdict: FindingVerdict = "problem") -> Found:
    return Found(of, verdict, own, related, "It doesn't hold.")


spans = st.integers(0, 40).flatmap(lambda start: st.integers(start + 1, 45).map(lambda end: place(start, end)))
kinds = st.sampled_from(TYPES)
findings = st.lists(st.builds(lambda of, own, other: found(of, own, other), kinds, spans, spans), max_size=8)
annotations = st.lists(st.tuples(kinds, spans, spans, st.sampled_from(["problem", "may", "ok"])), max_size=8).map(
    lambda rows: [wanted(str(n), of, own, other, mark=mark) for n, (of, own, other, mark) in enumerate(rows)]
)


@given(findings, annotations)
def test_every_finding_and_every_fault_counts_once(said: list[Found], marked: list[Located]) -> None:
    meeting = meet(said, marked)
    counted = [*meeting.met.values(), *meeting.repeats, *meeting.tolerated, *meeting.alarms, *meeting.stray]
    assert sorted(counted) == list(range(len(said)))
    faults = [one.annotation.id for one in marked if one.annotation.mark == "problem"]
    assert sorted([*meeting.met, *meeting.missed]) == sorted(faults)


@given(findings, annotations)
def test_the_order_of_findings_changes_no_count(said: list[Found], marked: list[Located]) -> None:
    one, two = meet(said, marked), meet(said[::-1], marked[::-1])
    assert len(one.met) == len(two.met)
    assert len(one.repeats) == len(two.repeats)
    assert len(one.stray) == len(two.stray)


@given(annotations)
def test_findings_that_are_the_annotations_meet_them_all(marked: list[Located]) -> None:
    faults = [one for one in marked if one.annotation.mark == "problem"]
    meeting = meet([Found(one.annotation.type, "problem", one.own[0], one.related) for one in faults], marked)
    assert meeting.missed == ()


@given(findings, annotations)
def test_figures_are_shares_and_all_that_is_wrong_is_listed(said: list[Found], marked: list[Located]) -> None:
    text = "A quay is worth what is landed on it in winter."
    run = fault_run({"a.md": text}, ["a.md"], said, marked)
    everything = groups([run])[0]
    assert [one.measure for one in everything.figures] == list(MEANINGS)
    for one in everything.figures:
        if one.value is not None and one.measure != "false a 1,000 words":
            assert 0 <= one.value <= 1
    listed = failures([run])
    assert len(listed) == len(run.meeting.missed) + len(run.false) + len(run.meeting.repeats)
    assert [one.badness for one in listed] == sorted((one.badness for one in listed), reverse=True)
    assert sum(right([run]).values()) >= len(run.meeting.met)


def test_a_finding_meets_its_type_alone_or_one_of_equal_meaning() -> None:
    assert meets(found("fabricated_quotation", place(0, 5)), wanted("q", "altered_quotation", place(4, 9)))
    assert not meets(found("year_mismatch", place(0, 5)), wanted("q", "missing_reference", place(4, 9)))
    assert not meets(found("year_mismatch", place(0, 4)), wanted("q", "year_mismatch", place(4, 9)))


def test_a_repetition_needs_both_its_places() -> None:
    entries = wanted("r", "duplicate_reference", place(20, 25), place(0, 5))
    assert meets(found("duplicate_reference", place(0, 5), place(20, 25)), entries)
    assert meets(found("duplicate_reference", place(20, 25), place(0, 5)), entries)
    assert not meets(found("duplicate_reference", place(20, 25), place(10, 15)), entries)


def test_the_same_words_of_another_document_are_another_place() -> None:
    assert not meets(found("uncited_claim", place(0, 5)), wanted("c", "uncited_claim", place(0, 5, "b.md")))


def test_a_place_in_order_is_an_alarm_and_elsewhere_a_finding_is_stray() -> None:
    marked = [
        wanted("ok", "uncited_claim", place(0, 5), mark="ok"),
        wanted("m", "uncited_claim", place(10, 15), mark="may"),
    ]
    said = [
        found("uncited_claim", place(1, 3)),
        found("uncited_claim", place(11, 12)),
        found("uncited_claim", place(30, 32)),
    ]
    meeting = meet(said, marked)
    assert meeting.alarms == {0: "ok"}
    assert meeting.tolerated == (1,)
    assert meeting.stray == (2,)


def test_a_fault_that_is_told_twice_is_told_once_and_repeated() -> None:
    meeting = meet(
        [found("uncited_claim", place(0, 3)), found("uncited_claim", place(2, 5))],
        [wanted("u", "uncited_claim", place(0, 5))],
    )
    assert meeting.met == {"u": 0}
    assert meeting.repeats == (1,)


def test_a_group_of_repetitions_is_all_its_pairs() -> None:
    three = place(0, 5), place(10, 15), place(20, 25)
    marked = list(
        paired(
            [
                wanted("a", "duplicate_reference", three[2], three[0], three[1]),
                wanted("b", "duplicate_reference", three[1], three[0]),
            ]
        )
    )
    assert [one.annotation.id for one in marked] == ["a/1", "a/2", "b"]
    grouped = list(in_pairs([found("duplicate_reference", *three)]))
    each = list(
        in_pairs(
            [
                found("duplicate_reference", three[2], three[0], three[1]),
                found("duplicate_reference", three[1], three[0]),
            ]
        )
    )
    for said in (grouped, each):
        meeting = meet(said, marked)
        assert len(said) == 3
        assert meeting.missed == meeting.stray == meeting.repeats == ()


def test_only_complete_annotations_make_a_finding_elsewhere_false() -> None:
    said = [found("uncited_claim", place(0, 3)), found("duplicate_row", place(4, 6))]
    run = fault_run({"a.md": "One two."}, ["a.md"], said, [], frozenset({"duplicate_row"}))
    assert run.false == (1,)
    precision = groups([run])[0].figure("precision")
    assert precision is not None
    assert precision.value == 0


def test_a_citation_that_fails_in_another_way_is_neither_hit_nor_false() -> None:
    meeting = meet([found("unsupported_citation", place(0, 5))], [wanted("c", "contradicted_citation", place(0, 5))])
    assert meeting.missed == ("c",)
    assert meeting.tolerated == (0,)
