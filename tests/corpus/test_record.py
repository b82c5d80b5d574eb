"""Which of several candidates a record takes, and what its CSL-JSON item holds."""

import pytest

from corpus.bibliography.record import Field, Record, Source


def field(source: Source, confidence: float, value: str = "x") -> Field:
    return Field("title", value, source, source, confidence)


@pytest.mark.parametrize(
    ("candidates", "winner"),
    [
        ([field("first page", 0.9), field("sidecar", 0.2)], "sidecar"),
        ([field("first page", 0.9), field("embedded", 0.5)], "first page"),
        ([field("first page", 0.7), field("embedded", 0.95)], "embedded"),
        ([field("first page", 0.7), field("embedded", 0.7)], "embedded"),
        ([field("file name", 0.2), field("first page", 0.4)], "first page"),
    ],
)
def test_sidecars_win_and_else_what_is_surest(candidates: list[Field], winner: str) -> None:
    for order in (candidates, candidates[::-1]):
        (found,) = Record.of(order).fields
        assert found.source == winner


def test_of_two_alike_the_first() -> None:
    record = Record.of([field("embedded", 0.7, "one"), field("embedded", 0.7, "two")])
    assert record.get("title") == "one"


def test_an_item_keeps_what_it_can_and_puts_the_rest_aside() -> None:
    record = Record.of([field("sidecar", 1.0, "Ports"), Field("JEL", "L16", "first page", "p", 0.9)])
    assert record.csl() == {"type": "document", "title": "Ports", "custom": {"JEL": "L16"}}
    assert record.get("JEL") == "L16"


def test_an_item_always_has_a_type() -> None:
    assert Record().csl() == {"type": "document"}
    assert Record.of([Field("type", "book", "sidecar", "s")]).csl() == {"type": "book"}


def test_no_value_keeps_characters_that_mean_nothing_elsewhere() -> None:
    people = [{"family": "Le\ue000e", "affiliation": [{"name": "Quay\ue001 \U000f0001Works\x00"}]}]
    record = Record.of(
        [field("embedded", 0.9, "Ports\ue000 and\n\tRivers – 1²"), Field("author", people, "embedded", "x")]
    )
    assert record.get("title") == "Ports and\n\tRivers – 1²"
    assert record.get("author") == [{"family": "Lee", "affiliation": [{"name": "Quay Works"}]}]
