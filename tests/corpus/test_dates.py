"""Dates as pages print them, and what the words beside them say happened then."""

import datetime
import time
from calendar import month_name
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.dates import dates_in, month_of
from corpus.bibliography.publication_dates import events, labelled_dates

ENGLISH = tuple(month_name)[1:]
RUSSIAN_NAMES = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
RUSSIAN = tuple(RUSSIAN_NAMES.split())
FORMS: list[Callable[[datetime.date], str]] = [
    lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{ENGLISH[d.month - 1][:3]}. {d.day}, {d.year}",
    lambda d: f"{d.day:02d}-{ENGLISH[d.month - 1][:3]}-{d.year}",
    lambda d: f"{d.day} {RUSSIAN[d.month - 1]} {d.year}",
    lambda d: f"{d.year} {ENGLISH[d.month - 1]} {d.day}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    lambda d: f"{d.year}년 {d.month}월 {d.day}일",
]


def parts(text: str) -> list[tuple[int, ...]]:
    return [date.parts for date in dates_in(text)]


@given(st.dates(datetime.date(1850, 1, 1), datetime.date(2089, 12, 31)), st.sampled_from(FORMS))
def test_every_form_of_a_date_comes_back(day: datetime.date, form: Callable[[datetime.date], str]) -> None:
    assert parts(f"On {form(day)}.") == [(day.year, day.month, day.day)]


@given(st.text(max_size=200))
def test_dates_are_where_they_are_said_to_be(text: str) -> None:
    found = dates_in(text)
    assert all(str(date.parts[0]) in text[date.start : date.end] for date in found)
    assert [date.start for date in found] == sorted(date.start for date in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 de mayo de 2019", (2019, 5, 7)),
        ("3. Februar 2014", (2014, 2, 3)),
        ("10 января 2014 г.", (2014, 1, 10)),
        ("15 Haziran 2023", (2023, 6, 15)),
        ("August, 20 th , 2010", (2010, 8, 20)),
        ("10–14 March 2011", (2011, 3, 10)),
        ("2024-yil 12-mart", (2024, 3, 12)),
        ("May 2018", (2018, 5)),
        ("2010-05", (2010, 5)),
        ("06/2010", (2010, 6)),
        ("30/06/2025", (2025, 6, 30)),
        ("08-14-2007", (2007, 8, 14)),
        ("05/06/2025", (2025,)),
        ("the 2,019 ports", None),
        ("pages 2010-2015 of 3000", (2010,)),
    ],
)
def test_dates(text: str, expected: tuple[int, ...] | None) -> None:
    assert parts(text)[:1] == ([expected] if expected else [])


def test_dates_in_numbers_are_read_as_their_neighbours_are() -> None:
    assert parts("Submitted 05/06/2024, accepted 30/06/2024") == [(2024, 6, 5), (2024, 6, 30)]
    assert parts("Submitted 05/06/2024, accepted 06/30/2024") == [(2024, 5, 6), (2024, 6, 30)]
    assert parts("Submitted 05/06/2024, accepted 30/06/2024, seen 06/30/2024")[0] == (2024,)


@pytest.mark.parametrize(
    ("word", "month"), [("Sept", 9), ("août", 8), ("мая", 5), ("kasım", 11), ("Mär", 3), ("ju", None), ("house", None)]
)
def test_months(word: str, month: int | None) -> None:
    assert month_of(word) == month


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Received: 14 February 2020 / Accepted: 3 November 2020",
            {"submitted": (2020, 2, 14), "accepted": (2020, 11, 3)},
        ),
        (
            "Received 7 March 2016\nReceived in revised form 19 July 2017",
            {"submitted": (2016, 3, 7), "revised": (2017, 7, 19)},
        ),
        ("Available online 11 August 2017", {"available-date": (2017, 8, 11)}),
        (
            "Geliş Tarihi: 15.01.2023   Kabul Tarihi: 02.06.2023",
            {"submitted": (2023, 1, 15), "accepted": (2023, 6, 2)},
        ),
        (
            "Статья поступила в редакцию 01.09.2022; одобрена после рецензирования 20.10.2022; принята 11.11.2022",
            {"submitted": (2022, 9, 1), "revised": (2022, 10, 20), "accepted": (2022, 11, 11)},
        ),
        (
            "Eingegangen: 3. Februar 2014 / Angenommen: 17. Oktober 2014",
            {"submitted": (2014, 2, 3), "accepted": (2014, 10, 17)},
        ),
        (
            "Recibido: 10 de enero de 2014. Aceptado: 22 de mayo de 2014.",
            {"submitted": (2014, 1, 10), "accepted": (2014, 5, 22)},
        ),
        (
            "volume 1 (2016). Received 11 January 2016, accepted 30 May 2016.",
            {"submitted": (2016, 1, 11), "accepted": (2016, 5, 30)},
        ),
        ("Answers were received in 2016 and read in 2017.", {}),
        ("The theory was accepted by Marshall, in 1890", {}),
    ],
)  # fmt: skip
def test_events(text: str, expected: dict[str, tuple[int, ...]]) -> None:
    assert {name: date.parts for name, date in events(labelled_dates(text))} == expected


@pytest.mark.parametrize("seed", ["2019 ", "1.", "12 May ", "May ", "received ", "© ", "1/1/", "201", "may may "])
def test_long_runs_take_no_time(seed: str) -> None:
    text = seed * (40_000 // len(seed))
    start = time.process_time()
    labelled_dates(text)
    assert time.process_time() - start < 3
