import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.name_lists import names_in


def shown(text: str) -> list[str]:
    """Each name as `family|given`, an organisation as its words in angle brackets."""
    return [
        f"<{name['literal']}>" if "literal" in name else f"{name['family']}|{name.get('given', '')}"
        for name in names_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Alder, V., Birch, W. E., Cedar, C. & Martin-Oak, M.",
            ["Alder|V.", "Birch|W. E.", "Cedar|C.", "Martin-Oak|M."],
        ),
        ("Thomas F. Alder and Ann Birch", ["Alder|Thomas F.", "Birch|Ann"]),
        ("Alder H, Birch TJ, Cedar A", ["Alder|H", "Birch|TJ", "Cedar|A"]),
        ("Alder, Ulrich, Anthony Birch, and Scott Cedar", ["Alder|Ulrich", "Birch|Anthony", "Cedar|Scott"]),
        ("Alder, A.; Bruno Birch, B.; Cedar de Elm, F", ["Alder|A.", "Bruno Birch|B.", "Cedar de Elm|F"]),
        ("Alder, Rose I.; Birch, Larry; & Cedar, Stephen J", ["Alder|Rose I.", "Birch|Larry", "Cedar|Stephen J"]),
        ("Ольхин А. Б., Берёзова В.Г. и др.", ["Ольхин|А. Б.", "Берёзова|В.Г."]),
        ("Ольхина, А.Б., и Берёзова, В.Д.", ["Ольхина|А.Б.", "Берёзова|В.Д."]),
        ("Daryoyev A., O'rmonov Sh. R. va boshq.", ["Daryoyev|A.", "O'rmonov|Sh. R."]),
        ("Çamlı, A. ve Gürgen, B. C.", ["Çamlı|A.", "Gürgen|B. C."]),
        ("O. Alder, B. Birch, J. Cedar, J. R. Elm", ["Alder|O.", "Birch|B.", "Cedar|J.", "Elm|J. R."]),
        ("Alder, M. G., A. E. Birch, and S. Cedar-Elm", ["Alder|M. G.", "Birch|A. E.", "Cedar-Elm|S."]),
        ("ALDER, René. BIRCH, Catherine. CEDAR, Albert", ["ALDER|René", "BIRCH|Catherine", "CEDAR|Albert"]),
        ("Alder, JN. Birch, JM. Cedar, LJ", ["Alder|JN", "Birch|JM", "Cedar|LJ"]),
        ("Alder, Birch and Cedar", ["Alder|", "Birch|", "Cedar|"]),
        ("Alder (A.-L.)", ["Alder|A.-L."]),
        ("A. Cau and W.-P. de Roever", ["Cau|A.", "de Roever|W.-P."]),
        ("de la Cruz D, van der Berg JH", ["de la Cruz|D", "van der Berg|JH"]),
        ("Alder F., Birch G. (eds.)", ["Alder|F.", "Birch|G."]),
        ("Alder, S., et al.", ["Alder|S."]),
        ("OECD", ["<OECD>"]),
        ("World Bank", ["<World Bank>"]),
        ("Department of Ports and Human Services", ["<Department of Ports and Human Services>"]),
        ("U.S. Census Bureau", ["<U.S. Census Bureau>"]),
        ("Министерство транспорта", ["<Министерство транспорта>"]),
        ("et al.", []),
        ("", []),
    ],
)
def test_lists_of_each_style(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_a_suffix_is_no_name() -> None:
    assert names_in("Alder, Martin Luther, Jr.") == [{"family": "Alder", "given": "Martin Luther", "suffix": "Jr."}]
    assert names_in("A. L. Alder, Jr. and J. Cairns, III") == [
        {"family": "Alder", "given": "A. L.", "suffix": "Jr."},
        {"family": "Cairns", "given": "J.", "suffix": "III"},
    ]


@settings(deadline=None)
@given(st.text(max_size=200) | st.text("ABÇИbcйn.,; &", max_size=100))
def test_names_are_words_of_the_list(text: str) -> None:
    for name in names_in(text):
        assert set(name) in (
            {"literal"},
            {"family"},
            {"family", "given"},
            {"family", "suffix"},
            {"family", "given", "suffix"},
            {"literal", "suffix"},
        )
        for words in name.values():
            assert all(word in text for word in words.split())


@pytest.mark.parametrize("seed", ["A", "A.", "A. ", "(", "a b ", "Aa, ", "A-", "and ", "Jr ", "; ", "O'", "et al "])
def test_long_runs_take_no_time(seed: str) -> None:
    start = time.process_time()
    names_in(seed * (20_000 // len(seed)))
    assert time.process_time() - start < 1
