"""Lines that say where a work appeared, in the forms of many publishers."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.venue import Venue, book_in, conference_in, journal_name, series_in, venue_in


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("Port Economics 77 (2018) 203–219", Venue("Port Economics", "77", "", "203-219", 2018)),
        ("Rivers and Towns (2021) 38:411–438", Venue("Rivers and Towns", "38", "", "411-438", 2021)),
        ("Harbours 2022, 14, 1907.", Venue("Harbours", "14", "", "1907", 2022)),
        ("J Reg Trades. 2019;42(3):88–117.", Venue("J Reg Trades", "42", "3", "88-117", 2019)),
        ("QUAY STUDIES, 2020, VOL. 47, NO. 6, 721–739", Venue("QUAY STUDIES", "47", "6", "721-739", 2020)),
        ("Journal of Planning 2016, Vol. 15(4) 377–396", Venue("Journal of Planning", "15", "4", "377-396", 2016)),
        ("Вестник портов. 2020. Т. 12. № 3. С. 45–58", Venue("Вестник портов", "12", "3", "45-58", 2020)),
        ("Экономика портов. 2022. № 4 (58)", Venue("Экономика портов", "", "4", "", 2022)),
        ("Kıyı Dergisi Cilt: 9, Sayı: 2, Yıl: 2023, ss. 101-124", Venue("Kıyı Dergisi", "9", "2", "101-124", 2023)),
        ("Hafenkunde, Jg. 34 (2015), Heft 2, S. 117–139", Venue("Hafenkunde", "34", "2", "117-139", 2015)),
        ("“Portlar” ilmiy jurnali 2024-yil, 5-son", Venue("Portlar", "", "5", "", 2024)),
        ("Sample Papers, volume 1 (2016).", Venue("Sample Papers", "1", "", "", 2016)),
        ("Source: Review, Vol. 61, No. 2 (Jun., 1984), pp. 155-181", Venue("Review", "61", "2", "155-181", 1984)),
        ("Vol. 5, No. 2, 2019, pp. 3-9", Venue("", "5", "2", "3-9", 2019)),
        ("Received: 5 June 2017 | Revised: 11 September 2018", None),
        ("Policy Report No. 27 | May 2018", None),
        ("MPRA Paper No. 70111, posted 17 Mar 2016", None),
        ("There are 12 (2018) 203–219 of them in it", None),
        ("December 2021, Vol 3, No 2", None),
    ],
)  # fmt: skip
def test_venues(line: str, venue: Venue | None) -> None:
    assert venue_in(line) == venue


@given(st.text(max_size=120))
def test_any_line_is_read_without_an_error(line: str) -> None:
    venue_in(line)
    series_in(line)
    conference_in([line])
    list(book_in([line]))


def test_series_conferences_and_books() -> None:
    assert series_in("Policy Report No. 27 | May 2018") == ("Policy Report", "27")
    assert series_in("Working Paper 29417") == ("Working Paper", "29417")
    assert series_in("MPRA Paper No. 70111, posted 17 Mar 2016") == ("MPRA Paper", "70111")
    assert series_in("A paper on ports") is None
    assert conference_in(["In Proceedings of the 12th Conference on Sea (SAS ’22), June 6–8, 2022, Malmö. ACM"]) == (
        "Proceedings of the 12th Conference on Sea (SAS ’22)"
    )
    assert dict(
        book_in(["R. Lund and P. Bianchi (eds.), Handbook of Harbours, Coastal Life 8, https://doi.org/x"])
    ) == {
        "editor": "R. Lund and P. Bianchi",
        "container-title": "Handbook of Harbours",
        "collection-title": "Coastal Life 8",
    }


@pytest.mark.parametrize("words", ["This study is of ports", "see www.example.org", "", "12 May", "lower words only"])
def test_what_is_no_name_of_a_journal(words: str) -> None:
    assert journal_name(words) == ""


@pytest.mark.parametrize(
    "seed", ["Vol. 5 ", "12 (", "(2018) ", "A ", "2019;", "Proceedings ", "(eds.) ", "Working Paper "]
)
def test_long_lines_take_no_time(seed: str) -> None:
    line = seed * (5_000 // len(seed))
    start = time.process_time()
    venue_in(line)
    series_in(line)
    conference_in([line])
    list(book_in([line]))
    assert time.process_time() - start < 3
