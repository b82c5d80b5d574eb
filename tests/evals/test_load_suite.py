"""The load suite: what it asks and adds, what it counts, and the whole of it at a small size."""

from __future__ import annotations

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.read import read
from evals.errors import MaterialError
from evals.loading.material import Material, write_abstracts
from evals.loading.readers import Look, Readers, reading
from evals.loading.requests import BrokenReply, Requests, _reply
from evals.report import to_json
from evals.suites.load import FORMS, LoadReport, Phase, Plan, measure, to_text, write_abstracts_of
from indexer.passages import passages
from service.bootstrap import samples
from service.settings import Settings

SENTENCES = tuple(
    f"The {n}th harbour of the north handles coal, timber and {n * 7} tonnes of grain." for n in range(40)
)
MATERIAL = Material(SENTENCES)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_abstracts_and_questions_differ_and_stay_the_same(one, other):
    assert MATERIAL.abstract(one) == MATERIAL.abstract(one)
    assert (MATERIAL.abstract(one) == MATERIAL.abstract(other)) == (one == other)
    assert MATERIAL.question(one) == MATERIAL.question(one)
    assert MATERIAL.question(one).endswith("?") and "{}" not in MATERIAL.question(one)


def test_abstracts_are_documents(tmp_path):
    first, *_ = write_abstracts(MATERIAL, tmp_path / "abstracts", 3)
    found = passages(read(first))
    assert 5 <= len([passage for passage in found if passage.kind == "sentence"]) <= 20


def test_no_two_forms_add_the_same(tmp_path):
    plan = Plan(documents=4)
    texts = [path.read_text() for at in range(2) for path in write_abstracts_of(MATERIAL, tmp_path, at, plan)]
    assert len(set(texts)) == len(texts) == 8


def test_material_is_taken_from_documents_with_text():
    found = Material.of([read(samples() / "greene-2022-value-chains.md")])
    assert len(found.sentences) > 20
    with pytest.raises(MaterialError, match="sentences are long enough"):
        Material.of([])


def test_a_reply_is_whole_or_refused():
    whole = b"HTTP/1.1 303 See Other\r\ncontent-length: 2\r\nLocation: /c/x#turn-1\r\n\r\nok"
    assert (_reply(whole).status, _reply(whole).location, _reply(whole).body) == (303, "/c/x#turn-1", b"ok")
    for broken in (b"", whole[:-1], whole + b"!", b"nonsense\r\n\r\n"):
        with pytest.raises(BrokenReply):
            _reply(broken)


def test_readers_at_a_server_that_is_not_there_meet_errors_and_go_on():
    async def read_for_a_while() -> list[Look]:
        over = asyncio.Event()
        asyncio.get_running_loop().call_later(0.3, over.set)
        return await reading(Readers(Requests(1), MATERIAL, ["0" * 12]), 3, (0.01, 0.02), over)

    looks = asyncio.run(read_for_a_while())
    assert len(looks) > 10 and all(look.error for look in looks)


def test_figures_are_of_all_looks_and_of_each_kind():
    looks = (*(Look("source page", n / 100) for n in range(100)), Look("start page", 5.0, "status 500"))
    phase = Phase("upload of 2", 10.0, looks)
    assert phase.rate == pytest.approx(10.1)
    assert (phase.failed, phase.errors) == (1, ("status 500",))
    assert phase.of("source page").failed == 0
    assert phase.of("start page").quantile(0.95) == 5.0
    assert Phase("nothing else", 0.0, ()).quantile(0.95) == Phase("nothing else", 0.0, ()).rate == 0.0
    report = LoadReport("a machine", "hashing-32", Plan(), (phase, phase), {"upload": 2}, 7, ("it broke",))
    assert not report.passed
    text = to_text(report)
    assert "a machine" in text and "BROKEN: it broke" in text and "upload: 2 added, 0.2 a second" in text
    assert json.loads(to_json(report))["quotes_checked"] == 7


@pytest.mark.slow
def test_everything_at_a_small_size(monkeypatch):
    monkeypatch.setenv("PINCITE_ENCODER", "hashing-32")
    monkeypatch.setenv("PINCITE_READERS", "1")
    plan = Plan(
        passages=300,
        documents=3,
        readers=2,
        # Readers who hardly think would starve what adds, which lets them go first.
        think=(0.3, 0.6),
        idle_seconds=1.5,
        crowd=2,
        crowd_seconds=1.0,
        forms=FORMS,
        originals=4,
    )
    report = measure(Settings(encoder="hashing-32", readers=1), plan)
    assert report.added == {"upload": 3, "command": 3}
    assert [phase.failed for phase in report.phases] == [0, 0, 0, 0], report.broken
    assert all(phase.looks for phase in report.phases)
    # How long it takes is this machine's business; everything else has to hold anywhere.
    assert [fault for fault in report.broken if "within" not in fault] == []
