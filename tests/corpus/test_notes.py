import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Callout, Reference, Section, Span
from corpus.structure.callouts import callouts
from corpus.structure.notes import notes
from corpus.structure.references.lists import references

CHICAGO = """Ports grow.¹ They do.² And more.³ So it is.⁴ This is the end.⁵

¹ Michael E. Adler, The Advantage of Ports (New York: Quay Press, 1990), 77.

² Ibid., 80.

³ See A. Birch, Principles of Tides (London: Harbour, 1890); Adler, Advantage of Ports, 12.

⁴ Birch, op. cit., p. 5.

⁵ This is so for many reasons.
"""
GOST = """Порты растут.¹ Это так.² И ещё.³

¹ Иванов И. И. Реки и порты. М.: Порт, 1990. С. 12.

² Там же. С. 15.

³ Иванов И. И. Указ. соч. С. 20.
"""


def layers(text: str) -> tuple[tuple[Reference, ...], tuple[Callout, ...]]:
    found = notes(text)
    entries = references(text, (), found)
    return entries, callouts(text, entries, (), (), found)


def calls(text: str) -> dict[str, tuple[int, ...]]:
    return {callout.text: callout.resolves_to for callout in layers(text)[1] if callout.kind == "note"}


@given(
    st.lists(st.sampled_from(["¹ ", "² A. Birch, Tides (1990).", "x", "\n", "\n\n", "<sup>3</sup> ", "^{4}"])).map(
        "".join
    )
)
def test_notes_are_in_order_and_inside(text: str) -> None:
    found = notes(text)
    assert [note.mark for note in found] == sorted(note.mark for note in found)
    assert all(note.mark.end <= note.span.start <= note.span.end <= len(text) for note in found)


def test_each_work_is_an_entry_where_it_is_first_cited() -> None:
    entries, _ = layers(CHICAGO)
    assert [entry.raw[:10] for entry in entries] == ["Michael E.", "A. Birch, "]
    assert entries[1].raw.endswith("1890)")


def test_calls_mean_the_works_of_their_notes() -> None:
    assert calls(CHICAGO) == {"¹": (1,), "²": (1,), "³": (2, 1), "⁴": (2,)}
    assert calls(GOST) == {"¹": (1,), "²": (1,), "³": (1,)}


def test_short_citations_in_notes_are_callouts_with_their_place() -> None:
    found = {callout.text: callout for callout in layers(CHICAGO)[1] if callout.kind == "short"}
    assert found["Ibid., 80."].locator == "80"
    assert found["Birch, op. cit., p. 5."].resolves_to == (2,)


def test_a_note_without_a_work_is_no_entry() -> None:
    assert all("reasons" not in entry.raw for entry in layers(CHICAGO)[0])


def test_markdown_notes() -> None:
    text = "Ports grow[^1] still[^2].\n\n[^1]: Adler, Ann. *The Ports*. Rome: Quay, 1990, p. 7.\n[^2]: Ibid.\n"
    assert calls(text) == {"[^1]": (1,), "[^2]": (1,)}


def test_endnotes_stand_below_their_heading() -> None:
    text = "Ports grow.¹\n\nNotes\n\n1. A. Adler, The Ports (Rome: Quay, 1990), 5.\n"
    at = text.index("Notes")
    found = notes(text, (), (Section(1, "Notes", Span(at, at + 5), Span(at, len(text))),))
    entries = references(text, (), found)
    assert [entry.raw for entry in entries] == ["A. Adler, The Ports (Rome: Quay, 1990), 5."]
    assert [c.resolves_to for c in callouts(text, entries, (), (), found)] == [(1,)]


def test_a_list_is_preferred_to_notes() -> None:
    text = CHICAGO + "\n\nReferences\n\nAdler, M. E. (1990). The Advantage of Ports. New York: Quay Press.\n"
    entries, found = layers(text)
    assert [entry.raw[:5] for entry in entries] == ["Adler"]
    assert next(callout for callout in found if callout.text == "¹").resolves_to == (1,)


@pytest.mark.parametrize("seed", ["¹", "\n¹ A. Birch, Tides (1990); ", "\n^{1}", "<sup>1</sup>", "\n[^1]: Ibid. "])
def test_long_runs_take_no_time(seed: str) -> None:
    text = seed * (20_000 // len(seed))
    start = time.process_time()
    layers(text)
    assert time.process_time() - start < 3
