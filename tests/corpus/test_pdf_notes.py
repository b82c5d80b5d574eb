"""Notes in a PDF: what the file does by itself or carries along isn't handed on with them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from corpus.document import Box
from corpus.errors import FileDamaged, FileEncrypted
from corpus.reading.pdf_notes import PageNote, with_notes

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "brandl-2018-history.pdf"
NOTE = PageNote((Box(1, 100.0, 100.0, 200.0, 112.0),), "ff8a80", "A note", "Pincite")


def action(kind: str, **more: str) -> DictionaryObject:
    made = DictionaryObject({NameObject("/S"): NameObject(f"/{kind}")})
    made.update({NameObject(f"/{name}"): TextStringObject(text) for name, text in more.items()})
    return made


def hostile(tmp_path: Path) -> Path:
    """The sample with everything that acts: on opening, on a page, on a click, in the outline, and in a form."""
    writer = PdfWriter(clone_from=SAMPLE)
    writer.add_attachment("tool.exe", b"MZ hidden program")
    root, page = writer.root_object, writer.pages[0]
    script = writer._add_object(action("JavaScript", JS="app.alert('on opening')"))
    named = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    root["/Names"].get_object()[NameObject("/JavaScript")] = named
    root[NameObject("/OpenAction")] = action("URI", URI="http://opened.invalid/")
    root[NameObject("/AA")] = DictionaryObject({NameObject("/WC"): action("JavaScript", JS="'closing'")})
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action("Launch", F="calc.exe")})
    writer.add_outline_item(title="A chapter", page_number=0)
    outline = writer.root_object["/Outlines"].get_object()["/First"].get_object()
    outline[NameObject("/A")] = writer._add_object(action("JavaScript", JS="'outline'"))
    clicked = action("URI", URI="http://harmless.invalid/")
    chained = action("GoTo")
    chained[NameObject("/Next")] = ArrayObject([action("Launch", F="chained.exe")])
    for number, made in enumerate((clicked, chained, action("SubmitForm", F="http://form.invalid/"))):
        link = Link(rect=(10, 10 + 20 * number, 50, 20 + 20 * number), url="http://x.invalid/")
        link[NameObject("/A")] = made
        writer.add_annotation(0, link)
    page["/Annots"].append(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/FileAttachment")}
        )
    )
    path = tmp_path / "hostile.pdf"
    writer.write(path)
    return path


def plain(content: bytes) -> bytes:
    """The file with its streams unpacked, so that what is hidden in one is seen."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    buffer = BytesIO()
    writer.write(buffer)
    return b"\n".join([buffer.getvalue(), *(each.get_data() for each in writer._objects if hasattr(each, "get_data"))])


def test_nothing_that_acts_or_is_carried_is_handed_on(tmp_path: Path) -> None:
    path = hostile(tmp_path)
    words = (b"/JavaScript", b"hidden program", b"/Launch", b"/SubmitForm", b"/EmbeddedFile", b"/OpenAction")
    before, after = plain(path.read_bytes()), plain(with_notes(path, [NOTE]))
    assert all(word in before for word in words)
    assert [word for word in words if word in after] == []
    reader = PdfReader(BytesIO(with_notes(path, [NOTE])))
    assert not {"/OpenAction", "/AA", "/AF"} & set(reader.root_object)
    assert reader.attachments == {}


def test_links_that_a_reader_clicks_on_and_the_notes_stay(tmp_path: Path) -> None:
    reader = PdfReader(BytesIO(with_notes(hostile(tmp_path), [NOTE])))
    annotations = [each.get_object() for each in reader.pages[0]["/Annots"]][-4:]
    kinds = [str(each["/Subtype"]) for each in annotations]
    assert kinds == ["/Link", "/Link", "/Link", "/Highlight"]
    actions = [each.get("/A") for each in annotations[:3]]
    assert [each and str(each.get_object()["/S"]) for each in actions] == ["/URI", None, None]
    assert [item.title for item in reader.outline if not isinstance(item, list)][-1] == "A chapter"


def test_a_font_may_be_called_as_an_action_is(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=SAMPLE)
    fonts = writer.pages[0]["/Resources"]["/Font"].get_object()
    first = next(iter(fonts))
    for name in ("/AA", "/A", "/EF", "/AF"):
        fonts[NameObject(name)] = fonts.raw_get(first)
    path = tmp_path / "fonts.pdf"
    writer.write(path)
    kept = PdfReader(BytesIO(with_notes(path, [NOTE]))).pages[0]["/Resources"]["/Font"].get_object()
    assert {"/AA", "/A", "/EF", "/AF"} <= set(kept)


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(SAMPLE.read_bytes()[:2000])
    with pytest.raises(FileDamaged) as caught:
        with_notes(path, [NOTE])
    assert str(caught.value) and "\n" not in str(caught.value)


def test_a_password_is_told(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=SAMPLE)
    writer.encrypt("secret", algorithm="RC4-128")
    path = tmp_path / "locked.pdf"
    writer.write(path)
    with pytest.raises(FileEncrypted):
        with_notes(path, [NOTE])


def test_a_page_that_is_not_there_is_one_line() -> None:
    with pytest.raises(FileDamaged):
        with_notes(SAMPLE, [PageNote((Box(900, 1.0, 1.0, 2.0, 2.0),), "ff8a80", "A note", "Pincite")])
