import pytest

from corpus.structure.callouts import callouts
from corpus.structure.references.lists import references

KEYED = """[ABC+20] A. Alder, B. Birch, C. Cedar, and D. Elm. Rivers and trade. Ocean Letters, 3:11-20, 2020.

[Joh15a] D. Johnson, “Harbours of the north,” Journal of Ports, vol. 3, pp. 1–9, Aug. 2015.

[Joh15b] ——, “Tides and tolls,” Journal of Ports, vol. 4, pp. 10–19, Aug. 2015.

[KMN⁺02] T. Kanun, D. Mount, N. Netan, and C. Piat, “An efficient lock,” Ports, vol. 24, pp. 881–892, 2002.

[Mit97] T. M. Mitchell, Learning rivers. London: Quay Press, 1997.
"""


def meant(body: str, entries: str = KEYED) -> list[tuple[str, tuple[int, ...], str]]:
    text = f"{body}\n\nReferences\n\n{entries}"
    return [(c.text, c.resolves_to, c.standing) for c in callouts(text, references(text, ()))]


def test_a_key_is_the_label_of_its_entry() -> None:
    found = references(f"Words.\n\nReferences\n\n{KEYED}", ())
    assert [entry.label for entry in found] == ["ABC+20", "Joh15a", "Joh15b", "KMN⁺02", "Mit97"]
    assert [author["family"] for author in found[4].csl["author"]] == ["Mitchell"]  # type: ignore[attr-defined]


def test_dashes_stand_for_the_author_of_the_entry_before() -> None:
    found = references(f"Words.\n\nReferences\n\n{KEYED}", ())
    assert found[2].csl["author"] == found[1].csl["author"]
    assert found[2].csl["title"] == "Tides and tolls"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Rivers learn [Mit97].", [("[Mit97]", (5,), "resolved")]),
        ("Rivers learn [Mit97, Joh15a; KMN+02].", [("[Mit97, Joh15a; KMN+02]", (2, 4, 5), "resolved")]),
        ("Locks [KMN⁺02] and [ABC+20].", [("[KMN⁺02]", (4,), "resolved"), ("[ABC+20]", (1,), "resolved")]),
        ("Rivers learn [Mit97, p. 12].", [("[Mit97, p. 12]", (5,), "resolved")]),
        ("Rivers learn [Nie15].", [("[Nie15]", (), "dangling")]),
        ("Rivers learn [see below] in a list [1].", []),
    ],
)
def test_a_key_in_brackets_means_its_entry(body: str, expected: list[tuple[str, tuple[int, ...], str]]) -> None:
    assert meant(body) == expected


NUMBERED = "\n".join(f"{n}. Author{chr(64 + n)}, A. Title {n}. Journal 200{n % 10}, {n}, 1-9." for n in range(1, 6))


@pytest.mark.parametrize(
    "code",
    ["x = pC>[1];", "y = a[1] + b[2];", "total += x[i][1]", "row_sums[2] = 0", "return f(x)[1];", "names = list[3](a)"],
)
def test_an_index_in_code_is_no_callout(code: str) -> None:
    assert meant(f"Ports grow [4].\n\n{code}\n", NUMBERED) == [("[4]", (4,), "resolved")]


@pytest.mark.parametrize(
    "words", ["Ports grow[1].", "Ports (and rivers)[1] grow.", "Ports grow [2][3] and ResNet50[1]."]
)
def test_a_callout_may_follow_a_word_at_once(words: str) -> None:
    assert any(text.endswith("[1]") and standing == "resolved" for text, _, standing in meant(words, NUMBERED))


def test_the_one_of_a_fraction_is_no_callout() -> None:
    assert meant("The sigmoid is f(x) = ¹ / 1+e−x, or ¹⁄2 and k = 3·s⁻¹ of it.", NUMBERED) == []
