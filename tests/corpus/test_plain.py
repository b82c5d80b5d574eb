"""Plain text: characters as they stand in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Span
from corpus.errors import FileUnsupported
from corpus.reading.plain import decode, form_feed_pages, read_plain, superscripts

TEXTS = {
    "cp1252": "Développement régional à l’échelle européenne, où l’économie a été très étudiée.",
    "cp1251": "Развитие промышленных кластеров в регионах и роль экспорта.",
    "koi8-r": "Развитие промышленных кластеров в регионах и роль экспорта.",
    "cp1254": "Kümelenmenin sırrı ve ihracat gücü şehirlerde aranır; ışığı görün.",
}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\f"), max_size=300))
def test_a_utf8_file_keeps_every_character(text: str) -> None:
    assert decode(text.encode(), "a.txt") == (text, ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\f"), max_size=80))
def test_offsets_are_those_of_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_plain(path.read_bytes(), path.name).text == path.read_bytes().decode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marks_tell_the_wider_encodings(encoding: str) -> None:
    text = "Clusters, кластеры, kümeler"
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + text.encode(encoding), "a.txt") == (text, ())


@pytest.mark.parametrize("encoding", sorted(TEXTS))
def test_code_pages_are_told_apart(encoding: str) -> None:
    text, notices = decode(TEXTS[encoding].encode(encoding), "a.txt")
    assert text == TEXTS[encoding]
    assert notices == (f"a.txt is not UTF-8: it was read as {encoding}",)


def test_a_few_damaged_bytes_do_not_spoil_a_utf8_file() -> None:
    text, notices = decode("Müller, Güneş und Škoda sind Namen. ".encode() + b"\xc3", "a.txt")
    assert text == "Müller, Güneş und Škoda sind Namen. \ufffd"
    assert "damaged" in notices[0]


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data, "a.txt")
    except FileUnsupported as error:
        assert "a.txt" in str(error)
        assert "\n" not in str(error)
    else:
        assert isinstance(text, str)


def test_binary_data_is_refused_but_a_stray_control_character_is_not() -> None:
    with pytest.raises(FileUnsupported, match="binary"):
        decode(bytes(range(256)) * 10, "a.txt")
    text = "A text with one NUL \x00 and one bell \x07 in many ordinary words of prose, as bad exports have them."
    assert decode(text.encode(), "a.txt") == (text, ())


@given(st.text("ab \n\f", max_size=60))
def test_pages_cover_the_text_in_order(text: str) -> None:
    pages = form_feed_pages(text)
    if "\f" not in text:
        assert pages == ()
        return
    assert "".join(span.of(text) for page in pages for span in page.spans) == text
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert all(page.label is None for page in pages)


def test_a_form_feed_at_the_end_opens_no_page() -> None:
    assert len(form_feed_pages("one\ftwo\f\n")) == 2


def test_raised_characters_are_found_in_every_notation() -> None:
    text = "a<sup>3</sup> b^{[1][2]} c ^[5] d^2 {x} <sup></sup>"
    assert [span.of(text) for span in superscripts(text)] == ["3", "[1][2]", "[5]"]
    assert superscripts(text)[0] == Span(6, 7)
