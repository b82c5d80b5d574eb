from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.structure.references.features import features
from corpus.structure.references.fields import Part, abbreviated, bare, parts
from corpus.structure.references.tagger import Tagging
from corpus.structure.references.tokens import tokens

ENTRY = "Alder, A., “Rivers.” Phys. Rev. D65(2), 11–20 (2001a). https://doi.org/10.1000/ab(2)c."


def test_words_keep_their_stops_and_letters_part_from_digits() -> None:
    assert [token.word for token in tokens("Rev. D65, 11–20 (2001a).")] == [
        "Rev",
        "D",
        "65",
        "11–20",
        "(",
        "2001a",
        ")",
    ]
    assert [token.stops for token in tokens("Rev. D65, 11–20 (2001a).")] == [".", "", ",", "", "", "", "."]


def test_a_link_is_one_token() -> None:
    assert [token.word for token in tokens("doi:10.1000/ab(2)c, https://x.org/a_b.")] == [
        "doi",
        "10.1000/ab(2)c",
        "https://x.org/a_b",
    ]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_tokens_are_sorted_disjoint_and_lose_nothing_but_space(text: str) -> None:
    found = tokens(text)
    covered = "".join(text[token.start : token.end] for token in found)
    assert covered == "".join(text.split()) or not text.isprintable()
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[token.start : token.end] == token.word + token.stops for token in found)


@settings(deadline=None)
@given(st.text(max_size=120))
def test_every_token_has_features_and_they_are_the_same_each_time(text: str) -> None:
    found = tokens(text)
    assert len(features(found)) == len(found)
    assert features(found) == features(tokens(text))


def test_parts_are_runs_of_one_label() -> None:
    found = tokens("Alder, A. Rivers of ice. Ports 3")
    labels = ["author", "author", "title", "title", "title", "journal", "volume"]
    text = "Alder, A. Rivers of ice. Ports 3"
    runs = parts(Tagging(found, labels, [0.9, 0.8, 1.0, 1.0, 0.7, 1.0, 1.0]))
    assert [(part.label, bare(text, part), part.surety) for part in runs] == [
        ("author", "Alder, A", 0.8),
        ("title", "Rivers of ice", 0.7),
        ("journal", "Ports", 1.0),
        ("volume", "3", 1.0),
    ]


def whole(text: str) -> Part:
    return Part("title", 0, len(text), 1.0)


def test_bare_words_keep_what_pairs() -> None:
    assert bare("«Rivers» of ice.", whole("«Rivers» of ice.")) == "«Rivers» of ice"
    assert bare("“Rivers?” ", whole("“Rivers?” ")) == "Rivers?"
    assert bare("Ports (1810–1835), ", whole("Ports (1810–1835), ")) == "Ports (1810–1835)"
    assert bare("...", whole("...")) == ""


def test_the_stop_of_an_abbreviation_stays() -> None:
    assert abbreviated("Eur. Plan. Stud. 2001", Part("journal", 0, 17, 1.0)) == "Eur. Plan. Stud."
    assert abbreviated("Journal of Ports. 2001", Part("journal", 0, 18, 1.0)) == "Journal of Ports"
    assert abbreviated("М., 2004", Part("location", 0, 3, 1.0)) == "М."


@settings(deadline=None)
@given(st.text(max_size=80), st.data())
def test_bare_words_stand_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = Part("title", start, data.draw(st.integers(start, len(text))), 1.0)
    assert bare(text, part) in text
