"""Which entry of a list is which held document: surely, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.names import folded
from corpus.bibliography.record import Field, Record
from corpus.document import Reference, Span
from indexer.catalogue import Holding
from service.findings.cited_holdings import CitedHoldings, _cited, _fits


@dataclass
class Shelf:
    held: tuple[Holding, ...]

    def version(self) -> int:
        return len(self.held)

    def holdings(self) -> tuple[Holding, ...]:
        return self.held


class Growing(Shelf):
    def __init__(self) -> None:
        self.held = ()


def csl(title: str, people: str, year: int | None, doi: str | None = None) -> dict[str, object]:
    fields: dict[str, object] = {"title": title, "author": [{"family": name} for name in people.split()]}
    if year:
        fields["issued"] = {"date-parts": [[year]]}
    return fields | ({"DOI": doi} if doi else {})


def holding(name: str, fields: dict[str, object]) -> Holding:
    record = Record.of(Field(key, value, "sidecar", name) for key, value in fields.items())
    return Holding(name[:12], name, name, name, "read", "text/plain", record, 1, 1, ())


def entry(fields: dict[str, object], raw: str = "") -> Reference:
    return Reference(1, Span(0, 1), raw, None, fields, 1.0)


TITLE = "Counting Harbours: Six Measures and What They Miss"
SHELF = Shelf(
    (
        holding("holm.pdf", csl(TITLE, "Holm Berg", 1994, "10.1/abc")),
        holding("clusters.pdf", csl("Clusters", "Porter", 1998)),
        holding("coal.pdf", csl("Coal and the growth of northern towns in Norway", "Lie", 2001)),
    )
)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (csl(TITLE, "Holm", 1994), "holm.pdf"),
        (csl("Counting harbours", "Holm", 1994), None),
        (csl("Counting harbors: six measures, and what they miss", "Berg Holm", 1994), "holm.pdf"),
        (csl("Something else entirely", "Nobody", 1900, "https://doi.org/10.1/ABC"), "holm.pdf"),
        (csl(TITLE, "Holm", 1994, "10.1/other"), None),
        (csl(TITLE, "Holm", 1995), "holm.pdf"),
        (csl(TITLE, "Holm", 1999), None),
        (csl(TITLE, "Ferrante", 1994), None),
        (csl(TITLE, "Holm", None), "holm.pdf"),
        (csl("Clusters", "Porter", 1998), "clusters.pdf"),
        (csl("Clusters", "Porter", 1999), None),
        (csl("Clusters", "Li", 1998), None),
        (csl("Coal and the growth of northern towns in Sweden", "Lie", 2001), None),
        (csl("Coal and the growth of northern towns in Norway", "", 2001), "coal.pdf"),
    ],
)
def test_an_entry_is_the_work_that_it_names(fields, name):
    found = CitedHoldings(SHELF).of(entry(fields))
    assert (found.name if found else None) == name


def test_the_title_may_stand_in_an_entry_that_was_read_wrongly():
    raw = "Lie, A. 2001. Coal and the growth of northern towns in Norway, Journal of Towns 3"
    found = CitedHoldings(SHELF).of(
        entry(csl("Coal and the growth of northern towns in Norway Journal", "Lie", 2001), raw)
    )
    assert found is not None and found.name == "coal.pdf"


def test_parts_of_a_series_are_not_each_other():
    shelf = Shelf((holding("two.pdf", csl("The growth of northern towns, part 2", "Lie", 2001)),))
    assert CitedHoldings(shelf).of(entry(csl("The growth of northern towns, part 1", "Lie", 2001))) is None


def test_two_works_that_fit_are_none():
    shelf = Shelf((holding("a.pdf", csl(TITLE, "Holm", 1994)), holding("b.pdf", csl(TITLE, "Berg", 1994))))
    assert CitedHoldings(shelf).of(entry(csl(TITLE, "Holm Berg", 1994))) is None


def test_one_work_under_two_files_is_the_first():
    shelf = Shelf((holding("a.pdf", csl(TITLE, "Holm", 1994)), holding("b.pdf", csl(TITLE, "Holm", 1994))))
    found = CitedHoldings(shelf).of(entry(csl(TITLE, "Holm", 1994)))
    assert found is not None and found.name == "a.pdf"


@pytest.mark.parametrize(
    ("people", "year", "name"), [("Holm", 1994, "holm.pdf"), ("Holm", 1990, None), ("Li", None, None)]
)
def test_an_author_and_a_year_mean_the_only_work_of_theirs(people, year, name):
    found = CitedHoldings(SHELF).by([people], year)
    assert (found.name if found else None) == name


def test_a_work_that_is_added_later_is_found_and_one_that_is_removed_is_not() -> None:
    shelf = Growing()
    cited = CitedHoldings(shelf)
    wanted = entry(csl(TITLE, "Holm Berg", 1994, "10.1/abc"))
    assert cited.of(wanted) is None
    shelf.held = SHELF.held
    assert cited.of(wanted) is not None
    shelf.held = SHELF.held[1:]
    assert cited.of(wanted) is None


YEARLESS = Shelf(
    (
        holding("li.txt", csl("Cluster Internationalization", "Li", None)),
        holding("intro.txt", csl("Introduction", "Holm", None)),
        holding("new.txt", csl(TITLE, "Berg", 1994)),
    )
)


def test_a_short_title_fits_whole_beside_its_author_where_a_year_is_unknown():
    assert CitedHoldings(YEARLESS).of(entry(csl("Cluster internationalization", "Li", 2022))).name == "li.txt"
    for other in (csl("Cluster internationalization", "Berg", 2022), csl("Cluster growth", "Li", 2022)):
        assert CitedHoldings(YEARLESS).of(entry(other)) is None


@pytest.mark.parametrize(
    ("fields", "name", "why"),
    [
        (csl("Introduction", "Holm", 2001), "intro.txt", "too little"),
        (csl(TITLE, "Berg", 1999), "new.txt", "the list says 1999, the document 1994"),
        (csl(TITLE, "Berg", 1994), "", ""),
        (csl("Introduction", "Li", 2001), "", ""),
        (csl("Cluster Internationalization", "", 2022), "li.txt", "authors"),
    ],
)
def test_a_work_that_may_be_held_is_named(fields, name, why):
    likely = CitedHoldings(YEARLESS).likely(entry(fields))
    assert (likely[0].name if likely else "") == name
    assert why in (likely[1] if likely else "")


WORDS = """
    the of on counting harbours regions trade growth ports winter quays iron coal 1 2 networks firms
