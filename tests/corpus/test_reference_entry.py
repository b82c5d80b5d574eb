import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.names import families, folded, leading_names, name_of, years
from corpus.structure.references.entry import label_of, parse_entry

ENTRIES = {
    "APA": (
        "Alder, A. B., & Birch, C. (2001). Rivers and trade. Journal of Ports, 3(2), 11–20. doi:10.1000/ab(2)c",
        {
            "type": "article-journal",
            "title": "Rivers and trade",
            "container-title": "Journal of Ports",
            "volume": "3",
            "issue": "2",
            "page": "11-20",
            "DOI": "10.1000/ab(2)c",
            "families": ("Alder", "Birch"),
            "year": 2001,
        },
    ),
    "APA book with a remark": (
        "1. Alder, M. K. (1992). *The Bends of Rivers*. New York: Quay Press. (Daryolar haqidagi asosiy asar).",
        {
            "type": "book",
            "title": "The Bends of Rivers",
            "publisher": "Quay Press",
            "publisher-place": "New York",
            "families": ("Alder",),
            "year": 1992,
            "note": "Daryolar haqidagi asosiy asar",
        },
    ),
    "MDPI article": (
        "8. Alder, R.C.; Bruno Birch, A.; Cedar de Elm, F. Canals dredged. *Harb. Stud.* 2011, 12, 101–119.",
        {
            "type": "article-journal",
            "title": "Canals dredged",
            "container-title": "Harb. Stud.",
            "volume": "12",
            "page": "101-119",
            "families": ("Alder", "Bruno Birch", "Cedar de Elm"),
            "year": 2011,
        },
    ),
    "MDPI article without italics": (
        "24. Birch, K.; MacElm, D. Silt in harbours? A study of ships. Ann. Soc. Riv. Geol. 2008, 41, 17–33.",
        {"title": "Silt in harbours? A study of ships", "container-title": "Ann. Soc. Riv. Geol.", "volume": "41"},
    ),
    "MDPI book": (
        "10. Weber, A. *On Places. Part I: Theory*; Mohr: Heidelberg, Germany, 1909.",
        {
            "type": "book",
            "title": "On Places. Part I: Theory",
            "publisher": "Mohr",
            "publisher-place": "Heidelberg, Germany",
            "year": 1909,
        },
    ),
    "Vancouver": (
        "12. Alder AB, Birch C, de la Cruz D. Rivers and trade. J Ports. 2001;12(3):45-67.",
        {
            "title": "Rivers and trade",
            "container-title": "J Ports",
            "volume": "12",
            "issue": "3",
            "page": "45-67",
            "families": ("Alder", "Birch", "de la Cruz"),
        },
    ),
    "IEEE": (
        "[7] S. M. Alder and J. J. Birch, “Rivers and trade,” The Journal of Ports, vol. 20, no. 5, pp. 378–400, 2001.",
        {
            "title": "Rivers and trade",
            "container-title": "The Journal of Ports",
            "volume": "20",
            "issue": "5",
            "page": "378-400",
            "year": 2001,
        },
    ),
    "Chicago article": (
        "Alder, Michael E., and Mark R. Birch. “Rivers and Trade.” Journal of Ports 21, no. 4 (January 1950): 482–84.",
        {
            "title": "Rivers and Trade",
            "container-title": "Journal of Ports",
            "volume": "21",
            "issue": "4",
            "page": "482-84",
            "year": 1950,
            "families": ("Alder", "Birch"),
        },
    ),
    "Chicago book": (
        "Alder, George, and Mark Birch. Rivers We Trade By. Chicago: University of Quays Press, 2003.",
        {
            "type": "book",
            "title": "Rivers We Trade By",
            "publisher": "University of Quays Press",
            "publisher-place": "Chicago",
            "families": ("Alder", "Birch"),
        },
    ),
    "Chicago note": (
        "David Alder, Harbour Rights (Boulder: Westquay Press, 1998), p. 20.",
        {
            "title": "Harbour Rights",
            "publisher": "Westquay Press",
            "publisher-place": "Boulder",
            "year": 1998,
            "families": ("Alder",),
        },
    ),
    "chapter": (
        "Alder, L. (2004). Rivers. In L. Birch & J. Cedar (Eds.), The handbook of ports (pp. 32-42). Rome: Quay Press.",
        {
            "type": "chapter",
            "title": "Rivers",
            "container-title": "The handbook of ports",
            "page": "32-42",
            "publisher": "Quay Press",
        },
    ),
    "proceedings": (
        "Alder A. and Birch B. River trade. In Proceedings of the 20th Symposium on Ports, pages 156-168, May 1993.",
        {
            "type": "paper-conference",
            "container-title": "Proceedings of the 20th Symposium on Ports",
            "page": "156-168",
            "year": 1993,
        },
    ),
    "GOST": (
        "5. Иванов И. И., Петров П. П. Реки и торговля // Вестник портов. – 2010. – № 3. – С. 15–22.",
        {
            "title": "Реки и торговля",
            "container-title": "Вестник портов",
            "issue": "3",
            "page": "15-22",
            "year": 2010,
            "families": ("Иванов", "Петров"),
        },
    ),
    "Cyrillic APA": (
        "19. Ольхина, А.Б., и Берёзова, В.Д. (2021). РЕКИ И ПОРТЫ. *ВОДЫ МИРА* , 3 (2), 21-34.",
        {
            "title": "РЕКИ И ПОРТЫ",
            "container-title": "ВОДЫ МИРА",
            "volume": "3",
            "issue": "2",
            "families": ("Ольхина", "Берёзова"),
        },
    ),
    "Turkish": (
        "- 2. Gürgen D. Kıyı Şehirlerinde Yeni Limanlar: İzmir *IJ. Harbour Studies*, 2011, no. 4(3), pp. 25–61",
        {
            "title": "Kıyı Şehirlerinde Yeni Limanlar: İzmir",
            "container-title": "IJ. Harbour Studies",
            "page": "25-61",
            "families": ("Gürgen",),
            "year": 2011,
        },
    ),
    "organisation": (
        "World Bank (2019). Ports of the world. Washington: Quay Press.",
        {"families": ("World Bank",), "title": "Ports of the world", "year": 2019},
    ),
    "no author": (
        "4. Approach to Port Development and Its Principles. (2013).",
        {"title": "Approach to Port Development and Its Principles", "year": 2013, "families": ()},
    ),
    "web page": (
        "6-Oak, A., & Pine, L. (2017, 03 05). The Draught of Ships. Retrieved from https://example.org/p?id\\_x=41",
        {"type": "webpage", "title": "The Draught of Ships", "URL": "https://example.org/p?id_x=41", "year": 2017},
    ),
    "years in the title stay there": (
        "Rowan, T. K. (2015, 11). Ports in the old maps (1810-1835). Annals of Ports, pp. 61-75.",
        {
            "title": "Ports in the old maps (1810-1835)",
            "container-title": "Annals of Ports",
            "year": 2015,
            "page": "61-75",
        },
    ),
    "a quotation inside the title": (
        "4-Salice, S. (2018). «Correnti» di marea. Il porto. L'ancora, pp. 9-12. doi:10.1000/20187",
        {
            "title": "«Correnti» di marea. Il porto",
            "container-title": "L'ancora",
            "DOI": "10.1000/20187",
        },
    ),
    "thesis": (
        "Zell, P. T. Interactions of ports. PhD thesis, Computer Science Division, University of Quays, 1984.",
        {"type": "thesis", "title": "Interactions of ports", "year": 1984},
    ),
}


