"""Texts four times as long take about four times as long to read, whatever stands in them again and again."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from corpus.bibliography.first_page import first_page_fields
from corpus.bibliography.ris import read_ris
from corpus.document import Document, Reference, Span
from corpus.errors import FileTooLarge
from corpus.reading.html import read_html
from corpus.reading.markdown import read_markdown
from corpus.reading.plain import read_plain
from corpus.reading.reading import Reading
from corpus.structure.callouts import callouts
from corpus.structure.layers import completed, document_of
from corpus.structure.notes import notes
from corpus.structure.numbered_callouts import Numberings
from corpus.structure.sentences import sentences
from corpus.structure.tables import tables
from indexer.passages import passages

_LEAST = 0.02


def _grows_evenly(seconds: Callable[[int], float], size: int) -> bool:
    return seconds(4 * size) < 8 * max(seconds(size), _LEAST)


def _seconds(work: Callable[[], object]) -> float:
    """The shorter of two runs: what else the processor does only ever adds."""
    return min(_seconds_once(work) for _ in range(2))


def _seconds_once(work: Callable[[], object]) -> float:
    gc.disable()  # it looks at everything that other tests left behind
    begin = time.process_time()
    try:
        work()
        return time.process_time() - begin
    finally:
        gc.enable()


def _word(number: int) -> str:
    """A word of its own for each number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _document(text: str) -> Document:
    return document_of("a.txt", "0" * 64, "text/plain", completed(read_plain(text.encode(), "a.txt")), ())


def _entry(n: int, label: str | None = None) -> Reference:
    csl: dict[str, object] = {"author": [{"family": "Bell", "given": "A."}], "title": f"On regions {n}"}
    return Reference(n, Span(10**7 + 9 * n, 10**7 + 9 * n + 8), f"Bell, A. On regions {n}.", label, csl, 1.0)


def test_stops_in_a_row() -> None:
    assert _grows_evenly(lambda n: _seconds(lambda: sentences("It grew" + " !" * n + " and fell.")), 1500)


def test_pages_of_one_endless_sentence() -> None:
    def seconds(pages: int) -> float:
        text = "\f".join(
            f"and it went on with {_word(n)} and over this page {_word(n)} to no stop" for n in range(pages)
        )
        return _seconds(lambda: sentences(text))

    assert _grows_evenly(seconds, 400)


@pytest.mark.slow
def test_sentences_of_one_line() -> None:
    sentence = "Coal made towns rich here. "

    def seconds(count: int) -> float:
        spans = tuple(Span(n * len(sentence), (n + 1) * len(sentence) - 1) for n in range(count))
        held = Document("a.txt", "0" * 64, "text/plain", sentence * count, _document("A.").record, sentences=spans)
        return _seconds(lambda: passages(held))

    assert _grows_evenly(seconds, 12_000)


def test_entries_of_one_label() -> None:
    def seconds(count: int) -> float:
        entries = [_entry(n, "1") for n in range(1, count + 1)]
        return _seconds(lambda: Numberings(entries))

    assert _grows_evenly(seconds, 4000)


def test_lists_far_apart() -> None:
    def seconds(lists: int) -> float:
        entries = [
            Reference(n, Span(5000 * n, 5000 * n + 8), "Bell, A.", str(n % 100), {}, 1.0) for n in range(1, lists + 1)
        ]
        numberings = Numberings(entries)
        return _seconds(lambda: [numberings.entries(1, 5000 * n) for n in range(lists)])

    assert _grows_evenly(seconds, 1500)


@pytest.mark.slow
def test_raised_characters_in_cells() -> None:
    def seconds(rows: int) -> float:
        page = f"<table><tr><th>Town<th>Firms</tr>{'<tr><td>Port<td>12<sup>a</sup></tr>' * rows}</table>"
        reading = read_html(page.encode(), "a.html")
        return _seconds(lambda: tables(reading.text, reading.grids, (), reading.superscripts))

    assert _grows_evenly(seconds, 6000)


