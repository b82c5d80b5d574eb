import json
import pickle
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.bibtex import read_bibtex
from corpus.bibliography.entry import date, doi, file_names, pages
from corpus.bibliography.record import Record
from corpus.bibliography.sidecar import Sidecars, read_sidecar
from corpus.errors import SidecarError

BIB = r"""
@string{jp = "Journal of P{\"o}rts"}
@article{goetz2017, author = {G{\"o}tz, Marta and {World Bank} and van der Berg, Jan and Smith, Jr., John},
  title = {Ports and {Industry} 4.0 \& more}, journal = jp, year = 2017, month = mar, pages = {1633--1653},
  file = {Full text:files/3/ports.pdf:application/pdf}, url = {https://example.org/a_b%20c}, doi = {https://doi.org/10.1000/AB_c}}
@book{broken, title = {never closed
@book{adler1890, title = "Rivers of the World", author = "Adler, Alfred", year = 1890, publisher = {Quay 100\% Press}}
@article{goetz2017, title = {The same key again}}
"""
RIS = """TY  - JOUR
AU  - Birch, Bea
AU  - World Trade Organization
TI  - Harbours in winter
JO  - Journal of Ports
PY  - 2005/03//
VL  - 4
SP  - 11
EP  - 20
DO  - 10.1000/xyz
L1  - file:///home/me/harbours.pdf
KW  - ice
KW  - ships
ER  -

TY  - BOOK
TI  - Unfinished entry of Tides
AU  - Cedar, Carol
PY  - 2010
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "library.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "more.ris").write_text("\ufeff" + RIS, encoding="utf-8")
    items = [
        {
            "id": "elm",
            "type": "book",
            "title": "Canals of the North",
            "page": "1–9",
            "author": [{"family": "Elm", "given": "E."}],
        },
        {"id": "x"},
    ]
    (tmp_path / "zotero.json").write_text(json.dumps(items), encoding="utf-8")
    return tmp_path


def record_of(sidecars: Sidecars, name: str, title: str | None = None, doi: str | None = None) -> Record:
    return Record.of(sidecars.fields_for(Path("/somewhere") / name, title, doi))


def test_every_good_entry_is_kept_and_every_bad_one_named(folder: Path) -> None:
    sidecars = Sidecars.load(folder)
    assert [entry.key for _, entry in sidecars.entries] == ["goetz2017", "adler1890", "entry 1", "entry 2", "elm"]
    assert len(sidecars.notices) == 3
    assert sidecars.notices[0].startswith("library.bib, line 6:")
    assert "'goetz2017' is used twice" in sidecars.notices[1]
    assert sidecars.notices[2].startswith("zotero.json, item 2:")
    assert all("\n" not in notice for notice in sidecars.notices)


def test_latex_names_months_and_pages_are_decoded(folder: Path) -> None:
    csl = record_of(Sidecars.load(folder), "ports.pdf").csl()
    assert csl["author"] == [
        {"family": "Götz", "given": "Marta"},
        {"literal": "World Bank"},
        {"family": "van der Berg", "given": "Jan"},
        {"family": "Smith", "given": "John", "suffix": "Jr."},
    ]
    assert csl["title"] == "Ports and Industry 4.0 & more"
    assert csl["container-title"] == "Journal of Pörts"
    assert csl["issued"] == {"date-parts": [[2017, 3]]}
    assert csl["page"] == "1633-1653"
    assert csl["URL"] == "https://example.org/a_b%20c"
    assert csl["DOI"] == "10.1000/AB_c"
    assert csl["type"] == "article-journal"


def test_an_entry_is_matched_by_file_key_doi_or_title(folder: Path) -> None:
    sidecars = Sidecars.load(folder)
    assert record_of(sidecars, "PORTS.pdf").get("title") == "Ports and Industry 4.0 & more"
    assert record_of(sidecars, "harbours.pdf").get("volume") == "4"
    assert record_of(sidecars, "adler1890.txt").get("publisher") == "Quay 100% Press"
    assert record_of(sidecars, "a.pdf", doi="https://doi.org/10.1000/ab_C").get("page") == "1633-1653"
    assert record_of(sidecars, "a.pdf", title="CANALS of the  north").get("page") == "1-9"
    assert sidecars.fields_for(Path("a.pdf"), "Ports", None) == ()
    assert sidecars.fields_for(Path("a.pdf"), None, None) == ()


def test_fields_say_where_they_came_from(folder: Path) -> None:
    fields = Sidecars.load(folder).fields_for(Path("adler1890.pdf"), None, None)
    assert {field.origin for field in fields} == {"library.bib: adler1890"}
    assert {field.source for field in fields} == {"sidecar"}
    assert [field.name for field in fields] == sorted(field.name for field in fields)


def test_ris_fields(folder: Path) -> None:
    csl = record_of(Sidecars.load(folder), "harbours.pdf").csl()
    assert csl["author"] == [{"family": "Birch", "given": "Bea"}, {"literal": "World Trade Organization"}]
    assert (csl["page"], csl["keyword"], csl["issued"]) == ("11-20", "ice, ships", {"date-parts": [[2005, 3]]})


def test_an_entry_without_an_end_is_kept(folder: Path) -> None:
    found = record_of(Sidecars.load(folder), "x.pdf", title="Unfinished entry of tides")
    assert found.get("author") == [{"family": "Cedar", "given": "Carol"}]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.json", b'[{"title": }]', "a.json, line 1"),
        ("a.json", b"[" + b"9" * 5000 + b"]", "a.json: this is not JSON"),
        ("a.bib", b"@book{\xff\xfe}", "UTF-8"),
    ],
)
def test_a_file_that_is_broken_as_a_whole(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SidecarError, match=told):
        read_sidecar(tmp_path / name)
    (tmp_path / "good.bib").write_text("@book{k, title={Good}}", encoding="utf-8")
    sidecars = Sidecars.load(tmp_path)
    assert [entry.key for _, entry in sidecars.entries] == ["k"]
    assert told in sidecars.notices[0]


@pytest.mark.parametrize("held", [[{"value": n} for n in range(5000)], {"name": "x"}, "text", 3, None, []])
def test_json_that_holds_no_item_is_no_sidecar(tmp_path: Path, held: object) -> None:
    (tmp_path / "data.json").write_text(json.dumps(held), encoding="utf-8")
    assert Sidecars.load(tmp_path) == Sidecars()


def test_a_file_tells_of_three_faults_and_counts_the_others(tmp_path: Path) -> None:
    items = [{"title": "Ports of the north"}, *({"value": n} for n in range(1203))]
    (tmp_path / "x.json").write_text(json.dumps(items), encoding="utf-8")
    notices = Sidecars.load(tmp_path).notices
    assert len(notices) == 4
    assert notices[3] == "x.json: and 1,200 more like these"


def test_sidecars_are_parsed_again_once_they_change(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@book{k, title={Good}}", encoding="utf-8")
    first = Sidecars.kept(tmp_path)
    assert Sidecars.kept(tmp_path) is first
    assert first == Sidecars.load(tmp_path) == pickle.loads(pickle.dumps(first))
    path.write_text("@book{other, title={Better}}", encoding="utf-8")
    assert [entry.key for _, entry in Sidecars.kept(tmp_path).entries] == ["other"]
    path.unlink()
    assert Sidecars.kept(tmp_path) == Sidecars()


def test_an_empty_folder_has_no_sidecars(tmp_path: Path) -> None:
    assert Sidecars.load(tmp_path) == Sidecars()


def test_a_missing_sidecar_is_told(tmp_path: Path) -> None:
    with pytest.raises(SidecarError, match=r"gone\.bib"):
        read_sidecar(tmp_path / "gone.bib")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (":files/a b.pdf:PDF", ("a b.pdf",)),
        (r"Full Text:C\:\\Users\\me\\y.pdf:application/pdf", ("y.pdf",)),
        ("a.pdf;b.html", ("a.pdf", "b.html")),
        ("Snapshot:x/1.html:text/html;PDF:x/2.pdf:application/pdf", ("1.html", "2.pdf")),
        (r"C:\papers\z.pdf", ("z.pdf",)),
        ("file:///home/me/w.pdf", ("w.pdf",)),
        ("", ()),
    ],
)
def test_attachment_forms(value: str, names: tuple[str, ...]) -> None:
    assert file_names(value) == names


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024", [2024]),
        ("2024-05-03", [2024, 5, 3]),
        ("2024/05//", [2024, 5]),
        ("2024-13-40", [2024]),
        ("c. 1990", [1990]),
    ],
)
def test_dates(text: str, parts: list[int]) -> None:
    assert date(text) == {"date-parts": [parts]}


def test_odd_dates() -> None:
    assert date("in press") == {"literal": "in press"}
    assert date("") is None
    assert date("1990", "6", "31") == {"date-parts": [[1990, 6, 31]]}


def test_pages_and_dois() -> None:
    assert pages("1633--1653") == pages("1633–1653") == pages("1633 - 1653") == "1633-1653"
    assert doi("https://doi.org/10.1000/x") == doi(" 10.1000/x ") == "10.1000/x"


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from([".bib", ".ris", ".json"]))
def test_any_text_is_read_or_told(text: str, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / f"a{suffix}").write_text(text, encoding="utf-8", errors="replace")
        sidecars = Sidecars.load(Path(name))
    assert all(isinstance(entry.csl, dict) for _, entry in sidecars.entries)


BIBLIKE = st.lists(
    st.sampled_from(
        ["@book{", "k, ", "title={", "x}", "}", "@string{", "author=", '"', "and ", ",", "\\'", "\n", "year=2000", "#"]
    ),
    max_size=40,
)


@settings(deadline=None)
@given(BIBLIKE.map("".join))
def test_broken_bibtex_never_stops_the_rest(text: str) -> None:
    good = "\n@book{good9, title = {Good}}\n"
    assert "good9" in [entry.key for entry in read_bibtex(good + text, "a.bib").entries]


@pytest.mark.parametrize("month", ["1" * 5000, "²", "13", "-1", ""])
def test_a_month_that_is_none_costs_nothing(month: str) -> None:
    found = read_bibtex(f"@article{{a, title={{Ports}}, year=2019, month={{{month}}}}}", "a.bib")
    assert [entry.csl["issued"] for entry in found.entries] == [{"date-parts": [[2019]]}]
