"""What was kept in memory for want of room, and what another server kept in the file meanwhile: none of it is lost."""

from __future__ import annotations

import resource
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.ask.scope import EVERYTHING
from service.errors import NotKept
from service.review.decisions import Decision
from service.workspace.workspace import NAME, Workspace

ME = "reader"
LONG = "long " * 40_000


@contextmanager
def no_room(folder):
    """Files of the folder may become no longer than its workspace is."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / NAME).stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def two(tmp_path):
    """Two servers over one library; what the first does is carried once its disk was found full."""
    one, other = Workspace(tmp_path), Workspace(tmp_path)
    yield one, other
    one.close()
    other.close()


def carry(folder, workspace) -> str:
    """Let the workspace find its disk full; the conversation that it began then."""
    with no_room(folder):
        placed = workspace.conversations.begin(ME, f"What is peat? {LONG}")
    assert not workspace.is_kept
    return placed.id


def questions(workspace, id) -> list[str]:
    return [turn.question for turn in workspace.conversations.get(id, ME).turns]


def put_back(workspace) -> None:
    """The next thing that is kept."""
    workspace.conversations.begin(ME, "And now?")
    assert workspace.is_kept


def test_conversations_of_both_are_there(two, tmp_path):
    one, other = two
    mine = carry(tmp_path, one)
    theirs = [other.conversations.begin(ME, f"Question {number}?").id for number in range(2)]
    one.close()
    for id in (mine, *theirs):
        assert len(questions(other, id)) == 1


def test_a_turn_whose_number_was_taken_gets_the_next(two, tmp_path):
    one, other = two
    id = one.conversations.begin(ME, "First?").id
    carry(tmp_path, one)
    with no_room(tmp_path):
        one.conversations.add(id, ME, "Mine?")
    other.conversations.add(id, ME, "Theirs?")
    # While it is being answered, it keeps the number that it is answered under.
    one.conversations.begin(ME, "And now?")
    assert not one.is_kept and questions(one, id) == ["First?", "Mine?"]
    one.close()
    assert questions(other, id) == ["First?", "Theirs?", "Mine?"]


def test_what_was_deleted_here_is_deleted_unless_it_went_on_there(two, tmp_path):
    one, other = two
    gone, continued = (one.conversations.begin(ME, question).id for question in ("Gone?", "Continued?"))
    carry(tmp_path, one)
    with no_room(tmp_path):
        one.conversations.delete(gone, ME)
        one.conversations.delete(continued, ME)
    other.conversations.add(continued, ME, "Theirs?")
    put_back(one)
    with pytest.raises(NotKept):
        other.conversations.get(gone, ME)
    assert questions(other, continued) == ["Continued?", "Theirs?"]


def test_what_was_deleted_there_is_not_brought_back(two, tmp_path):
    one, other = two
    id = one.conversations.begin(ME, "First?").id
    carry(tmp_path, one)
    with no_room(tmp_path):
        one.conversations.add(id, ME, "Mine?")
    other.conversations.delete(id, ME)
    put_back(one)
    with pytest.raises(NotKept):
        one.conversations.get(id, ME)


def test_a_name_given_here_and_a_question_asked_there_are_both_kept(two, tmp_path):
    one, other = two
    id = one.conversations.begin(ME, "First?").id
    carry(tmp_path, one)
    with no_room(tmp_path):
        one.conversations.rename(id, ME, "Bogs")
    other.conversations.add(id, ME, "Theirs?", EVERYTHING)
    put_back(one)
    assert other.conversations.get(id, ME).name == "Bogs" and questions(other, id) == ["First?", "Theirs?"]


def test_a_manuscript_kept_by_both_is_one_and_its_decisions_are_both_there(two, tmp_path):
    one, other = two
    id = one.reviews.keep(ME, "old.txt", b"old").id
    carry(tmp_path, one)
    with no_room(tmp_path):
        one.reviews.decide(id, ME, "f1", Decision("accepted"))
        one.reviews.decide(id, ME, "f2", Decision("accepted"))
        one.reviews.keep(ME, "new.txt", b"new" * 100_000)
    other.reviews.decide(id, ME, "f2", Decision("dismissed", "not so"))
    theirs = other.reviews.keep(ME, "new.txt", b"new" * 100_000).id
    one.close()
    decided = other.reviews.decisions(id, ME)
    assert decided["f1"].status == "accepted" and decided["f2"].status == "dismissed"
    assert {entry.id for entry in other.reviews.entries(ME)} == {id, theirs}


STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 2)), max_size=12)


@given(STEPS)
@settings(max_examples=20, deadline=None)
def test_whatever_both_ask_is_there_in_the_end(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("library")
    one, other = Workspace(folder), Workspace(folder)
    ids = [one.conversations.begin(ME, f"Conversation {number}?").id for number in range(3)]
    carry(folder, one)
    for number, (mine, at) in enumerate(steps):
        if mine:
            with no_room(folder):
                one.conversations.add(ids[at], ME, f"{number}?")
        else:
            other.conversations.add(ids[at], ME, f"{number}?")
    one.close()
    for at, id in enumerate(ids):
        asked = {f"{number}?" for number, (_, which) in enumerate(steps) if which == at}
        assert set(questions(other, id)[1:]) == asked
    other.close()
