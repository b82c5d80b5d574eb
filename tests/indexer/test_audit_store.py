"""What an audit keeps goes with the documents that it rests on, and an older library needs nothing to be done."""

from __future__ import annotations

import sqlite3

import pytest

from indexer.audit_store import Kept, Known
from indexer.errors import LibraryUnusable
from indexer.library import Library

ONE = ("Firms learn from their neighbours.", "Wages rise where skills are scarce.")
TWO = ("Ports grew with the coal trade.", "Sheep graze on the hills.")


@pytest.fixture
def two(library, hold, make_document):
    documents = make_document(*ONE, name="one.txt"), make_document(*TWO, name="two.txt")
    for document in documents:
        hold(library, document)
    return tuple(document.digest for document in documents)


def keep_all(library, one, two):
    with library.auditing() as store:
        for digest in (one, two):
            store.keep_sketch(digest, Kept("key", b"sketch", is_compared=True))
            store.keep_findings(digest, Kept("key", b"findings"))
        store.keep_meeting(one, two, b"meeting")
        store.keep_known([one, two], [Known(one, 3, 9, two, b"told"), Known(two, 0, 5, one, b"told")])


def test_nothing_is_kept_before_an_audit(library, two):
    with library.audits() as store:
        assert (store.sketches(), store.findings(), store.meetings(), store.known(two[0], 0, 99)) == ({}, {}, {}, ())


def test_what_is_kept_comes_back_after_a_restart(library, two):
    keep_all(library, *two)
    library.close()
    with Library(library.folder, library.encoder) as again, again.audits() as store:
        assert store.sketches() == {digest: Kept("key", b"sketch", True) for digest in two}
        assert store.findings() == {digest: Kept("key", b"findings") for digest in two}
        assert store.meetings() == {two: b"meeting"}
        assert store.known(two[0], 8, 20) == (b"told",) and store.known(two[0], 9, 20) == ()


def test_a_new_sketch_drops_what_rested_on_the_old_one(library, two):
    keep_all(library, *two)
    with library.auditing() as store:
        store.keep_sketch(two[0], Kept("another key", b"sketch"))
        assert store.meetings() == {} and not store.sketches()[two[0]].is_compared


def test_a_removed_document_takes_everything_along(library, two):
    keep_all(library, *two)
    library.remove("one.txt")
    with library.audits() as store:
        assert list(store.sketches()) == list(store.findings()) == [two[1]]
        assert store.meetings() == {} and store.known(two[1], 0, 99) == ()


def test_what_was_removed_in_the_meantime_is_not_kept(library, two):
    library.remove("one.txt")
    keep_all(library, *two)
    with library.audits() as store:
        assert list(store.sketches()) == [two[1]] and store.meetings() == {} and store.known(two[0], 0, 99) == ()


def test_a_failure_in_the_middle_keeps_nothing(library, two):
    with pytest.raises(LibraryUnusable), library.auditing() as store:
        store.keep_sketch(two[0], Kept("key", b"sketch"))
        raise sqlite3.OperationalError("database or disk is full")
    with library.audits() as store:
        assert store.sketches() == {}
