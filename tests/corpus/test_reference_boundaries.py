import pytest

from corpus.structure.references.boundaries import settled
from corpus.structure.references.entry import parse_entry
from corpus.structure.references.fields import Part
from corpus.structure.references.language import language_of_entry


def told(words: str) -> list[tuple[str, str]]:
    """The parts that `label<words>` marks in an entry, settled: each label with its words."""
    text, found = "", []
    for piece in words.split("|"):
        label, marked, inside = piece.partition("<")
        if marked:
            found.append(Part(label, len(text), len(text) + len(inside), 1.0))
        text += inside if marked else label
    return [(part.label, part.of(text).strip(" ,;.")) for part in settled(text, found)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "title<A Model of Growth|; |publisher<Quay |location<Siebel: Oldtown, Sweden|, 1909.",
            [("title", "A Model of Growth"), ("publisher", "Quay Siebel"), ("location", "Oldtown, Sweden")],
        ),
        (
            "title<Rivers|; |location<Harbour: New York, NY, USA|, 1970.",
            [("title", "Rivers"), ("publisher", "Harbour"), ("location", "New York, NY, USA")],
        ),
        (
            "title<Rivers|. |publisher<London: Harbour|, 1970.",
            [("title", "Rivers"), ("location", "London"), ("publisher", "Harbour")],
        ),
        (
            "title<Rivers: Theory and Issues; Higher |journal<School of Trade Research Paper|; 2015.",
            [("title", "Rivers: Theory and Issues"), ("journal", "Higher School of Trade Research Paper")],
        ),
        (
            "title<Rivers Revisited. Part II. Problems |journal<and Prospects in Trade|, pp. 4-8.",
            [("title", "Rivers Revisited. Part II"), ("journal", "Problems and Prospects in Trade")],
        ),
        (
            "title<A network for the growth |publisher<of ports. Trade and Tide|, pp. 82-128.",
            [("title", "A network for the growth of ports"), ("journal", "Trade and Tide")],
        ),
        (
            "title<Il caso del distretto di |publisher<Porto Vecchio. L'onda|, pp. 95-121.",
            [("title", "Il caso del distretto di Porto Vecchio"), ("journal", "L'onda")],
        ),
        (
            "title<Ports|. |publisher<Statistics of the Sea|, pp. 42-50.",
            [("title", "Ports"), ("journal", "Statistics of the Sea")],
        ),
        (
            "title<Ports|. |publisher<Quay University Press|, pp. 42-50.",
            [("title", "Ports"), ("publisher", "Quay University Press")],
        ),
        (
            "title<Ports|. |publisher<Annals Of Quay University|, pp. 83-97.",
            [("title", "Ports"), ("journal", "Annals Of Quay University")],
        ),
        ("title<Limanlar|. |location<İstanbul, Nisan|, s. 74.", [("title", "Limanlar"), ("location", "İstanbul")]),
        ("title<Ports|. |location<Oxford, London|, 2001.", [("title", "Ports"), ("location", "Oxford, London")]),
    ],
)
def test_parts_meet_where_phrases_do(words: str, expected: list[tuple[str, str]]) -> None:
    assert told(words) == expected


def test_a_place_after_the_publisher_is_read_so() -> None:
    csl, _ = parse_entry("12. Hoover, E.M. An Introduction to Regional Tides; Quay: New York, NY, USA, 1970.")
    assert (csl["publisher"], csl["publisher-place"]) == ("Quay", "New York, NY, USA")


def test_an_english_word_in_ning_is_no_sign_of_uzbek() -> None:
    assert language_of_entry({"title": "Transitioning Industrial Harbours Annual Report"}) != "uz"
