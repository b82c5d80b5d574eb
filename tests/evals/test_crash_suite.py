"""The crash suite: what it holds a library to, and that it can fail."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.__main__ import main
from evals.crashing import server
from evals.crashing.account import Account, Told
from evals.crashing.flaws import POWER_FLAWS
from evals.crashing.server import server_round, started
from evals.crashing.sources import make_sources
from evals.suites.crash import CrashReport, Round, measure, to_text
from indexer.checking.check import check
from indexer.intake import take
from service import bootstrap
from service.settings import Settings

ROUND = Round(1, "add", "a moment", ("leftover",), ())
NAMES = st.sampled_from(["a", "b", "c"])
DIGESTS = st.sampled_from(["1", "2"])
LINES = st.lists(
    st.builds(
        lambda action, name, digest: {"action": action, "name": name, "digest": digest, "title": "T"},
        st.sampled_from(["add", "change", "remove"]),
        NAMES,
        DIGESTS,
    ),
    max_size=8,
)


def both(lines: list[Told]) -> list[Told]:
    return [{"at": at, **line} for line in lines for at in ("begin", "done")]


def after(lines: list[Told]) -> dict[str, str]:
    account = Account()
    account.follow(both(lines))
    return account.held


class TestAccount:
    @given(LINES)
    def test_what_was_reported_is_right_and_nothing_else_is(self, lines: list[Told]) -> None:
        account = Account()
        account.follow(both(lines))
        assert account.faults(account.held, {}) == []
        for name in account.held:
            lost = {other: digest for other, digest in account.held.items() if other != name}
            assert len(account.faults(lost, {})) == 1
            assert len(account.faults({**account.held, name: "another"}, {})) == 1
        assert len(account.faults({**account.held, "never added": "1"}, {})) == 1

    @given(LINES.filter(bool))
    def test_of_what_was_under_way_both_states_are_right(self, lines: list[Told]) -> None:
        account = Account()
        account.follow([*both(lines[:-1]), {"at": "begin", **lines[-1]}])
        assert account.moment() == lines[-1]["action"]
        for held in (after(lines[:-1]), after(lines)):
            assert account.faults(held, {}) == []
            settled = Account(dict(account.held), {}, account.under_way)
            settled.settle(held, {})
            assert settled.held == held and settled.faults(held, {}) == []

    def test_a_title_that_was_put_in_must_stay(self) -> None:
        account = Account({"a": "1"}, {"1": "By hand"})
        assert account.faults({"a": "1"}, {"1": "By hand"}) == []
        assert len(account.faults({"a": "1"}, {"1": "As read"})) == 1

    def test_a_file_that_could_not_be_added_is_none_that_is_lost(self) -> None:
        account = Account()
        line = {"action": "add", "name": "a", "digest": "1"}
        account.follow([{"at": "begin", **line}, {"at": "failed", **line}])
        assert account.faults({}, {}) == [] and account.moment() == "between two"


def test_the_report_passes_only_if_nothing_is_lost() -> None:
    assert CrashReport(1, (ROUND,)).passed
    lost = replace(ROUND, number=2, moment="remove", faults=("a.txt: nothing is held, and not 12ab",))
    report = CrashReport(1, (ROUND, lost))
    assert not report.passed
    text = to_text(report)
    assert "round 2 (remove): a.txt" in text and "Lost or half there" in text


def test_the_sources_say_each_a_thing_of_its_own(tmp_path: Path) -> None:
    make_sources(tmp_path / "sources")
    firsts = {path.read_text().splitlines()[0] for path in (tmp_path / "sources").glob("*.txt")}
    assert len(firsts) == 12


@pytest.mark.slow
def test_a_few_blows_leave_everything_that_was_reported() -> None:
    report = measure(Settings(encoder="hashing-32"), 3, 5)
    assert len(report.rounds) == 3
    assert report.passed, to_text(report)


@pytest.mark.slow
def test_the_command_prints_the_table_and_writes_the_results(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["crash", "--rounds", "1", "--seed", "2", "--json", str(tmp_path / "crash.json")]) == 0
    assert "lost or half there" in capsys.readouterr().out
    assert (tmp_path / "crash.json").stat().st_size > 50


@pytest.mark.slow
@pytest.mark.parametrize("flaw", ["halves", "unfiled"])
def test_a_product_that_loses_documents_is_seen_through(flaw: str) -> None:
    report = measure(Settings(encoder="hashing-32"), 15, 3, flaw)
    assert not report.passed, to_text(report)
    assert report.rounds[-1].faults


needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="a power cut needs strace")


@pytest.mark.slow
def test_what_a_server_answers_is_taken_into_account(tmp_path: Path) -> None:
    path = tmp_path / "Ostby.txt"
    path.write_text("The warehouse of Ostby stores 1000 barrels of tar.\n")
    with started(Settings(library=tmp_path / "library", encoder="hashing-32", ocr="off"), "serve", "--port", "0") as it:
        try:
            assert server._sent(server._port(it), path) == "Ostby.txt"
        finally:
            it.kill()


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("flaw", POWER_FLAWS)
def test_a_product_that_syncs_too_little_is_seen_through(flaw: str) -> None:
    report = measure(Settings(encoder="hashing-32"), 0, 3, flaw, power=8)
    assert not report.passed, to_text(report)


@needs_strace
@pytest.mark.slow
def test_a_power_cut_takes_nothing_back_that_was_reported() -> None:
    report = measure(Settings(encoder="hashing-32"), 0, 5, power=12)
    assert len(report.rounds) == 12
    assert report.passed, to_text(report)


@pytest.mark.slow
def test_a_planted_loss_ends_the_command_with_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crash", "--rounds", "8", "--seed", "3", "--planted", "early"]) == 1
    assert "Lost or half there" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_repair_beside_a_server_that_is_killed_loses_nothing(tmp_path: Path, seed: int) -> None:
    """The server is killed while it takes files and a repair runs; half of the time the repair is killed too."""
    chance, settings = random.Random(seed), Settings(library=tmp_path / "library", encoder="hashing-32", ocr="off")
    make_sources(tmp_path / "sources")
    account = Account()
    with closing(bootstrap.library(settings, create=True)) as library, bootstrap.reader(settings) as read:
        for outcome in take(library, sorted((tmp_path / "sources").glob("*-0[0-4].txt")), read):
            assert outcome.holding is not None
            account.held[outcome.holding.name] = outcome.holding.digest
    with closing(sqlite3.connect(settings.library / "library.sqlite", isolation_level=None)) as damaged:
        damaged.execute("UPDATE documents SET layers = zeroblob(9) WHERE number IN (1, 3)")
        damaged.execute("DELETE FROM words WHERE rowid % 3 = 0")

    def repair_beside() -> None:
        with started(settings, "check", "--repair") as repairing:
            if seed % 2:
                time.sleep(chance.random() * 3)
                repairing.kill()

    account.follow(server_round(settings, tmp_path / "sources", chance, repair_beside))
    with started(settings, "check", "--repair") as repairing:
        assert repairing.wait() == 0
    assert check(settings.library).faults == ()
    with closing(bootstrap.library(settings)) as library:
        held = {holding.name: holding.digest for holding in library.holdings()}
    assert account.faults(held, {}) == []
