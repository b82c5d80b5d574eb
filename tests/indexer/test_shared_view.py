"""Views and look-ups of one library by many threads: one version for all inside, and nobody waits for thinking."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from indexer import shared_view
from indexer.encoder import HashingEncoder
from indexer.library import Library
from indexer.shared_view import SharedView, WritingTurn

PATIENCE = 10
ONE, TWO = ("Firms gain from near neighbours.",), ("Harbours rebuild their quays.",)


class Counting:
    """Read transactions that are counted."""

    def __init__(self) -> None:
        self.begun = self.open = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        self.begun += 1
        self.open += 1
        yield
        self.open -= 1


@pytest.fixture
def transactions() -> Counting:
    return Counting()


@pytest.fixture
def shared(transactions: Counting) -> SharedView:
    return SharedView(transactions.reading)


def in_a_thread(pool: ThreadPoolExecutor, shared: SharedView, until: threading.Event) -> threading.Event:
    """A view that another thread has open until the event; it is open when this returns."""
    is_open = threading.Event()

    def view() -> None:
        with shared.view():
            is_open.set()
            assert until.wait(PATIENCE)

    pool.submit(view).add_done_callback(lambda done: done.result())
    assert is_open.wait(PATIENCE)
    return is_open


def test_views_at_the_same_time_share_one_transaction_and_keep_nobody_out(shared, transactions):
    over = threading.Event()
    with ThreadPoolExecutor(2) as pool:
        in_a_thread(pool, shared, over)
        with shared.view(), shared:
            assert transactions.open == transactions.begun == 1
        over.set()
    assert transactions.open == 0
    with shared.view():
        assert transactions.begun == 2


def test_who_comes_after_a_write_waits_for_a_new_view(shared, transactions):
    over = threading.Event()
    turn = WritingTurn(shared.outdate)
    with ThreadPoolExecutor(4) as pool:
        in_a_thread(pool, shared, over)
        with turn:
            pass
        looks = [pool.submit(look, shared, transactions) for _ in range(2)]
        time.sleep(0.1)
        assert not any(one.done() for one in looks)
        over.set()
        assert [one.result(PATIENCE) for one in looks] == [0, 0]


def look(shared: SharedView, transactions: Counting) -> int:
    with shared:
        return transactions.open


def test_nobody_waits_for_themselves(shared):
    with shared.view():
        shared.outdate()
        with shared, shared.view(), shared:
            pass
    with shared:
        shared.outdate()
        with shared.view():
            pass


def test_an_old_view_is_joined_by_nobody(shared, transactions, monkeypatch):
    monkeypatch.setattr(shared_view, "RENEWED_AFTER", 0.05)
    over = threading.Event()
    with ThreadPoolExecutor(2) as pool:
        in_a_thread(pool, shared, over)
        time.sleep(0.1)
        waiting = pool.submit(in_a_view, shared, transactions)
        time.sleep(0.1)
        assert not waiting.done()
        over.set()
        assert waiting.result(PATIENCE) == 2


def in_a_view(shared: SharedView, transactions: Counting) -> int:
    with shared.view():
        return transactions.begun


def test_what_goes_wrong_inside_leaves_it_usable(shared, transactions):
    for inside in (shared.view, lambda: shared):
        with pytest.raises(ZeroDivisionError), inside():
            raise ZeroDivisionError
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(look, shared, transactions).result(PATIENCE) == 0


def test_what_a_thread_wrote_it_sees_though_others_have_views_open(library, hold, make_document):
    hold(library, make_document(*ONE))
    over, is_open = threading.Event(), threading.Event()

    def view() -> tuple[int, int]:
        with library.view():
            before = library.size()
            is_open.set()
            over.wait(0.3)
            return before, library.size()

    with ThreadPoolExecutor(1) as pool:
        seen = pool.submit(view)
        assert is_open.wait(PATIENCE)
        hold(library, make_document(*TWO, name="other.txt"))
        assert len(library.holdings()) == 2
        assert seen.result() == (1, 1)


@pytest.mark.slow
def test_each_view_is_of_one_version_while_others_write(library, hold, make_document, tmp_path):
    """Counts, ids, vectors and passages agree with each other in every view, whoever writes meanwhile."""
    hold(library, make_document(*ONE))
    over = threading.Event()

    def read(seed: int) -> int:
        chance, views = random.Random(seed), 0
        while not over.is_set():
            with library.view():
                size = library.size()
                time.sleep(chance.random() / 100)
                near = library.nearest(library.encoder.encode([ONE[0]])[0], 10_000)
                assert len(near) == size == library.size() == sum(held.passages for held in library.holdings())
                assert len(library.passages([i for i, _ in near])) == size
                views += 1
        return views

    with ThreadPoolExecutor(4) as pool, Library(library.folder, HashingEncoder(library.encoder.dimension)) as other:
        readers = [pool.submit(read, seed) for seed in range(4)]
        try:
            for number in range(12):
                document = make_document(f"Text {number}.", name=f"{number}.txt")
                hold(other if number % 2 else library, document)
                if number % 3 == 2:
                    library.remove(document.digest)
        finally:
            over.set()
        assert all(one.result(PATIENCE) for one in readers)
