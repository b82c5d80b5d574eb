"""Quantities: what number, range and unit a cell holds, alone and in its table."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Quantity, Table
from corpus.structure.grids import text_grids
from corpus.structure.quantities import decimal_mark_shown, quantity_of, value_of
from corpus.structure.tables import tables
from corpus.structure.units import is_unit, unit_in

PROSE = "Exports of all the regions grew faster than those of the country as a whole."
STYLES = [
    (",", "."),
    (".", ","),
    (" ", ","),
    (" ", "."),
    ("\u00a0", ","),
    ("\u202f", "."),
    ("'", "."),
    ("’", ","),
    ("", "."),
]
UNITS = ["%", "km", "bn €", "млн сум", "mln so‘m", "kg/ha", "EUR", "тыс.", "pp"]


def written(value: int, decimals: int, style: tuple[str, str]) -> str:
    """`value` divided by ten to the power of `decimals`, with the style's marks for groups and decimals."""
    group, mark = style
    digits = str(abs(value)).rjust(decimals + 1, "0")
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    grouped = f"{int(whole):,}".replace(",", group)
    return ("−" if value < 0 else "") + grouped + (mark + fraction if fraction else "")


def read(body: str) -> Table:
    text = f"{PROSE}\n\n{body.strip()}\n\n{PROSE}"
    (table,) = tables(text, text_grids(text))
    return table


def values(table: Table) -> list[list[float | None]]:
    return [[cell.quantity.value if cell.quantity else None for cell in row[1:]] for row in table.rows]


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from(STYLES))
def test_a_number_in_any_style_comes_back(value: int, decimals: int, style: tuple[str, str]) -> None:
    found = quantity_of(written(value, decimals, style), style[1])
    assert found == Quantity(pytest.approx(value / 10**decimals))


@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(STYLES), st.sampled_from(UNITS))
def test_a_unit_stays_with_its_number(value: int, decimals: int, style: tuple[str, str], unit: str) -> None:
    found = quantity_of(f"{written(value, decimals, style)} {unit}", style[1])
    assert found == Quantity(pytest.approx(value / 10**decimals), unit=unit)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["–", " – ", "-", " to ", "—"]))
def test_a_range_has_two_ends(low: int, width: int, between: str) -> None:
    assert quantity_of(f"{low}{between}{low + width} %") == Quantity(low, low + width, "%")


@given(st.text(alphabet="0123456789.,'()-–%€ abe+*¹²½×^", max_size=90) | st.text(max_size=90))
def test_any_cell_is_read_the_same_each_time(cell: str) -> None:
    found = quantity_of(cell)
    assert found == quantity_of(cell)
    assert found is None or found.high is None or found.value < found.high


@pytest.mark.parametrize(
    "cell", ["1," * 40000, "(" * 80, "1 " * 39, "1.1" * 26, "a1" * 40, "-" * 79 + "1", "9" * 100_000]
)
def test_hostile_cells_take_no_time(cell: str) -> None:
    start = time.process_time()
    quantity_of(cell)
    decimal_mark_shown(cell)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("cell", "value", "high", "unit"),
    [
        ("1 234,5", 1234.5, None, None),
        ("1,234.5", 1234.5, None, None),
        ("1.234,5", 1234.5, None, None),
        ("1’234.5", 1234.5, None, None),
        ("1,23,456", 123456, None, None),
        ("3,29%", 3.29, None, "%"),
        ("€1.2 bn", 1.2, None, "bn €"),
        ("$ 5 million", 5, None, "million $"),
        ("US$ 3.5", 3.5, None, "US$"),
        ("12 млн сум", 12, None, "млн сум"),
        ("5 mln so‘m", 5, None, "mln so‘m"),
        ("25 foiz", 25, None, "%"),
        ("%25", 25, None, "%"),
        ("−4.2", -4.2, None, None),
        ("10–15 %", 10, 15, "%"),
        ("€10–15 bn", 10, 15, "bn €"),
        ("EUR 1.2 bn – 3.4 bn", 1.2, 3.4, "bn EUR"),
        ("1.2 bn – EUR 3.4 bn", 1.2, 3.4, "bn EUR"),
        ("€5.2bn", 5.2, None, "bn €"),
        ("5.2 € bn", 5.2, None, "bn €"),
        ("10%–15%", 10, 15, "%"),
        ("от 10 до 15", 10, 15, None),
        ("-4 - -2", -4, -2, None),
        ("1990–1995", 1990, 1995, None),
        ("1990–95", 1990, 1995, None),
        ("2019/20", 2019, 2020, None),
        ("[1.2; 3.4]", 1.2, 3.4, None),
        ("1.2 [0.9, 1.5]", 1.2, None, None),
        ("12.3 ± 0.4", 12.3, None, None),
        ("0.42***", 0.42, None, None),
        ("0.42 (0.03)***", 0.42, None, None),
        ("0.05†", 0.05, None, None),
        ("2.86∗", 2.86, None, None),
        ("05.42", 5.42, None, None),
        ("12.3a", 12.3, None, None),
        ("12.3¹", 12.3, None, None),
        ("<0.001", 0.001, None, None),
        ("p < 0.05", 0.05, None, None),
        ("c. 40", 40, None, None),
        ("1.2e-5", 1.2e-5, None, None),
        ("1.2×10⁻⁵", 1.2e-5, None, None),
        ("1.2 × 10^5", 120000, None, None),
        ("2 ½", 2.5, None, None),
        ("3 kg/ha", 3, None, "kg/ha"),
        ("12 firms", 12, None, "firms"),
        ("18–24 years", 18, 24, "years"),
        ("65+", 65, None, None),
    ],
)
def test_ways_of_writing(cell: str, value: float, high: float | None, unit: str | None) -> None:
    assert quantity_of(cell) == Quantity(pytest.approx(value), high, unit)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "n.a.",
        "–",
        "...",
        "***",
        "Table 3",
        "Region 5",
        "A1",
        "1st",
        "2nd",
        "1.",
        "1)",
        "007",
        "3/4",
        "12.03.2020",
        "18 june",
        "5 мая",
        "2020-03-12",
        "12:30",
        "2-3-4",
        "5 of 7",
        "+998 71 123",
        "2 Introduction",
        "24/7",
        "10⁵",
        "15–10",
        "№ 5",
        "1-jadval",
        "12 34",
    ],
)
def test_what_is_no_quantity(cell: str) -> None:
    assert quantity_of(cell) is None