@pytest.mark.parametrize("style", ENTRIES)
def test_fields_of_each_style(style: str) -> None:
    raw, expected = ENTRIES[style]
    csl, _ = parse_entry(raw)
    held = {**csl, "families": families(csl.get("author")), "year": next(iter(years(csl.get("issued"))), None)}
    assert {name: held.get(name) for name in expected} == expected


def test_a_month_and_a_day_are_kept() -> None:
    assert parse_entry("2-Alder, R. B. (2014, 07 09). Rivers. Ports, pp. 4-7.")[0]["issued"] == {
        "date-parts": [[2014, 7, 9]]
    }


def test_confidence_falls_with_what_is_missing() -> None:
    assert parse_entry(ENTRIES["APA"][0])[1] > 0.85
    assert parse_entry(ENTRIES["APA"][0])[1] > parse_entry(ENTRIES["no author"][0])[1]
    assert parse_entry("???")[1] <= 0.3


@pytest.mark.parametrize("raw", ["", " ", "\n", "\x00\x07", "[1]", "12.", "…", "*", "———."])
def test_what_holds_nothing_gives_nothing(raw: str) -> None:
    csl, confidence = parse_entry(raw)
    assert "title" not in csl
    assert confidence < 0.5


@pytest.mark.parametrize(
    "seed",
    [
        *(
            "A",
            "A. ",
            "(",
            "a b ",
            "Aa, ",
            "and ",
            "10.1000/",
            "http://",
            "1-",
            "12 ",
            "*",
            "\x00",
            "accessed ",
            "«",
            "'",
        ),
        *("2001 ", "(2001) ", "p. 3 ", "arXiv:", "doi ", "и др. ", "漢字", "J. ", "1(2), 3-", "May ", "// ", "\u202e"),
    ],
)
def test_long_entries_take_no_time(seed: str) -> None:
    start = time.process_time()
    parse_entry(seed * (10_000 // len(seed)))
    assert time.process_time() - start < 1


def test_control_characters_are_no_words() -> None:
    assert parse_entry(ENTRIES["APA"][0].replace(" ", " \x07\u200b"))[0] == parse_entry(ENTRIES["APA"][0])[0]


def test_the_same_entry_gives_the_same_fields() -> None:
    entries = [raw for raw, _ in ENTRIES.values()]
    assert [parse_entry(raw) for raw in entries] == [parse_entry(raw) for raw in reversed(entries)][::-1]


def test_a_number_of_arxiv_is_no_year() -> None:
    csl, _ = parse_entry("Kanda, T., Matsui, T.: States of weakly coupled crystals. e-print arXiv:1601.04809")
    assert "issued" not in csl
    assert (csl["archive"], csl["archive_location"]) == ("arXiv", "1601.04809")


def test_italics_tell_where_a_title_ends() -> None:
    csl, _ = parse_entry("Alder, P.; Birch, C. Harbours and tides: Genoa and Riga. *Technics* 2004, 24, 899–914.")
    assert (csl["title"], csl["container-title"]) == ("Harbours and tides: Genoa and Riga", "Technics")


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("[12] Alder", "12"),
        ("3. Alder", "3"),
        ("7) Alder", "7"),
        ("1-Alder", "1"),
        ("- 4. Alder", "4"),
        ("Alder", None),
        ("2001. Alder", None),
    ],
)
def test_labels(raw: str, label: str | None) -> None:
    assert label_of(raw)[0] == label


