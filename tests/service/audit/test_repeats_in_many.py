"""What stands in hundreds of documents is grouped in steps that grow with their number, and as plainly as ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.record import Field, Record
from corpus.document import Span
from indexer.catalogue import Holding
from service.audit import told_once as telling
from service.audit import twins as doubles
from service.audit.audit import AuditFinding
from service.audit.disjoint_sets import DisjointSets
from service.audit.grouping import Group, groups
from service.audit.meeting import Match
from service.audit.member import Member, Repeat
from service.audit.sources import Citing
from service.audit.span_index import SpanIndex
from service.audit.told_once import told_once
from service.audit.twins import MOST_IN_PAIRS, WorkKeys, twins
from service.quotes.quote import Place

FEW, MANY = 100, 400


def held(number: int, **fields: object) -> Holding:
    record = Record(tuple(Field(name, value, "sidecar", "x", 1.0) for name, value in fields.items()))
    digest = f"{number:064x}"[::-1]
    name = f"{number:04}.md"
    return Holding(digest[:12], name, digest, name, "", "text/markdown", record, 0, 1, ())


def match(one: Span, two: Span, *, is_passage: bool = False) -> Match:
    return Match(one, two, is_passage, 20, 0.9, 70, ((), ()), figures=True)


def repeat(one: Member, two: Member, *, is_passage: bool = False) -> Repeat:
    first, later = sorted((one, two), key=lambda member: member.place)
    return Repeat(first, later, match(first.span, later.span, is_passage=is_passage), credited=False)


def plainly(found: Sequence[Repeat]) -> set[frozenset[Member]]:
    """The passages of each group, by comparing each repeat with all that were met before."""
    pools: list[list[Repeat]] = []
    for each in sorted(found, key=lambda r: (not r.match.is_passage, r.first.place, r.later.place)):
        near = []
        for pool in pools:
            theirs = [member for other in pool for member in (other.first, other.later)]
            met = [any(member.meets(other) for other in theirs) for member in (each.first, each.later)]
            of_one_kind = any(other.match.is_passage == each.match.is_passage for other in pool)
            if any(met) if of_one_kind else all(met):
                near.append(pool)
        pools = [pool for pool in pools if all(pool is not other for other in near)]
        pools.append([*(one for pool in near for one in pool), each])
    made = set()
    for pool in pools:
        kept: list[Member] = []
        every = {member.place: member for one in pool for member in (one.first, one.later)}
        for member in sorted(every.values(), key=lambda m: (-len(m.span), m.place)):
            if not any(member.meets(other) for other in kept):
                kept.append(member)
        if len(kept) > 1:
            made.add(frozenset(kept))
    return made


HOLDINGS = tuple(held(number) for number in range(3))
MEMBERS = st.builds(
    lambda holding, start, length: Member(holding, Span(start, start + length)),
    st.sampled_from(HOLDINGS),
    st.integers(0, 2000),
    st.integers(1, 1500),
)
REPEATS = st.builds(lambda one, two, kind: repeat(one, two, is_passage=kind), MEMBERS, MEMBERS, st.booleans())


def members_of(found: Sequence[Group]) -> set[frozenset[Member]]:
    return {frozenset(group.members) for group in found}


@given(st.lists(REPEATS, max_size=14))
def test_groups_are_those_of_comparing_everything(found: list[Repeat]) -> None:
    assert members_of(groups(found)) == plainly(found)


def chain(size: int) -> list[Repeat]:
    """One passage of very many documents, each matched with the two next ones."""
    members = [Member(held(number), Span(700, 900)) for number in range(size)]
    pairs = [(at, at + step) for at in range(size) for step in (1, 2) if at + step < size]
    return [repeat(members[a], members[b]) for a, b in pairs]


def counted(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> Counter[str]:
    """Counts the calls of a function from now on."""
    calls: Counter[str] = Counter()
    plain = getattr(owner, name)

    def counting(*arguments: object) -> object:
        calls[name] += 1
        return plain(*arguments)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_a_passage_of_many_documents_is_grouped_in_steps_that_grow_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, Member, "meets")
    (group,) = groups(chain(FEW))
    assert len(group.members) == FEW
    few = calls["meets"]
    (group,) = groups(chain(MANY))
    assert len(group.members) == MANY
    assert calls["meets"] - few < 5 * few < 100 * FEW


def test_many_passages_of_two_documents_are_grouped_in_steps_that_grow_with_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = counted(monkeypatch, Member, "meets")
    spans = [Span(1000 * n, 1000 * n + 200) for n in range(MANY)]
    assert len(groups([repeat(Member(HOLDINGS[0], span), Member(HOLDINGS[1], span)) for span in spans])) == MANY
    assert calls["meets"] < 20 * MANY


class Listing(Citing):
    """Knows what each document cites without a library, and counts how often it is asked."""

    def __init__(self, cited: dict[str, list[str]]) -> None:
        self._cited_by = cited
        self.asked = 0

    def entries(self, holding: Holding) -> dict[int, str]:
        self.asked += 1
        return dict(enumerate(self._cited_by.get(holding.digest, [])))


def family(name: str) -> list[dict[str, str]]:
    return [{"family": name}]


def test_how_many_of_very_many_are_independent_is_told_by_asking_each_once() -> None:
    holdings = [held(n, author=family(f"Bell{n // 2}")) for n in range(MANY)]
    listing = Listing({holdings[n].digest: [holdings[n - 2].digest] for n in range(2, 10)})
    assert listing.independent(holdings) == MANY // 2 - 4
    assert listing.asked <= 2 * MANY


@given(
    st.lists(st.lists(st.integers(0, 6), max_size=2), max_size=9),
    st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 12), max_size=2)),
)
def test_independent_sources_are_those_of_comparing_each_with_each(
    authors: list[list[int]], cited: dict[int, list[int]]
) -> None:
    holdings = [held(n, author=[{"family": f"B{'ell' * who}"} for who in names]) for n, names in enumerate(authors)]
    known = {n: [held(other).digest for other in others] for n, others in cited.items()}
    listing = Listing({held(n).digest: others for n, others in known.items()})
    sets = list(range(len(holdings)))
    for i in range(len(holdings)):
        for j in range(i):
            one, two = holdings[i], holdings[j]
            if set(authors[i]) & set(authors[j]) or listing.cites(one, two) or listing.cites(two, one):
                sets = [sets[j] if each == sets[i] else each for each in sets]
    assert listing.independent(holdings) == len(set(sets))


def titled(size: int) -> list[Holding]:
    return [held(n, title="Minutes of the harbour board", author=family("Bell")) for n in range(size)]


def test_files_of_one_title_are_each_told_beside_the_first_where_there_are_very_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = counted(monkeypatch, doubles, "_twin")
    assert len(twins(WorkKeys(titled(MOST_IN_PAIRS)), {})) == MOST_IN_PAIRS * (MOST_IN_PAIRS - 1) // 2
    before = calls["_twin"]
    found = twins(WorkKeys(titled(MANY)), {})
    assert {twin.first.name for twin in found} == {"0000.md"} and len(found) == MANY - 1
    assert calls["_twin"] - before == MANY - 1


def test_two_of_very_many_files_of_one_work_are_still_known_as_such() -> None:
    holdings = titled(MANY)
    keys = WorkKeys(holdings)
    assert keys.are_one_work((holdings[7].digest, holdings[9].digest), 0.1)
    assert not keys.are_one_work((holdings[7].digest, holdings[7].digest), 1.0)


def place(number: int, span: Span) -> Place:
    return Place(f"{number}.md", held(number).id, span.start, span.end, "x", None, None, None, "x")


def test_what_has_no_source_in_very_many_documents_is_looked_up_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, make_document: object
) -> None:
    calls = counted(monkeypatch, telling, "_is_at")
    span, documents = Span(12, 40), [held(n) for n in range(MANY)]
    unsourced = {
        one.digest: [AuditFinding("uncited_claim", "doubt", span, "It has no source.", holding=one)]
        for one in documents
    }
    others = tuple(place(n, span) for n in range(MANY) if n != 1)
    told = AuditFinding("duplicate_claim", "doubt", span, "It stands twice.", others, holding=documents[1])
    found = {**unsourced, documents[1].digest: [*unsourced[documents[1].digest], told]}
    document = make_document("Nine quays in ten were built by men of the north.")  # type: ignore[operator]
    kept = told_once(found, (), lambda _: document)
    assert [(n, [one.type for one in each]) for n, each in kept.items()] == sorted(
        [(documents[0].digest, ["uncited_claim"]), (documents[1].digest, ["duplicate_claim"])]
    )
    assert kept[documents[1].digest][0].message == "It stands twice; no source is given."
    assert calls["_is_at"] < 10 * MANY


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 3000), st.integers(0, 1500))


@given(st.lists(st.tuples(st.sampled_from("ab"), SPANS), max_size=12), SPANS)
def test_an_index_of_spans_finds_what_overlaps(held_spans: list[tuple[str, Span]], wanted: Span) -> None:
    index: SpanIndex[int] = SpanIndex()
    for number, (document, span) in enumerate(held_spans):
        index.add(document, span, number)
    right = [n for n, (document, span) in enumerate(held_spans) if document == "a" and span.overlaps(wanted)]
    assert index.overlapping("a", wanted) == right


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_disjoint_sets_are_the_connected_parts(pairs: list[tuple[int, int]]) -> None:
    sets, named = DisjointSets(10), list(range(10))
    for one, other in pairs:
        sets.join(one, other)
        least, greatest = sorted((named[one], named[other]))
        named = [least if name == greatest else name for name in named]
    assert [sets.name(n) for n in range(10)] == named and len(sets) == len(set(named))
