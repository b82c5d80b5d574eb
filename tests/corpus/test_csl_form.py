import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.citation import citation
from corpus.bibliography.csl_form import in_form, whole
from corpus.bibliography.csl_json import read_csl_json
from corpus.bibliography.entry import date
from corpus.bibliography.export import to_bibtex, to_csl_json, to_ris
from corpus.bibliography.names import years
from corpus.bibliography.record import Record
from corpus.bibliography.sidecar import Sidecars

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["²", "--5", "2019", 2019, "9" * 5000, "\ud800", "١٩"])
)
PARTS = st.sampled_from(["date-parts", "literal", "raw", "family", "given", "suffix"])
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
VARIABLES = st.sampled_from(
    ["title", "author", "editor", "issued", "page", "DOI", "type", "keyword", "container-title", "volume", "URL", "id"]
)
ITEMS = st.dictionaries(VARIABLES, JSON, max_size=6).map(lambda item: {"title": "Ports of the north", **item})


def form_of(**item: object) -> dict[str, object]:
    return in_form(item)[0]


@settings(deadline=None)
@given(st.lists(ITEMS, max_size=3) | JSON)
def test_whatever_a_sidecar_holds_it_can_be_cited_and_exported(held: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.json").write_text(json.dumps(held), encoding="utf-8")
        sidecars = Sidecars.load(Path(folder))
    fields = [sidecars.fields_for(Path(f"{entry.key}.pdf")) for _, entry in sidecars.entries]
    records = [(f"{place}.pdf", Record.of(found)) for place, found in enumerate(fields)]
    for write in (to_bibtex, to_ris, to_csl_json):
        write(records).encode("utf-8")
    for name, record in records:
        citation(record, name, "1").encode("utf-8")


@given(ITEMS)
def test_what_is_in_form_stays_as_it_is(item: dict[str, object]) -> None:
    kept, _ = in_form(item)
    assert in_form(kept) == (kept, ())


def test_dates_are_whole_numbers_that_a_calendar_knows() -> None:
    assert form_of(issued={"date-parts": [["2019"]]}) == {"issued": {"date-parts": [[2019]]}}
    assert form_of(issued={"date-parts": [[2019, None]]}) == {"issued": {"date-parts": [[2019]]}}
    assert form_of(issued={"date-parts": [[2019, 13, 2]]}) == {"issued": {"date-parts": [[2019]]}}
    assert form_of(issued={"date-parts": [[2019, 2], [2020, 3]]}) == {"issued": {"date-parts": [[2019, 2], [2020, 3]]}}
    assert form_of(issued={"raw": "2019-05"}) == {"issued": {"date-parts": [[2019, 5]]}}
    assert form_of(issued={"literal": "in press"}) == {"issued": {"literal": "in press"}}
    assert form_of(issued="2019") == {"issued": {"date-parts": [[2019]]}}
    assert in_form({"issued": {"date-parts": [["²"]]}}) == ({}, ("issued",))


def test_names_and_plain_values() -> None:
    assert in_form({"author": ["Ann Lee"], "editor": [{"family": None}]}) == ({}, ("author", "editor"))
    assert form_of(author=[{"family": "Lee", "given": None}, "Bo"]) == {"author": [{"family": "Lee"}]}
    assert in_form({"volume": 3, "title": ["A"], "page": True, "note": None}) == ({"volume": "3"}, ("page", "title"))


@pytest.mark.parametrize("value", ["²", "--5", "5" * 5000, "", None, True, 1.0, [1], 10**6])
def test_what_is_no_year(value: object) -> None:
    assert whole(value) is None
    assert list(years({"date-parts": [[value]]})) == []


def test_a_superscript_is_no_month_either() -> None:
    assert date("1990", "²") == {"date-parts": [[1990]]}


def test_what_is_left_out_is_told_once_an_item() -> None:
    found = read_csl_json('[{"title": "Ports", "author": ["Ann Lee"], "issued": {"date-parts": [["²"]]}}]', "x.json")
    assert [entry.csl for entry in found.entries] == [{"title": "Ports"}]
    assert found.notices == ("x.json, item 1: left out, as it is not in CSL-JSON's form: 'author', 'issued'",)