"""
titles = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=9).map(" ".join)


@st.composite
def misprinted(draw: st.DrawFn) -> tuple[tuple[str, ...], str]:
    """Titles that are held, and one of them as an entry has it: a letter is another, or two words are one."""
    held = draw(st.lists(titles, min_size=1, max_size=8))
    words = draw(st.sampled_from(held)).split()
    place = draw(st.integers(0, len(words) - 1))
    words[place] = draw(st.sampled_from([words[place], words[place][:-1] + "e", words[place] + "s"]))
    return tuple(held), draw(st.sampled_from([" ", " ", ""])).join(words[:2]) + " " + " ".join(words[2:])


@given(misprinted())
def test_whatever_fits_is_among_the_few_that_an_entry_is_held_against(drawn: tuple[tuple[str, ...], str]) -> None:
    held, cited = drawn
    shelf = Shelf(tuple(holding(f"{number}.pdf", csl(title, "Holm", 1994)) for number, title in enumerate(held)))
    reference = entry(csl(cited.strip(), "Holm", 1994), f"Holm (1994). {cited}.")
    work, raw, works = _cited(reference), folded(reference.raw), CitedHoldings(shelf)._shelf()
    fitting = [one for one in works.works if _fits(work, one[1], raw)]
    assert [one for one in works.near(work, raw) if _fits(work, one[1], raw)] == fitting
