import json
import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.bibtex import read_bibtex
from corpus.bibliography.csl_json import read_csl_json
from corpus.bibliography.entry import Entries
from corpus.bibliography.export import keys, to_bibtex, to_csl_json, to_ris
from corpus.bibliography.record import Field, Record
from corpus.bibliography.ris import read_ris

Write = Callable[[Sequence[tuple[str, Record]]], str]
Read = Callable[[str], Entries]


def record(**fields: object) -> Record:
    return Record.of(Field(name.replace("_", "-"), value, "sidecar", "x") for name, value in fields.items())


def work(family: str, year: int, **more: object) -> Record:
    return record(author=[{"family": family, "given": "M."}], issued={"date-parts": [[year]]}, **more)


LETTERS = st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd"), max_codepoint=0x4FF)
WORD = st.text(LETTERS, min_size=1, max_size=8)
WORDS = st.lists(
    st.one_of(
        WORD, st.sampled_from(["&", "50%", "$5", "a_b", "C#", "{x}", "~", "^2", "\\", "--", "``", "''", '"q"', "<i>"])
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
FAMILY = st.from_regex(r"[A-ZÄÖŁÇ][a-zäößłç]{1,8}(-[A-Z][a-z]{1,5})?", fullmatch=True)
GIVEN = st.from_regex(r"[A-Z][a-z]{1,6}( [A-Z]\.)?", fullmatch=True)
PERSON = st.builds(lambda f, g: {"family": f, "given": g}, FAMILY, GIVEN)
ORGANISATION = st.builds(lambda a, b: {"literal": f"{a} {b}"}, FAMILY, FAMILY)
YEAR = st.integers(1500, 2099)
WORKS = st.builds(
    lambda title, people, year, volume, start, length, month, kind: {
        "type": kind,
        "title": title,
        "author": people,
        "issued": {"date-parts": [[year, month] if month else [year]]},
        "container-title": f"Journal {title}",
        "volume": str(volume),
        "page": f"{start}-{start + length}",
        "DOI": f"10.1000/{start}_x",
        "URL": f"https://example.org/a_b%20c?n={start}&m=1",
    },
    WORDS,
    st.lists(st.one_of(PERSON, ORGANISATION), min_size=1, max_size=4),
    YEAR,
    st.integers(1, 99),
    st.integers(1, 900),
    st.integers(1, 50),
    st.integers(0, 12),
    st.sampled_from(["article-journal", "chapter", "paper-conference"]),
)


def from_bibtex(text: str) -> Entries:
    return read_bibtex(text, "x.bib")


def from_ris(text: str) -> Entries:
    return read_ris(text, "x.ris")


def from_csl_json(text: str) -> Entries:
    return read_csl_json(text, "x.json")


FORMS = [(to_bibtex, from_bibtex), (to_ris, from_ris), (to_csl_json, from_csl_json)]


@pytest.mark.parametrize(("write", "read"), FORMS)
@settings(deadline=None, max_examples=25)
@given(works=st.lists(WORKS, min_size=1, max_size=4))
def test_what_is_written_is_read_back(write: Write, read: Read, works: list[dict[str, object]]) -> None:
    records = [
        (f"{n}.pdf", Record.of(Field(k, v, "sidecar", "x") for k, v in csl.items())) for n, csl in enumerate(works)
    ]
    found = read(write(records))
    assert found.notices == ()
    by_key = {entry.key: entry.csl for entry in found.entries}
    assert by_key == dict(zip(keys(records), works, strict=True))


@pytest.mark.parametrize("write", [to_bibtex, to_ris, to_csl_json])
def test_nothing_is_written_of_what_is_unknown(write: Write) -> None:
    text = write([("scan.pdf", Record())])
    assert "None" not in text and "n.d." not in text
    assert "scan" in text


@pytest.mark.parametrize("write", [to_bibtex, to_ris, to_csl_json])
def test_an_empty_library(write: Write) -> None:
    assert write([]).strip() in ("", "[]")


def test_keys_are_plain_unique_and_do_not_hang_on_the_order() -> None:
    records = [
        ("b.pdf", work("Porter", 1998)),
        ("a.pdf", work("Porter", 1998)),
        ("c.pdf", work("Портер", 1998)),
        ("d.pdf", Record()),
    ]
    assert keys(records) == ("porter1998a", "porter1998", "porter1998b", "d")
    assert keys(records[::-1]) == ("d", "porter1998b", "porter1998", "porter1998a")


@given(st.lists(st.tuples(st.text(max_size=10), st.text(max_size=12), YEAR), max_size=60))
def test_keys_are_ascii_and_never_twice(parts: list[tuple[str, str, int]]) -> None:
    found = keys([(name, work(family, year)) for name, family, year in parts])
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[a-z0-9]+", key) for key in found)


def test_bibtex_is_escaped() -> None:
    text = to_bibtex([("a.pdf", work("Roe & Poe", 2001, title="50% of $5_x #1 {now}", type="book"))])
    assert r"50\% of \$5\_x \#1 \lbrace{}now\rbrace{}" in text
    assert text.count("{") == text.count("}")


def test_csl_json_has_an_id_and_a_type_for_each() -> None:
    items = json.loads(to_csl_json([("a.pdf", work("Roe", 2001)), ("b.pdf", Record())]))
    assert [(item["id"], item["type"]) for item in items] == [("b", "document"), ("roe2001", "document")]


def test_the_same_records_give_the_same_bytes() -> None:
    records = [("b.pdf", work("Porter", 1998)), ("a.pdf", work("Adler", 1990))]
    for write, _ in FORMS:
        assert write(records) == write(records[::-1])


def test_what_csl_json_does_not_know_stands_under_custom() -> None:
    place = [{"name": "University of Quays"}]
    found = record(
        title="Ports",
        author=[
            {"family": "Lee", "given": "Ann", "affiliation": place, "ORCID": "https://orcid.org/0000-0002-1825-0097"}
        ],
        accepted={"date-parts": [[2020, 5, 3]]},
        submitted={"date-parts": [[2020, 1, 2]]},
        JEL="L16, F14",
        license="CC BY 4.0",
    )
    (item,) = json.loads(to_csl_json([("a.pdf", found)]))
    assert item["author"] == [{"family": "Lee", "given": "Ann"}]
    assert item["submitted"] == {"date-parts": [[2020, 1, 2]]}
    assert item["custom"]["author"][0]["affiliation"] == place
    assert {"accepted", "JEL", "license"} <= item["custom"].keys()
    assert not {"accepted", "JEL", "license"} & item.keys()


@pytest.mark.parametrize(
    ("write", "read"), [(to_bibtex, read_bibtex), (to_ris, read_ris), (to_csl_json, read_csl_json)]
)
def test_names_with_places_of_work_are_exported_as_names(write: Write, read: Callable[[str, str], Entries]) -> None:
    people = [{"family": "Lee", "given": "Ann", "affiliation": [{"name": "University of Quays"}]}]
    text = write([("a.pdf", record(title="Ports", author=people, JEL="L16", issued={"date-parts": [[2020]]}))])
    (entry,) = read(text, "x").entries
    assert entry.csl["author"] == [{"family": "Lee", "given": "Ann"}]
    assert entry.csl["title"] == "Ports"


@pytest.mark.parametrize(("kind", "field"), [("thesis", "school"), ("report", "institution")])
def test_a_thesis_and_a_report_name_who_stands_behind_them(kind: str, field: str) -> None:
    found = record(type=kind, title="Ports", publisher="University of Quays", number="27", genre="Policy report")
    text = to_bibtex([("a.pdf", found)])
    assert f"{field} = {{University of Quays}}" in text
    (entry,) = read_bibtex(text, "x").entries
    assert (entry.csl["publisher"], entry.csl["genre"]) == ("University of Quays", "Policy report")
    assert kind == "thesis" or entry.csl["number"] == "27"


LINES = "\nER  - \nTY  - BOOK\nTI  - Another\n"


@pytest.mark.parametrize("name", ["title", "URL", "DOI", "page", "volume", "keyword", "publisher", "note"])
@pytest.mark.parametrize(
    "value", [LINES, "a\r\nER  - ", "\\", "a}", "{", "},\n@book{b, title = {b}", "\x00\x1b[2J\u202e"]
)
def test_no_value_begins_another_entry(name: str, value: str) -> None:
    record = Record.of([Field("title", "Harbours", "sidecar", "x"), Field(name, value, "sidecar", "x")])
    assert len(read_bibtex(to_bibtex([("a.pdf", record)]), "a.bib").entries) == 1
    assert len(read_ris(to_ris([("a.pdf", record)]), "a.ris").entries) == 1


@pytest.mark.parametrize("value", [LINES, "a\nER  - ", "\\", "}", "a} and {b"])
def test_no_name_begins_another_entry(value: str) -> None:
    people = [{"family": value, "given": value}, {"literal": value}]
    record = Record.of([Field("title", "Harbours", "sidecar", "x"), Field("author", people, "sidecar", "x")])
    assert len(read_bibtex(to_bibtex([("a.pdf", record)]), "a.bib").entries) == 1
    assert len(read_ris(to_ris([("a.pdf", record)]), "a.ris").entries) == 1
