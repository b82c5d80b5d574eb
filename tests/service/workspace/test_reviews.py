"""Reviews that are kept: for their reader alone, with what was decided, until they are deleted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.record import Record
from corpus.document import Document, Glyphs, Page, Span
from service.errors import NotKept, ReviewOutdated
from service.findings.finding import TYPES, Finding
from service.quotes.quote import Place, Quote, TableRow
from service.review.decisions import Decision, decided, decision_on, finding_id, no_longer_apply
from service.review.review import Review
from service.workspace.packing import Checked, packed, unpacked
from service.workspace.reviews import KeptFile
from service.workspace.workspace import NAME, Workspace

TEXT = "The quay of Ostby was rebuilt twice. It handled 4,120 tonnes of coal."
BYTES = TEXT.encode()
PLACE = Place("a.md", "0f1e2d3c4b5a", 3, 9, "a quay", 1, "iv", "Growth", "(Example, 2011, p. iv)")
ROW = Quote("b.md", "1f1e2d3c4b5a", 3, 9, "a quay", None, None, None, "(n.d.)", row=TableRow("Table 1", ("a",), ("b",)))
SECRET = "unpublishable remark"

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))
findings = st.builds(
    Finding,
    st.sampled_from(TYPES),
    st.sampled_from(("problem", "doubt", "ok")),
    spans,
    words,
    st.lists(st.sampled_from((PLACE, ROW)), max_size=3).map(tuple),
    st.lists(words, max_size=2).map(tuple),
)
reviews = st.builds(
    Review,
    words,
    st.lists(findings, max_size=4).map(tuple),
    st.dictionaries(words, st.integers(0, 99), max_size=3),
    st.lists(words, max_size=2).map(tuple),
)


def document(name: str = "paper.md") -> Document:
    return Document(name, "0" * 64, "text/markdown", TEXT, Record(()))


def finding(start: int = 0, verdict: str = "problem", message: str = "It wasn’t.") -> Finding:
    return Finding("uncited_claim", verdict, Span(start, start + 8), message, (PLACE, ROW), ("first", "then"))


def review(*found: Finding) -> Review:
    return Review("paper.md", found, {"claims": 2}, ("A notice.",))


@pytest.fixture
def workspace(tmp_path: Path):
    workspace = Workspace(tmp_path)
    yield workspace
    workspace.close()


@pytest.fixture
def kept(workspace):
    """The reviews of a workspace, and the id of one with three findings, the last of them in order."""
    id = workspace.reviews.keep("ann", "paper.md", BYTES).id
    found = review(finding(), finding(10, "doubt"), finding(20, "ok"))
    workspace.reviews.put(id, "ann", document(), found)
    return workspace.reviews, id, found


@given(reviews, st.binary(max_size=32).map(lambda ink: Glyphs(ink * 16)))
def test_packing_gives_back_what_it_was_given(review, glyphs):
    pages = (Page(1, (Span(0, 9),), "iv", 595.0, 842.0, 0.5, ("faint",)),)
    checked = Checked(replace(document(), glyphs=glyphs, pages=pages), review)
    assert unpacked(packed(checked)) == checked


@given(st.binary(max_size=60))
def test_other_bytes_are_refused(other):
    with pytest.raises(ValueError, match="another version"):
        unpacked(other)


@given(findings, findings)
def test_findings_have_one_id_just_when_they_are_of_one_type_about_the_same_place(one, other):
    facts = [(each.type, each.span) for each in (one, other)]
    assert (finding_id(one) == finding_id(other)) == (facts[0] == facts[1])


def test_a_review_is_given_back_as_it_was_put(kept):
    reviews, id, found = kept
    assert reviews.checked(id, "ann") == Checked(document(), found)
    assert reviews.content(id, "ann") == BYTES
    entry = reviews.entry(id, "ann")
    assert (entry.name, entry.is_checked, entry.counts) == ("paper.md", True, {"problem": 1, "doubt": 1, "ok": 1})


def test_another_readers_review_is_as_good_as_not_there(kept):
    reviews, id, found = kept
    assert reviews.entries("bob") == ()
    for attempt in (reviews.entry, reviews.content, reviews.checked, reviews.decisions, reviews.delete):
        with pytest.raises(NotKept):
            attempt(id, "bob")
    with pytest.raises(NotKept):
        reviews.decide(id, "bob", finding_id(found.findings[0]), Decision("accepted"))
    with pytest.raises(NotKept):
        reviews.put(id, "bob", document(), found)
    reviews.forget_unchecked(id, "bob")
    assert reviews.entry(id, "ann").is_checked


def test_the_same_bytes_of_two_readers_are_two_reviews(kept):
    reviews, id, _ = kept
    assert reviews.keep("bob", "paper.md", BYTES).id != id


def test_the_latest_comes_first(kept):
    reviews, id, found = kept
    other = reviews.keep("ann", "other.md", b"other").id
    assert [entry.id for entry in reviews.entries("ann")] == [other, id]
    reviews.put(id, "ann", document(), found)
    assert [entry.id for entry in reviews.entries("ann")] == [id, other]


def test_decisions_stay_when_the_same_bytes_are_checked_again(kept):
    reviews, id, found = kept
    first, second, _ = found.findings
    reviews.decide(id, "ann", finding_id(first), Decision("dismissed", "It was.", "Ask them."))
    reviews.decide(id, "ann", finding_id(second), Decision("accepted"))
    assert reviews.keep("ann", "renamed.md", BYTES) == KeptFile(id, former_name="paper.md")
    reviews.put(id, "ann", document("renamed.md"), review(finding(), finding(30)))
    decisions = reviews.decisions(id, "ann")
    assert decision_on(first, decisions) == Decision("dismissed", "It was.", "Ask them.")
    assert reviews.entry(id, "ann").decided == 1, "what isn't found any more isn't counted"
    assert decided((first, second), decisions) == {"open": 0, "accepted": 1, "dismissed": 1}
    assert reviews.entry(id, "ann").name == "renamed.md"


@given(findings, st.text(max_size=30))
def test_a_finding_stays_the_same_when_it_is_told_in_other_words(one, words):
    assert finding_id(replace(one, message=words, related=())) == finding_id(one)


def test_decisions_on_what_is_not_found_any_more_are_told(kept):
    reviews, id, found = kept
    first, second, _ = found.findings
    for one in (first, second):
        reviews.decide(id, "ann", finding_id(one), Decision("dismissed", one.message))
    decisions = reviews.decisions(id, "ann")
    assert no_longer_apply(found.findings, decisions) == ()
    reworded = replace(first, message="Otherwise.")
    assert no_longer_apply([reworded], decisions) == (Decision("dismissed", second.message),)
    assert len(no_longer_apply([replace(first, verdict="ok")], decisions)) == 2


def test_a_note_alone_decides_nothing(kept):
    reviews, id, found = kept
    reviews.decide(id, "ann", finding_id(found.findings[0]), Decision(note="Ask them."))
    assert reviews.entry(id, "ann").decided == 0
    assert decision_on(found.findings[0], reviews.decisions(id, "ann")).note == "Ask them."


def test_an_undone_decision_leaves_nothing(kept):
    reviews, id, found = kept
    key = finding_id(found.findings[0])
    reviews.decide(id, "ann", key, Decision("accepted"))
    reviews.decide(id, "ann", key, Decision())
    assert reviews.decisions(id, "ann") == {}


def test_a_manuscript_that_was_never_checked_is_forgotten_and_a_checked_one_is_not(kept):
    reviews, id, _ = kept
    other = reviews.keep("ann", "other.md", b"other").id
    with pytest.raises(ReviewOutdated, match="check it again"):
        reviews.checked(other, "ann")
    for each in (id, other):
        reviews.forget_unchecked(each, "ann")
    assert [entry.id for entry in reviews.entries("ann")] == [id]


def test_a_review_of_another_version_asks_to_be_made_again(kept, workspace):
    reviews, id, _ = kept
    with workspace._file.writing() as rows:
        rows.execute("UPDATE review_files SET checked = ?", (b"of another version",))
    with pytest.raises(ReviewOutdated, match="another version of Pincite"):
        reviews.checked(id, "ann")


def test_nothing_of_a_deleted_manuscript_is_left_in_the_files(kept, tmp_path):
    reviews, id, found = kept
    secret = reviews.keep("ann", "secret.md", f"{SECRET} {'x' * 9000}".encode()).id
    reviews.put(secret, "ann", document("secret.md"), found)
    reviews.decide(secret, "ann", finding_id(found.findings[0]), Decision("dismissed", SECRET))
    assert SECRET.encode() in b"".join(path.read_bytes() for path in tmp_path.glob(f"{NAME}*"))
    reviews.delete(secret, "ann")
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in tmp_path.glob(f"{NAME}*"))
    with pytest.raises(NotKept):
        reviews.entry(secret, "ann")
    assert reviews.entry(id, "ann").is_checked