def test_names_of_rows_are_numbers_only_where_nothing_else_is_in_them() -> None:
    assert quantity_of("2019", is_label=True) == Quantity(2019)
    assert quantity_of("10–49", is_label=True) == Quantity(10, 49)
    assert quantity_of("3a", is_label=True) is None
    assert quantity_of("01.11", is_label=True) is None
    assert quantity_of("12 looms", is_label=True) is None


def test_brackets_are_negative_where_told() -> None:
    assert quantity_of("(4.2)") == Quantity(4.2)
    assert quantity_of("(4.2)", bracketed_negative=True) == Quantity(-4.2)
    assert quantity_of("(4.2%)", bracketed_negative=True) == Quantity(-4.2, unit="%")
    assert quantity_of("[4.2]", bracketed_negative=True) == Quantity(4.2)


@pytest.mark.parametrize(
    ("number", "mark", "value"), [("1,234", ".", 1234), ("1,234", ",", 1.234), ("1.234", ",", 1234)]
)
def test_three_digits_after_one_mark_are_as_told(number: str, mark: str, value: float) -> None:
    assert value_of(number, mark) == value


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("12,5", ","),
        ("1,234", None),
        ("1,234,567", "."),
        ("1.234,5", ","),
        ("0,123", ","),
        ("x", None),
        ("0.5 (1,2)", None),
    ],
)
def test_marks_that_a_cell_shows(cell: str, mark: str | None) -> None:
    assert decimal_mark_shown(cell) == mark


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Exports (bn €)", "bn €"),
        ("Exports (€ bn)", "bn €"),
        ("Exports (€bn)", "bn €"),
        ("Exports, USD million", "million USD"),
        ("Exports (US$ m, 2015 prices)", "m US$, 2015 prices"),
        ("Share, %", "%"),
        ("Turnover, mln. UZS", "mln. UZS"),
        ("Доля, % к итогу", "% к итогу"),
        ("GDP (constant 2015 US$)", "constant 2015 US$"),
        ("Output (2015 = 100)", "2015 = 100"),
        ("Exports (billion euros), 2010–2019", "billion euros"),
        ("Exports in million USD, 2019", "million USD"),
        ("Weight (t)", "t"),
        ("Percentage of SMEs Exporting", "%"),
        ("Million euros", "Million euros"),
        ("Price €", "€"),
        ("Age, years", "years"),
        ("Growth (% a year)", "% a year"),
    ],
)
def test_units_that_heads_state(label: str, unit: str) -> None:
    assert unit_in(label, names_column=True) == unit


@pytest.mark.parametrize(
    "label",
    [
        "Firms (LQ)",
        "Clusters in Italy and Germany (2024)",
        "Group A",
        "Total sum",
        "Author(s)",
        "Year",
        "Years",
        "N",
        "Import (A)",
        "Sudmark, other",
        "Model (1)",
        "Change in employees",
        "",
    ],
)
def test_heads_without_a_unit(label: str) -> None:
    assert unit_in(label, names_column=True) is None


