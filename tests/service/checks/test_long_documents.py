"""Documents that somebody made to be slow: what is checked takes time in proportion to their length."""

from __future__ import annotations

import time

import pytest

from service.checks.every import CHECKS

TABLE = (
    "Table 1. Firms.\n\n| Year | Firms | Share |\n|---|---|---|\n| 2001 | 1,200 | 3.5 % |\n| 2002 | 1,350 | 4.1 % |\n\n"
)
HEAD = "| Place | 2001 | 2002 | 2003 |\n|---|---|---|---|\n"
MOST = 6.0
"""Seconds of processor time; most of these took far more."""

MADE = {
    "one sentence of figures": TABLE + "See " + "1. " * 4000 + "and " + "12 firms, " * 1200,
    "rows of shares and counts": "Table 1. Firms.\n\n"
    + HEAD
    + "".join(f"| share {n} | {n}.5 % | {n}.1 % | 3 % |\n| count {n} | {n} | {n + 3} | {n * 2} |\n" for n in range(60)),
    "nothing but totals": "Table 1. Firms.\n\n"
    + HEAD
    + "".join(f"| Total | {n} | {n + 3} | 1 |\n" for n in range(900)),
    "one name on every row": "Table 1. Firms.\n\n"
    + HEAD
    + "".join(f"| North | {n + 100} | 2 | 3 |\n" for n in range(900)),
    "years in an open bracket": TABLE + "(" + "in 1999 " * 4000,
    "sentences after one's own": "We found it. " + "Exports fell by 12 % there in all of the years. " * 900,
    "quotations": "Bell wrote that “the cities share their workers and their best ideas”. " * 700,
    "second hand": "".join(
        f"According to Smith{chr(97 + n % 26)}{chr(97 + n // 26)}, trade grows (Bell, 1990). " for n in range(600)
    ),
}


@pytest.mark.parametrize("name", sorted(MADE))
def test_checks_take_time_in_proportion(text_document, name: str) -> None:
    document = text_document(MADE[name])
    begun = time.process_time()
    for check in CHECKS:
        list(check(document))
    assert time.process_time() - begun < MOST
