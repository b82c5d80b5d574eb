"""Metadata in files: read where it is plain, weighed by the page, refused where it is a danger."""

import io
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import NameObject, StreamObject

from corpus.bibliography.embedded import weighed
from corpus.bibliography.record import Field
from corpus.bibliography.xmp import xmp_fields, xmp_values
from corpus.reading.pdf_structure import structure_of

PACKET = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" prism:volume="77">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Slow ships and tugs</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Giulia Ferrante</rdf:li><rdf:li>Min Kim</rdf:li></rdf:Seq></dc:creator>
<dc:identifier>doi:10.1016/j.porteco.2017.08.004</dc:identifier>
<prism:publicationName>Port Economics</prism:publicationName><prism:startingPage>203</prism:startingPage>
<prism:endingPage>219</prism:endingPage><prism:coverDate>2018-01-31</prism:coverDate>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def test_what_publishers_write_is_read() -> None:
    fields = {field.name: field.value for field in xmp_fields(xmp_values(PACKET), "XMP")}
    assert fields == {
        "container-title": "Port Economics",
        "volume": "77",
        "page": "203-219",
        "DOI": "10.1016/j.porteco.2017.08.004",
        "issued": {"date-parts": [[2018, 1, 31]]},
    }


def test_titles_and_authors_of_a_pdf(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    stream = StreamObject()
    stream.set_data(PACKET)
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Microsoft Word - draft3.docx", "/Subject": "Port Economics, doi:10.1016/j.x.1"})
    held = io.BytesIO()
    writer.write(held)
    path = tmp_path / "paper.pdf"
    path.write_bytes(held.getvalue())
    fields = [field for field in structure_of(path).fields if field.name in ("title", "author")]
    assert [(field.value, field.origin) for field in fields] == [
        ("Slow ships and tugs", "XMP dc:title"),
        ([{"family": "Ferrante", "given": "Giulia"}, {"family": "Kim", "given": "Min"}], "XMP dc:creator"),
    ]


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"<rdf:RDF",
        PACKET[:200],
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + PACKET,
        b"\xff\xfe<\x00",
    ],
)
def test_what_is_no_packet_tells_nothing(packet: bytes) -> None:
    assert xmp_values(packet) == {}


def test_a_list_without_items_is_left_out_and_the_rest_read() -> None:
    values = xmp_values(PACKET.replace(b"rdf:li", b"rdf:xx"))
    assert "dc:title" not in values and values["prism:volume"] == ["77"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(packet: bytes) -> None:
    list(xmp_fields(xmp_values(packet), "XMP"))


def embedded(name: str, value: object, confidence: float = 0.7) -> Field:
    return Field(name, value, "embedded", "PDF", confidence)


def printed(title: str, *families: str) -> list[Field]:
    people = [{"family": family} for family in families]
    return [Field("title", title, "first page", "p", 0.9), Field("author", people, "first page", "p", 0.8)]


PAGE = "Slow ships and tugs: a panel\n\nAnn Lee and Bo Ross\n\nAbstract"


@pytest.mark.parametrize(
    ("title", "wins"),
    [
        ("Slow ships and tugs: a panel", True),
        ("Slow ships and tugs: a panel of ports", True),
        ("Slow ships and tugs", False),
        ("Annual report of another office", False),
        ("Template", False),
    ],
)
def test_a_title_weighs_by_what_the_page_prints(title: str, wins: bool) -> None:
    (field,) = weighed([embedded("title", title)], printed("Slow ships and tugs: a panel"), PAGE)
    assert (field.confidence > 0.9) == wins


def test_authors_weigh_by_what_the_page_prints() -> None:
    shown = printed("x", "Lee", "Ross")
    alone, stranger = [{"family": "Lee", "given": "Ann"}], [{"family": "Smith", "given": "J."}]
    assert next(iter(weighed([embedded("author", alone)], shown, PAGE))).confidence < 0.8
    assert next(iter(weighed([embedded("author", stranger)], shown, PAGE))).confidence < 0.5
    assert next(iter(weighed([embedded("author", alone)], [], PAGE))).confidence > 0.8


def test_what_is_marked_up_is_left_as_it_is() -> None:
    sure = embedded("title", "Anything", 1.0)
    assert list(weighed([sure], printed("x"), PAGE)) == [sure]
