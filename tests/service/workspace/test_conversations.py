"""Conversations: what is kept comes back as it was, to its reader alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from corpus.document import Span
from service.ask.answer import Answer
from service.ask.scope import EVERYTHING, Scope
from service.errors import NotKept
from service.naming import typed
from service.quotes.notice import Notice
from service.quotes.quote import Place, Quote, TableRow
from service.tables.computation import CellRef, Computation, Disagreement, Disputed
from service.workspace import conversations as kept_as
from service.workspace.conversations import HistoryFull, Placed, Sources
from service.workspace.workspace import Workspace

NOTHING = Sources()
PLACE = Place("a.pdf", "0a", 90, 100, "Quays stay", 2, "iv", "In sum", "(Abel, 1901, p. iv)")
QUOTE = Quote(
    **vars(PLACE),
    row=TableRow("Table 1", ("Quay", "Metres"), ("Ostby", "40"), (Span(90, 95), Span(96, 100))),
    marks=(Span(90, 95),),
    before="Before.",
    after="После.",
    repeats=(PLACE,),
    reports=("Porter, 1990",),
    doubts=("reading order uncertain",),
)
CELL = CellRef("0a" * 32, "a.pdf", "1", 0, 1, Span(96, 100), "40", 40.0, "m")
DISPUTED = Disputed("0a" * 32, "a.pdf", Span(96, 100), "40")
WHOLE = Answer(
    "q",
    "How long?",
    False,
    "",
    "“Quays stay” (Abel, 1901)",
    (QUOTE,),
    (QUOTE,),
    (Notice("corrected", "Read “qay” as “quay”"),),
    (Computation("sum", "40 + 2 = 42 m", "42 m", (CELL,)),),
    (Disagreement("table_conflict", "40 here, 41 there", (DISPUTED, DISPUTED)),),
)
ANY_TEXT = st.text(max_size=40)


@pytest.fixture
def conversations():
    workspace = Workspace(None)
    yield workspace.conversations
    workspace.close()


def answer(text: str) -> Answer:
    return Answer("", text, True, "Not found.", "Not found.")


def test_an_answer_comes_back_as_it_was_given(tmp_path):
    sources = Sources({"0a": "state"}, {"0a:90": ("Part one", "In sum")})
    scope = Scope(("0a",), ("Abel",), 1990, None, ("en",))
    workspace = Workspace(tmp_path)
    placed = workspace.conversations.begin("me", "How long?", scope)
    workspace.conversations.answer(placed, WHOLE, sources)
    workspace.close()
    again = Workspace(tmp_path)
    kept = again.conversations.get(placed.id, "me")
    assert kept.turns[0].answer == WHOLE and kept.turns[0].sources == sources
    assert kept.scope == kept.turns[0].scope == scope and kept.name == "How long?"
    again.close()


def test_an_answer_in_an_unknown_form_is_none(conversations):
    placed = conversations.begin("me", "How long?")
    with conversations._file.writing() as file:
        file.execute("UPDATE turns SET answer = ?, scope = ?", (b'{"an": "other form"}', b"[1]"))
    assert conversations.turn(placed.id, "me", 1).answer is None
    assert conversations.get(placed.id, "me").turns[0].scope == EVERYTHING


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_questions_are_kept_in_their_order_whatever_they_are(questions):
    workspace = Workspace(None)
    kept = workspace.conversations
    first = kept.begin("me", questions[0])
    for question in questions[1:]:
        kept.add(first.id, "me", question)
    assert [turn.question for turn in kept.get(first.id, "me").turns] == list(map(typed, questions))
    assert [turn.number for turn in kept.get(first.id, "me").turns] == list(range(1, len(questions) + 1))
    workspace.close()


def test_what_is_sent_twice_is_one_question(conversations):
    first = conversations.begin("me", "How long?", token="t")
    assert conversations.begin("me", "How long?", token="t") == Placed(first.id, 1, is_new=False)
    assert conversations.begin("me", "How wide?", token="t").id != first.id
    assert conversations.begin("you", "How long?", token="t").id != first.id
    assert conversations.begin("me", "How long?").id != conversations.begin("me", "How long?").id
    second = conversations.add(first.id, "me", "And now?", after=1)
    assert second == Placed(first.id, 2)
    assert conversations.add(first.id, "me", "And now?", after=1) == Placed(first.id, 2, is_new=False)
    assert conversations.add(first.id, "me", "And now?", after=2) == Placed(first.id, 3)
    assert conversations.add(first.id, "me", "Other?", after=1) == Placed(first.id, 4)


def test_a_question_that_cannot_be_answered_leaves_nothing(conversations):
    first = conversations.begin("me", "?")
    conversations.drop(first)
    assert conversations.listed("me") == ()
    first = conversations.begin("me", "How long?")
    conversations.answer(first, answer("How long?"), NOTHING)
    conversations.drop(conversations.add(first.id, "me", "?"))
    conversations.drop(first)
    assert [turn.question for turn in conversations.get(first.id, "me").turns] == ["How long?"]


def test_answered_questions_before_one_are_its_history(conversations):
    first = conversations.begin("me", "0")
    for number in range(1, 20):
        placed = conversations.add(first.id, "me", str(number))
        if number % 2:
            conversations.answer(placed, answer(str(number)), NOTHING)
    assert conversations.questions_before(placed, 3) == ("13", "15", "17")
    assert conversations.questions_before(first, 3) == ()


def test_find_looks_into_names_questions_and_answers(conversations):
    placed = conversations.begin("me", "How long is the Überlingen quay?")
    conversations.answer(placed, WHOLE, NOTHING)
    other = conversations.begin("me", "Nothing of the kind")
    conversations.rename(other.id, "me", "Łódź, chapter_two 100%")
    for find, found in (
        ("uberlingen QUAY", [placed.id]),
        ("abel", [placed.id]),
        ("lodz two", [other.id]),
        ("kind", [other.id]),
        ("abel kind", []),
        ("berlin", [placed.id]),
        ("ab", []),
        ("<o>", []),
        ("<of>", [other.id]),
        ("%", []),
        ("\x00", []),
        ('"_"', []),
        ("", [other.id, placed.id]),
        (" \n", [other.id, placed.id]),
    ):
        assert [one.id for one in conversations.listed("me", find)] == found, find
    assert conversations.listed("you", "quay") == ()


def test_any_number_of_words_is_looked_for(conversations):
    placed = conversations.begin("me", "How long is the quay?")
    assert [one.id for one in conversations.listed("me", "quay " * 3000)] == [placed.id]
    assert conversations.listed("me", " ".join(f"quay{n}" for n in range(3000))) == ()
    assert conversations.listed("me", "q" * 60_000) == ()


def test_a_name_may_be_anything_and_an_empty_one_is_the_first_question(conversations):
    placed = conversations.begin("me", "How\n long?")
    assert conversations.get(placed.id, "me").name == "How long?"
    conversations.rename(placed.id, "me", "  <b>bold</b>\x07 " + "x" * 500)
    assert conversations.get(placed.id, "me").name.startswith("<b>bold</b> xxx")
    assert len(conversations.get(placed.id, "me").name) == kept_as.LONGEST_NAME
    conversations.rename(placed.id, "me", " ")
    assert conversations.get(placed.id, "me").name == "How long?"


def test_the_one_unused_the_longest_makes_room(conversations, monkeypatch):
    monkeypatch.setattr(kept_as, "MOST_CONVERSATIONS", 3)
    placed = [conversations.begin("me", str(number)) for number in range(3)]
    other = conversations.begin("you", "1")
    conversations.add(placed[0].id, "me", "used again")
    last = conversations.begin("me", "4")
    assert [one.id for one in conversations.listed("me")] == [last.id, placed[0].id, placed[2].id]
    with pytest.raises(NotKept):
        conversations.get(placed[1].id, "me")
    assert conversations.get(other.id, "you").name == "1"


def test_one_conversation_has_room_for_so_many_questions(conversations, monkeypatch):
    monkeypatch.setattr(kept_as, "MOST_TURNS", 2)
    placed = conversations.begin("me", "first")
    conversations.add(placed.id, "me", "second")
    with pytest.raises(HistoryFull, match="begin a new one"):
        conversations.add(placed.id, "me", "third")


def test_what_was_used_last_comes_first(conversations):
    first, second = (conversations.begin("me", question).id for question in ("1", "2"))
    assert [one.id for one in conversations.listed("me")] == [second, first]
    conversations.add(first, "me", "3")
    assert [(one.id, one.questions) for one in conversations.listed("me", most=1)] == [(first, 2)]
    assert [one.id for one in conversations.listed("me", most=1, after=1)] == [second]
    assert conversations.listed("me", after=2) == ()


class Histories(RuleBasedStateMachine):
    """Two readers who ask, answer, rename and delete, beside a plain account of the same."""

    def __init__(self) -> None:
        super().__init__()
        self.workspace = Workspace(None)
        self.kept = self.workspace.conversations
        self.told: dict[str, tuple[str, list[str]]] = {}

    def teardown(self) -> None:
        self.workspace.close()

    @rule(reader=st.sampled_from("ab"), question=ANY_TEXT)
    def begin(self, reader, question):
        placed = self.kept.begin(reader, question)
        assert placed.id not in self.told
        self.told[placed.id] = (reader, [typed(question)])

    @precondition(lambda self: self.told)
    @rule(data=st.data(), reader=st.sampled_from("ab"), question=ANY_TEXT)
    def add(self, data, reader, question):
        id = data.draw(st.sampled_from(sorted(self.told)))
        owner, questions = self.told[id]
        if owner == reader:
            placed = self.kept.add(id, reader, question)
            questions.append(typed(question))
            self.kept.answer(placed, answer(question), NOTHING)
        else:
            for act in (
                lambda: self.kept.add(id, reader, question),
                lambda: self.kept.get(id, reader),
                lambda: self.kept.turn(id, reader, 1),
                lambda: self.kept.rename(id, reader, "mine"),
                lambda: self.kept.narrow(id, reader, EVERYTHING),
                lambda: self.kept.delete(id, reader),
            ):
                with pytest.raises(NotKept):
                    act()

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def delete(self, data):
        id = data.draw(st.sampled_from(sorted(self.told)))
        self.kept.delete(id, self.told.pop(id)[0])

    @invariant()
    def each_reader_has_what_they_asked(self):
        for reader in "ab":
            mine = {id: questions for id, (owner, questions) in self.told.items() if owner == reader}
            assert {one.id: one.questions for one in self.kept.listed(reader)} == {
                id: len(questions) for id, questions in mine.items()
            }
            for id, questions in mine.items():
                assert [turn.question for turn in self.kept.get(id, reader).turns] == questions


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