@pytest.mark.slow
def test_notes_that_cite_one_author() -> None:
    def seconds(count: int) -> float:
        text = "".join(f"[^{n % 900}]: Bell, Another matter altogether {n}, p. 4.\n\n" for n in range(count))
        entries = [_entry(n) for n in range(1, count + 1)]
        found = notes(text)
        return _seconds(lambda: callouts(text, entries, (), (), found))

    assert _grows_evenly(seconds, 500)


@pytest.mark.slow
def test_callouts_of_many_who_share_a_name_with_the_entries() -> None:
    def seconds(count: int) -> float:
        text = "".join(f"It grew (Bell {_word(n).title()}, {1500 + n % 400}). " for n in range(count))
        entries = [_entry(n) for n in range(1, count + 1)]
        return _seconds(lambda: callouts(text, entries))

    assert _grows_evenly(seconds, 400)


def test_names_that_and_joins_are_read_in_one_way() -> None:
    text = "(1999 " + "Aa and " * 22 + "so on) as " + "Bb and " * 20 + "x (1999)."
    assert _seconds(lambda: callouts(text, [_entry(1)])) < 2


def test_headings_of_parts_among_headings() -> None:
    def seconds(count: int) -> float:
        page = "".join(f"<h2>On matter {n}</h2><p>Results</p><p>It grew by one.</p>" for n in range(count))
        reading = read_html(page.encode(), "a.html")
        return _seconds(lambda: completed(reading))

    assert _grows_evenly(seconds, 800)


def test_marks_in_the_opening() -> None:
    def seconds(count: int) -> float:
        text = "a1\n" * count
        raised = tuple(Span(3 * n + 1, 3 * n + 2) for n in range(count))
        return _seconds(lambda: first_page_fields(Reading(text, superscripts=raised)))

    few, many = seconds(4_000), seconds(64_000)
    assert many < 3 * max(few, 0.2)


@pytest.mark.parametrize("attribute", ["a{n}=1 ", "a{n}='>' ", 'a{n}=""', "a{n}/"])
def test_an_element_of_very_many_attributes_is_refused_however_they_are_parted(attribute: str) -> None:
    attributes = "".join(attribute.format(n=n) for n in range(100_000))
    with pytest.raises(FileTooLarge, match="attributes"):
        read_html(f"<html><body><p {attributes}>Words.</p></body></html>".encode(), "a.html")


def test_a_quotation_mark_that_is_never_closed_is_no_list_of_attributes() -> None:
    page = "<html><body><p title=don't>" + "It is a word. " * 20_000 + "</p></body></html>"
    assert read_html(page.encode(), "a.html").text.startswith("It is")


@pytest.mark.parametrize("codec", ["punycode", "unicode_escape"])
def test_a_codec_that_no_page_is_written_in_is_not_used(codec: str) -> None:
    page = f"<html><head><meta charset={codec}></head><body><p>Words \\n -- {'x' * 300_000}-abc".encode()
    assert _seconds(lambda: read_html(page, "a.html")) < 2
    assert read_html(page, "a.html").text.startswith("Words \\n -- x")


def test_a_table_wider_than_any_page_is_none() -> None:
    text = "Words.\n\n" + "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|1|\n" * 3000
    assert read_markdown(text.encode(), "a.md").grids == ()


def test_white_space_within_the_front_matter() -> None:
    def seconds(count: int) -> float:
        text = f"---\ntitle: On{' ' * count}Ports\n---\n\nWords.\n"
        return _seconds(lambda: read_markdown(text.encode(), "a.md"))

    assert _grows_evenly(seconds, 4000)


def test_a_value_of_very_many_lines_in_a_bibliography() -> None:
    line = "Coal made the harbour rich, and the town grew with it.\n"

    def seconds(lines: int) -> float:
        entry = f"TY  - JOUR\nTI  - Coal\nN2  - {line * lines}ER  - \n"
        return _seconds(lambda: read_ris(entry, "a.ris"))

    assert _grows_evenly(seconds, 20_000)