@settings(deadline=None)
@given(
    st.text(max_size=400) | st.from_regex(r"(?s)([A-Z][a-z]{0,5}[,.;: ()\[\]0-9“”*_/&-]{1,4}){1,60}", fullmatch=True)
)
def test_any_text_is_parsed_to_words_that_it_holds(raw: str) -> None:
    csl, confidence = parse_entry(raw)
    assert 0 <= confidence <= 1
    letters = re.sub(r"\W|_", "", raw)
    for name in ("title", "container-title", "publisher"):
        for word in re.findall(r"[^\W_]+", str(csl.get(name, ""))):
            assert word in letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Geller, Anne Ellen, Michele Eodice, and Elizabeth H. Boquet. The", ("Geller", "Eodice", "Boquet")),
        ("William G. Cochran. Sampling", ("Cochran",)),
        ("McGuin, Patrick, Maurice Maeter and the Making of", ("McGuin",)),
        ("Wimsatt Jr., William Kurtz. ‘Mary", ("Wimsatt",)),
        ("Ferguson, JN. Aldag, JM. Young, LJ. (2001)", ("Ferguson", "Aldag", "Young")),
        ("Alder, E.-J.; Birch, R. Sailing", ("Alder", "Birch")),
        ("Oák, K. N., Cedar, Larchova, B. T., & Pinedo, F. G. (2012)", ("Oák", "Cedar", "Larchova", "Pinedo")),
        ("The Arrival. Dir.", ()),
        ("World Bank. Report", ()),
    ],
)
def test_author_lists(text: str, expected: tuple[str, ...]) -> None:
    assert families(leading_names(text).names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Porter, Michael E.", {"family": "Porter", "given": "Michael E."}),
        ("Michael E. Porter", {"family": "Porter", "given": "Michael E."}),
        ("Jan van der Berg", {"family": "van der Berg", "given": "Jan"}),
        ("Smith AB", {"family": "Smith", "given": "AB"}),
        ("Aristotle", {"family": "Aristotle"}),
    ],
)
def test_one_name(text: str, expected: dict[str, str]) -> None:
    assert name_of(text) == expected


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_name_list_stays_inside_its_text(text: str) -> None:
    found = leading_names(text)
    assert 0 <= found.length <= len(text)
    assert (found.length == 0) == (not found.names)