@given(st.text(max_size=70))
def test_any_words_are_a_unit_or_not(words: str) -> None:
    assert is_unit(words) in (True, False)
    unit_in(words, names_column=True)


def test_columns_decide_what_a_comma_means() -> None:
    table = read("Table 1. T\n\nA\tB\tC\nx\t1,234\t1,234\ny\t2,345,678\t0,5\n")
    assert values(table) == [[1234, 1.234], [2345678, 0.5]]


def test_other_columns_and_tables_decide_where_one_does_not() -> None:
    assert values(read("Table 1. T\n\nA\tB\tC\nx\t1,234\t0,5\n")) == [[1.234, 0.5]]
    text = f"{PROSE}\n\nTable 1. T\n\nA\tB\nx\t1,234\n\n{PROSE}\n\nTable 2. U\n\nA\tB\ny\t0,5\n"
    assert values(tables(text, text_grids(text))[0]) == [[1.234]]
    assert values(read("Table 1. T\n\nA\tB\tC\nx\t1,234\t2\n")) == [[1234, 2]]


def test_units_come_from_the_cell_the_head_the_row_and_the_caption() -> None:
    table = read(
        "Table 1. Trade, mln. USD\n\nItem\t2019\tShare, %\n"
        "Exports\t5\t40\nPorts\t3 km\t1\nGrowth (pp)\t2\t7\nYear\t2019\t3\n"
    )
    units = [[cell.quantity.unit if cell.quantity else None for cell in row[1:]] for row in table.rows]
    assert units == [["mln. USD", "%"], ["km", "%"], ["pp", "%"], ["mln. USD", "%"]]


def test_tests_of_significance_have_not_the_unit_of_the_caption() -> None:
    table = read("Table 1. Exports (€ bn)\n\nItem\tValue\tB\nPorts\t5.2\t0.05***\nLakes\t4.1\tp < 0.05\nBays\t3\t0.2\n")
    units = [[cell.quantity.unit if cell.quantity else None for cell in row[1:]] for row in table.rows]
    assert units == [["bn €", None], ["bn €", None], ["bn €", None]]


def test_commas_that_all_stand_before_three_digits_part_thousands() -> None:
    rows = "a\t12,345\t0,5\nb\t1,204\t1,25\nc\t987\t2,5\nd\t3,000\t0,1\n"
    assert [row[0] for row in values(read(f"Table 1. T\n\nA\tB\tC\n{rows}"))] == [12345, 1204, 987, 3000]
    for group in ("1.234,5", "12 345,6", "1.234.567"):
        other = rows.replace("2,5\n", f"{group}\n")
        assert [row[0] for row in values(read(f"Table 1. T\n\nA\tB\tC\n{other}"))] == [12.345, 1.204, 987, 3]
    assert [row[0] for row in values(read("Table 1. T\n\nA\tB\tC\na\t1,345\t0,5\nb\t0,204\t1,25\n"))] == [1.345, 0.204]


def test_a_column_of_units_names_them() -> None:
    table = read("Table 1. T\n\nIndicator\tUnit\t2019\nGDP\tbn €\t1.2\nGrowth\t%\t3\nFirms\tnumber\t120\n")
    assert [row[2].quantity for row in table.rows] == [Quantity(1.2, unit="bn €"), Quantity(3, unit="%"), Quantity(120)]


def test_years_and_codes_have_no_unit() -> None:
    table = read("Table 1. Exports, mln. USD\n\nRegion\tYear\tCode\tValue\nx\t2019\t10.1\t5\ny\t2020\t10.2\t6\n")
    assert [cell.quantity for cell in table.rows[0][1:]] == [Quantity(2019), None, Quantity(5, unit="mln. USD")]


def test_standard_errors_are_not_negative_but_losses_are() -> None:
    table = read(
        "Table 1. T\n\n\t(1)\t(2)\nSize\t0.42***\t0.51**\n\t(0.03)\t(0.10)\nAge\t-0.02\t0.03\n\t(0.01)\t(0.02)\n"
    )
    assert values(table) == [[0.42, 0.51], [0.03, 0.10], [-0.02, 0.03], [0.01, 0.02]]
    table = read("Table 1. T\n\nItem\t2019\t2020\nIncome\t12\t13\nLoss\t(4.2)\t5\n")
    assert values(table) == [[12, 13], [-4.2, 5]]
    table = read("Table 1. T\n\nItem\tFirms\tShare\nSmall\t12\t(40%)\nLarge\t18\t(60%)\n")
    assert values(table) == [[12, 40], [18, 60]]


@pytest.mark.parametrize("number", ["9" * 400, "1" * 5000, "0." + "1" * 400, ",".join(["1", *["000"] * 200])])
def test_a_figure_that_nobody_writes_has_no_value(number):
    assert value_of(number) is None
