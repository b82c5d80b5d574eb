"""The board: however a job's work ends, its state is final, and what it left is cleared up once."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import JobUnknown, QuestionError
from service.web.jobs.board import KEPT, Board
from service.web.jobs.job import ENDED, Item

LANES = ("reading", "checking")
ME, OTHER = "me", "other"
PATIENCE = 20


@contextmanager
def opened(lanes=LANES):
    board = Board(lanes)
    try:
        yield board
    finally:
        board.close()


@pytest.fixture
def board():
    with opened() as one:
        yield one


def ended(board: Board, id: str, reader: str = ME):
    """The job once it has ended."""
    until = time.monotonic() + PATIENCE
    while not (job := board.job(id, reader)).is_ended:
        assert time.monotonic() < until, job
        time.sleep(0.002)
    return job


class Gate:
    """Work that waits until it is let through, and tells of itself before and after."""

    def __init__(self) -> None:
        self.begun, self.open = threading.Event(), threading.Event()

    def __call__(self, teller) -> str:
        teller("Waiting at the gate", 0, 2)
        self.begun.set()
        assert self.open.wait(PATIENCE)
        teller("Through the gate", 1, 2)
        return "/through"


def failing(error: BaseException):
    def work(teller) -> str:
        raise error

    return work


class TestOrder:
    def test_a_lane_works_in_the_order_in_which_work_came(self, board):
        gate, order = Gate(), []
        first = board.submit("reading", ME, "first", gate)
        rest = [board.submit("reading", ME, str(n), lambda teller, n=n: (order.append(n), "")[1]) for n in range(5)]
        assert gate.begun.wait(PATIENCE)
        assert [board.job(job.id, ME).ahead for job in rest] == [1, 2, 3, 4, 5]
        gate.open.set()
        ended(board, rest[-1].id)
        assert order == [0, 1, 2, 3, 4] and board.job(first.id, ME).result == "/through"

    def test_a_long_job_keeps_the_other_lane_free(self, board):
        gate = Gate()
        long = board.submit("checking", ME, "a review", gate)
        short = board.submit("reading", ME, "an upload", lambda teller: "/library")
        assert ended(board, short.id).result == "/library"
        assert board.job(long.id, ME).status in ("waiting", "running")
        gate.open.set()
        assert ended(board, long.id).status == "done"

    def test_it_tells_how_far_it_has_come(self, board):
        gate = Gate()
        job = board.submit("reading", ME, "t", gate, items=[Item("a"), Item("b")])
        assert gate.begun.wait(PATIENCE)
        now = board.job(job.id, ME)
        assert (now.status, now.step, now.done, now.total) == ("running", "Waiting at the gate", 0, 2)
        gate.open.set()
        assert ended(board, job.id).version > now.version

    def test_each_item_has_its_outcome(self, board):
        def work(teller) -> str:
            teller.item(1, Item("b", "failed", "it is empty"))
            return ""

        job = board.submit("reading", ME, "t", work, items=[Item("a"), Item("b"), Item("c")])
        assert ended(board, job.id).items == (Item("a"), Item("b", "failed", "it is empty"), Item("c"))


class TestCancelling:
    def test_what_has_not_begun_ends_at_once_and_never_begins(self, board):
        gate, begun, discarded = Gate(), [], []
        board.submit("reading", ME, "before", gate)
        assert gate.begun.wait(PATIENCE)
        job = board.submit(
            "reading", ME, "t", lambda teller: begun.append(1) or "", discard=lambda: discarded.append(1)
        )
        assert board.cancel(job.id, ME).status == "cancelled" and discarded == [1]
        gate.open.set()
        ended(board, board.submit("reading", ME, "after", lambda teller: "").id)
        assert begun == [] and discarded == [1]

    def test_what_runs_stops_at_its_next_word(self, board):
        gate, discarded = Gate(), []
        job = board.submit("reading", ME, "t", gate, discard=lambda: discarded.append(1))
        assert gate.begun.wait(PATIENCE)
        stopping = board.cancel(job.id, ME)
        assert stopping.status == "running" and stopping.is_stopping and discarded == []
        assert board.cancel(job.id, ME) == stopping
        gate.open.set()
        over = ended(board, job.id)
        assert over.status == "cancelled" and not over.is_stopping and discarded == [1]

    def test_all_work_on_one_thing_is_let_go_of_and_nobody_elses(self, board):
        gate = Gate()
        running = board.submit("reading", ME, "r", gate, about="a")
        assert gate.begun.wait(PATIENCE)
        waiting = [
            board.submit("reading", who, "w", lambda _: "", about=on)
            for who, on in [(ME, "a"), (OTHER, "a"), (ME, "b")]
        ]
        board.cancel_about("a", ME)
        gate.open.set()
        states = [ended(board, job.id, who).status for job, who in zip(waiting, (ME, OTHER, ME), strict=True)]
        assert states == ["cancelled", "done", "done"]
        assert ended(board, running.id).status == "cancelled"

    def test_the_whole_is_told_beside_the_step(self, board):
        seen = []
        job = board.submit("reading", ME, "t", lambda teller: teller("Reading", 1, 2, 0.25) or seen.append(1) or "")
        assert (ended(board, job.id).share, seen) == (0.25, [1])

    def test_work_that_goes_on_after_failures_is_stopped_all_the_same(self, board):
        gate = Gate()

        def work(teller) -> str:
            for _ in range(3):
                try:
                    gate(teller)
                except Exception:
                    continue
            return ""

        job = board.submit("reading", ME, "t", work)
        assert gate.begun.wait(PATIENCE)
        board.cancel(job.id, ME)
        gate.open.set()
        assert ended(board, job.id).status == "cancelled"

    def test_how_it_ended_is_told_once_to_who_wants_to_know(self, board):
        told: list[tuple[str, str]] = []

        def begun(name: str, work):
            return board.submit(
                "reading", ME, name, work, ended=lambda error: told.append((name, type(error).__name__))
            )

        gate = Gate()
        jobs = [begun("done", gate), begun("failed", failing(QuestionError("shorten it"))), begun("never", gate)]
        assert gate.begun.wait(PATIENCE)
        board.cancel(jobs[2].id, ME)
        assert told == [("never", "Cancelled")]
        gate.open.set()
        ended(board, begun("last", lambda teller: "").id)
        board.cancel(jobs[0].id, ME)
        board.close()
        assert told == [
            ("never", "Cancelled"), ("done", "NoneType"), ("failed", "QuestionError"), ("last", "NoneType"),
        ]  # fmt: skip

    def test_the_same_told_twice_is_no_news(self, board):
        news: list[int] = []
        board.follow(lambda: news.append(1))

        def work(teller) -> str:
            teller("Reading", 1, 2)
            before = len(news)
            teller("Reading", 1, 2)
            assert len(news) == before
            return "/there"

        assert ended(board, board.submit("reading", ME, "t", work).id).status == "done"

    def test_an_ended_job_stays_what_it_is(self, board):
        job = board.submit("reading", ME, "t", lambda teller: "/there")
        done = ended(board, job.id)
        assert board.cancel(job.id, ME) == done

    def test_closing_lets_go_of_what_waits_and_of_what_comes_later(self):
        board, discarded = Board(LANES), []
        gate = Gate()
        running = board.submit("reading", ME, "r", gate, discard=lambda: discarded.append("r"))
        assert gate.begun.wait(PATIENCE)
        waiting = board.submit("reading", ME, "w", lambda teller: "", discard=lambda: discarded.append("w"))
        closing = threading.Thread(target=board.close)
        closing.start()
        assert ended(board, waiting.id).status == "cancelled"
        gate.open.set()
        closing.join(PATIENCE)
        late = board.submit("reading", ME, "l", lambda teller: "", discard=lambda: discarded.append("l"))
        assert {board.job(job.id, ME).status for job in (running, waiting, late)} == {"cancelled"}
        assert discarded == ["w", "r", "l"]


class TestFailing:
    def test_a_failure_of_ours_is_told_in_its_own_line(self, board):
        job = ended(board, board.submit("reading", ME, "t", failing(QuestionError("shorten it"))).id)
        assert (job.status, job.problem) == ("failed", "shorten it")

    @pytest.mark.parametrize("error", [ValueError("/home/me/secret"), SystemExit(3), MemoryError()])
    def test_any_other_failure_is_logged_and_its_line_kept_back(self, board, error, caplog):
        with caplog.at_level(logging.CRITICAL, "pincite.service"):
            job = ended(board, board.submit("reading", ME, "t", failing(error)).id)
            assert job.status == "failed" and job.problem and "secret" not in job.problem
            assert ended(board, board.submit("reading", ME, "next", lambda teller: "").id).status == "done"

    def test_a_failure_to_clear_up_does_not_stop_the_lane(self, board, caplog):
        with caplog.at_level(logging.CRITICAL, "pincite.service"):
            job = board.submit("reading", ME, "t", lambda teller: "/there", discard=lambda: 1 / 0)
            assert ended(board, job.id).result == "/there"
            assert ended(board, board.submit("reading", ME, "next", lambda teller: "").id).status == "done"

    def test_there_is_no_third_lane(self, board):
        with pytest.raises(KeyError):
            board.submit("writing", ME, "t", lambda teller: "")
        assert board.jobs(ME) == ()


class TestPrivacy:
    def test_a_job_is_known_to_its_reader_alone(self, board):
        mine = board.submit("reading", ME, "mine", lambda teller: "")
        ended(board, mine.id)
        for call in (board.job, board.cancel):
            with pytest.raises(JobUnknown):
                call(mine.id, OTHER)
        assert board.jobs(OTHER) == () and [job.id for job in board.jobs(ME)] == [mine.id]

    def test_an_id_can_not_be_guessed(self, board):
        ids = {board.submit("reading", ME, "t", lambda teller: "").id for _ in range(50)}
        assert len(ids) == 50 and all(len(id) >= 12 for id in ids)


class TestForgetting:
    def test_only_the_latest_ended_jobs_are_remembered(self, board):
        ids = [board.submit("reading", ME, "t", lambda teller: "").id for _ in range(KEPT + 5)]
        ended(board, ids[-1])
        board.submit("reading", ME, "one more", lambda teller: "")
        with pytest.raises(JobUnknown):
            board.job(ids[0], ME)
        assert len(board.jobs(ME)) == KEPT + 1 and board.job(ids[-1], ME).is_ended

    def test_one_that_has_ended_is_forgotten_when_its_reader_says_so(self, board):
        gate = Gate()
        done, running = board.submit("reading", ME, "d", lambda teller: ""), board.submit("checking", ME, "r", gate)
        ended(board, done.id)
        board.forget(done.id, OTHER)
        assert board.job(done.id, ME).is_ended
        for job in (done, running):
            board.forget(job.id, ME)
            board.forget(job.id, ME)
        assert [job.id for job in board.jobs(ME)] == [running.id]
        gate.open.set()

    def test_what_waits_or_runs_is_never_forgotten(self, board):
        gate = Gate()
        running = board.submit("checking", ME, "r", gate)
        assert gate.begun.wait(PATIENCE)
        waiting = board.submit("checking", ME, "w", lambda teller: "")
        ids = [board.submit("reading", ME, "t", lambda teller: "").id for _ in range(KEPT + 5)]
        ended(board, ids[-1])
        board.submit("reading", ME, "t", lambda teller: "")
        assert not board.job(running.id, ME).is_ended and not board.job(waiting.id, ME).is_ended
        gate.open.set()


ERRORS = {"failed": OSError("disk"), "exit": SystemExit()}
ENDINGS = st.sampled_from(["done", "untidy", *ERRORS])
PLANS = st.lists(st.tuples(st.sampled_from(LANES), ENDINGS, st.booleans()), max_size=12)


def planned(ending: str):
    def work(teller) -> str:
        teller("one", 0, 2)
        if ending in ERRORS:
            raise ERRORS[ending]
        teller("two", 1, 2)
        return "/there"

    return work


def clearing(number: int, ending: str, discarded: list[int]):
    def discard() -> None:
        discarded.append(number)
        if ending == "untidy":
            raise OSError("left behind")

    return discard


@pytest.fixture(scope="module")
def unlogged():
    log = logging.getLogger("pincite.service")
    log.disabled = True
    yield
    log.disabled = False


@settings(max_examples=40, deadline=None)
@given(PLANS, st.booleans())
def test_however_work_ends_its_state_is_final_and_it_is_cleared_up_once(unlogged, plan, closes_early):
    discarded: list[int] = []
    jobs = []
    board = Board(LANES)
    for number, (lane, ending, cancels) in enumerate(plan):
        jobs.append(board.submit(lane, ME, ending, planned(ending), discard=clearing(number, ending, discarded)))
        if cancels:
            board.cancel(jobs[-1].id, ME)
    for job in () if closes_early else jobs:
        ended(board, job.id)
    board.close()
    assert sorted(discarded) == list(range(len(plan)))
    for job, (_, ending, cancels) in zip(jobs, plan, strict=True):
        state = board.job(job.id, ME)
        may_be = {"failed" if ending in ERRORS else "done"} | ({"cancelled"} if cancels or closes_early else set())
        assert state.status in may_be <= ENDED
        assert bool(state.result) == (state.status == "done") and bool(state.problem) == (state.status == "failed")
