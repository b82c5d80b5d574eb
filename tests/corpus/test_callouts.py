import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Callout, Reference, Section, Span
from corpus.structure.callouts import callouts
from corpus.structure.numbered_callouts import cited_numbers
from corpus.structure.references.lists import references

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LITERATURE = SHARED / "literature" / "txt"

NUMBERED = "\n".join(f"{n}. Author{chr(64 + n)}, A. Title {n}. Journal 200{n % 10}, {n}, 1-9." for n in range(1, 10))
BY_AUTHOR = """Adler, A. (1990). Rivers. London: Quay Press.
Birch, B. (1890). Harbours. London: Quay Press.
Cedar, C., Elm, D., & Fir, F. (2014). Tides. Ports, 3(1), 1-9.
Götz, M., & Jank, B. (2017). Clusters of ports. Ports, 4(1), 1-9.
Smith, J., Roe, R., & Poe, P. (2001a). First. Ports, 5(1), 1-9.
Smith, J., Roe, R., & Poe, P. (2001b). Second. Ports, 5(2), 1-9.
Twin, T. (2005). One thing. Ports, 6(1), 1-9.
Twin, T. (2005). Another thing. Ports, 6(2), 1-9.
van der Berg, V. (2011). Canals. Ports, 7(1), 1-9.
World Trade Organization. (2020). Trade of ports. Geneva: WTO.
Иванов, И. И. (2003). Реки. Порты, 8(1), 1-9.
Öztürk, Ö. (2009). Limanlar. Ports, 9(1), 1-9.
"""


def found_in(body: str, entries: str = BY_AUTHOR) -> list[Callout]:
    text = f"{body}\n\nReferences\n\n{entries}"
    return list(callouts(text, references(text, ())))


def meaning(body: str, entries: str = BY_AUTHOR) -> list[tuple[str, tuple[int, ...]]]:
    return [(callout.text, callout.resolves_to) for callout in found_in(body, entries)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ports grow [1].", [("[1]", (1,))]),
        ("Ports grow [1; 3].", [("[1; 3]", (1, 3))]),
        ("Ports grow [1, 3-5, 9].", [("[1, 3-5, 9]", (1, 3, 4, 5, 9))]),
        ("Ports grow [2]–[5].", [("[2]–[5]", (2, 3, 4, 5))]),
        ("Ports grow [1][2].", [("[1][2]", (1, 2))]),
        ("Ports grow ^{[1][2][3]} fast.", [("[1][2][3]", (1, 2, 3))]),
        ("Ports grow ^[7]^ ^[8].", [("[7]", (7,)), ("[8]", (8,))]),
        ("Götz and Jank [4] say so.", [("[4]", (4,))]),
        ("Порты растут [5, с. 12].", [("[5, с. 12]", (5,))]),
        ("Ports grow [2, p. 45].", [("[2, p. 45]", (2,))]),
        ("Ports grow [1] and [88].", [("[1]", (1,)), ("[88]", ())]),
    ],
)
def test_numbers_in_brackets(body: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert meaning(body, NUMBERED) == expected
    assert {callout.kind for callout in found_in(body, NUMBERED)} == {"numeric"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ports grow<sup>3</sup> fast.", ("<sup>3</sup>", (3,))),
        ("Ports grow³ fast.", ("³", (3,))),
        ("Ports grow^{2,4} fast.", ("^{2,4}", (2, 4))),
        ("Ports grow.¹⁻³ Then", ("¹⁻³", (1, 2, 3))),
    ],
)
def test_raised_numbers(body: str, expected: tuple[str, tuple[int, ...]]) -> None:
    assert meaning(body, NUMBERED) == [expected]
    assert found_in(body, NUMBERED)[0].kind == "superscript"


def test_spans_that_the_file_sets_raised() -> None:
    text = f"Ports grow4 in 10 m2 of water.\n\nReferences\n\n{NUMBERED}"
    raised = [Span(text.index("4 in"), text.index(" in 10")), Span(text.index("2 of"), text.index(" of water"))]
    found = callouts(text, references(text, ()), raised)
    assert [(c.text, c.resolves_to) for c in found] == [("4", (4,))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ports grow (Adler, 1990; Birch 1890, p. 12).", (1, 2)),
        ("Ports grow (Cedar, Elm, & Fir, 2014).", (3,)),
        ("Ports grow (Cedar et al., 2014).", (3,)),
        ("Ports grow (see Smith et al., 2001a).", (5,)),
        ("Ports grow (Smith et al., 2001b, pp. 3–4).", (6,)),
        ("Ports grow (Smith et al., 2001a, b).", (5, 6)),
        ("Ports grow (Götz &\n\nJank, 2017).", (4,)),
        ("Ports grow (e.g., van der Berg, 2011).", (9,)),
        ("Ports grow (Twin, 2005).", (7, 8)),
        ("Ports grow (WTO, 2020).", (10,)),
        ("Ports grow (World Trade Organization, 2020).", (10,)),
        ("Порты растут (Иванов, 2003).", (11,)),
        ("Limanlar (Öztürk, 2009).", (12,)),
        ("Ports grow [Adler 1990].", (1,)),
        ("Ports grow (Unknown & Person, 2022).", ()),
        ("Ports grow (Adler, 1990). Not so (Nobody, 2022).", None),
    ],
)
def test_author_and_year_in_brackets(body: str, expected: tuple[int, ...] | None) -> None:
    found = found_in(body)
    if expected is None:
        assert [callout.resolves_to for callout in found] == [(1,), ()]
    else:
        assert [(callout.kind, callout.resolves_to) for callout in found] == [("author-year", expected)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("As Adler (1990) shows, ports grow.", ("Adler (1990)", (1,))),
        ("Götz and Jank (2017) agree.", ("Götz and Jank (2017)", (4,))),
        ("Smith et al. (2001a, p. 4) agree.", ("Smith et al. (2001a, p. 4)", (5,))),
        ("In Adler's (1990) model", ("Adler's (1990)", (1,))),
        ("Following Vera van der Berg (2011), canals", (None, (9,))),
    ],
)
def test_names_in_the_sentence(body: str, expected: tuple[str | None, tuple[int, ...]]) -> None:
    (callout,) = found_in(body)
    assert callout.kind == "narrative"
    assert callout.resolves_to == expected[1]
    assert expected[0] in (None, callout.text)


@pytest.mark.parametrize(
    "body",
    [
        "Growth was high in that year (2024) and (SMEs) grew.",
        "(5) The fifth point. JEL codes: L16, F14.",
        "Exports of Italy (2024) rose in Italy.",
        "Table 3 (2020) and Figure 2 (March 2021) show it.",
        "Trade in the country (Italy, 2024) and in Italy itself; (Adler, 1990).",
        "The 95 % CI [12, 45] is wide, as is the range [0, 1].",
        "His book The Advantage of Nations (1990) made nations rich.",
        "An area of 10 m² and 10³ ships.",
    ],
)
def test_no_false_callouts(body: str) -> None:
    assert [text for text, _ in meaning(body) if "Adler" not in text] == []


@pytest.mark.parametrize("body", ["As Götz and Jank (2004) say.", "As Adler (1991) says.", "So it is (Birch, 1990)."])
def test_a_listed_author_with_another_year_is_a_callout_without_an_entry(body: str) -> None:
    assert [callout.resolves_to for callout in found_in(body)] == [()]


@pytest.mark.parametrize(
    ("body", "meant", "standing", "missing", "locator"),
    [
        ("Ports grow [1; 99].", (1,), "dangling", ("99",), None),
        ("Порты растут [5, с. 12; 7].", (5, 7), "resolved", (), "с. 12"),
        ("Порты растут [5, с. 12-15; 7, с. 3].", (5, 7), "resolved", (), "с. 12-15; с. 3"),
        ("Portlar [5, 12-b.].", (5,), "resolved", (), "12-b."),
        ("Ports grow [3, Table 2].", (3,), "resolved", (), "Table 2"),
    ],
)
def test_groups_of_numbers_say_what_they_mean_and_miss(
    body: str, meant: tuple[int, ...], standing: str, missing: tuple[str, ...], locator: str | None
) -> None:
    (callout,) = found_in(body, NUMBERED)
    assert (callout.resolves_to, callout.standing, callout.missing) == (meant, standing, missing)
    assert callout.locator == locator


@pytest.mark.parametrize(
    ("body", "meant", "standing", "missing", "locator"),
    [
        ("(Adler 1990; Nobody 2001)", (1,), "dangling", ("Nobody 2001",), None),
        ("(Twin, 2005)", (7, 8), "ambiguous", (), None),
        ("(Adler, 1990: 45)", (1,), "resolved", (), "45"),
        ("(Adler 78)", (1,), "resolved", (), "78"),
        ("[Иванов, 2003, с. 12]", (11,), "resolved", (), "с. 12"),
        ("[Иванов, с. 12]", (11,), "resolved", (), "с. 12"),
        ("В работе Иванова (2003)", (11,), "resolved", (), None),
        ("(World Trade Organization [WTO], 2020)", (10,), "resolved", (), None),
        ("(Nobody, 1888, cited in Adler, 1990)", (1,), "resolved", (), None),
        ("as Smith et al., 2001a show", (5,), "resolved", (), None),
        ("(Adler, 1990, p. 12)", (1,), "resolved", (), "p. 12"),
        ("(Adler, 1990, s. 12)", (1,), "resolved", (), "s. 12"),
        ("(Adler, 1990, n. 4)", (1,), "resolved", (), "n. 4"),
        ("(Adler, 1990, p 12)", (1,), "resolved", (), "p 12"),
        ("(Adler, 1990, sec. 2.1)", (1,), "resolved", (), "sec. 2.1"),
        ("(Adler, 1990, vol. 2, p. 4)", (1,), "resolved", (), "vol. 2, p. 4"),
        ("and Adler (1990, p. 78) shows", (1,), "resolved", (), "p. 78"),
        ("(Adler, 1990, p. 5; Birch, 1890, pp. 4–5)", (1, 2), "resolved", (), "p. 5; pp. 4–5"),
        ("(Adler, 1990, p. e12)", (1,), "resolved", (), "p. e12"),
        ("(Adler, 1990, p. 5, 1998)", (1,), "resolved", (), "p. 5"),
        ("(Smith et al., 2001a,b)", (5, 6), "resolved", (), None),
        ("(Smith et al., 2001a, b, p. 3)", (5, 6), "resolved", (), "p. 3"),
        ("(World Bank 2011)", (), "dangling", ("World Bank 2011",), None),
        ("(Porter 1990a,b)", (), "dangling", ("Porter 1990a", "Porter 1990b"), None),
        ("(Doe, in press)", (), "dangling", ("Doe in press",), None),
        ("(Doe, n.d.)", (), "dangling", ("Doe n.d.",), None),
        ("(Иванов, 2010; Петров, 2011)", (), "dangling", ("Иванов 2010", "Петров 2011"), None),
    ],
)
def test_groups_of_names_say_what_they_mean_and_miss(
    body: str, meant: tuple[int, ...], standing: str, missing: tuple[str, ...], locator: str | None
) -> None:
    (callout,) = found_in(f"Ports grow {body}.")
    assert (callout.resolves_to, callout.standing, callout.missing) == (meant, standing, missing)
    assert callout.locator == locator


LONE_CITATIONS = [
    "As Porter (1990) argues, ports grow.",
    "According to Porter (1990), ports grow.",
    "Nokia (2005) has also shown it.",
    "In Porter's (1990) model ports grow.",
    "Как отмечает Портер (1990), порты растут.",
    "Ports grow, and Porter (1990, p. 78) was the first.",
    "Porter et al. (1990) and others.",
    "Kim and Lee (1991) came later.",
    "Ports grow (World Bank 2011).",
    "Ports grow (Porter 1990a,b).",
    "Ports grow (Doe, in press).",
    "Ports grow (Doe, n.d.).",
    "Порты растут (Иванов, 2010; Петров, 2011).",
]


@pytest.mark.parametrize("body", LONE_CITATIONS)
def test_what_is_cited_needs_no_list(body: str) -> None:
    assert [callout.standing for callout in callouts(body, ())] == ["dangling"]


@pytest.mark.parametrize("body", LONE_CITATIONS)
def test_what_is_cited_dangles_beside_a_list(body: str) -> None:
    assert [callout.standing for callout in found_in(body)] == ["dangling"]


@pytest.mark.parametrize(
    "words", ["(Иванов, 2010; Петров, 2011)", "(Kim, 2010; Porter, 2011)", "(Doe, n.d.)", "(Porter 1990a,b)"]
)
def test_sure_citations_dangle_beside_a_numbered_list(words: str) -> None:
    assert [(c.text, c.standing) for c in found_in(f"Ports grow {words}.", NUMBERED)] == [(words, "dangling")]


@pytest.mark.parametrize(
    "body",
    [
        "WordStar (1978) was the first to sell.",
        "People wrote with Microsoft Word (1983), and with WordStar (1978).",
        "Nokia (2005) sold more than others, such as Siemens (2004).",
        "The ships were Hotel California (1977), Thriller (1982) and Titanic (1912).",
    ],
)
def test_products_with_a_year_are_no_callouts(body: str) -> None:
    assert callouts(body, ()) == ()
    assert found_in(f"{body} But (Adler, 1990).")[:-1] == []


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        (
            "Accounts such as Hart (1931), Bell (1948) and O'Neil (1962) differ.",
            ["Hart 1931", "Bell 1948", "O'Neil 1962"],
        ),
        ("Hart (1931), Bell (1948), and Dorn (1962) argue so.", ["Hart 1931", "Bell 1948", "Dorn 1962"]),
        ("It stands in Hart (1931), Adler (1990) and Bell (1948).", ["Hart 1931", "Bell 1948"]),
        ("According to Ndlo (2014) and Sith (2015), ports grow.", ["Ndlo 2014", "Sith 2015"]),
        ("Authors like Quill (1951) and Sells (1956) doubt it.", ["Quill 1951", "Sells 1956"]),
        ("It goes back to von Thun (1826).", ["von Thun 1826"]),
        ("D'Angel (2008) and d’Orme (2010) came later.", ["D'Angel 2008", "d’Orme 2010"]),
        ("This is due to al-Hass (2008).", ["al-Hass 2008"]),
        ("J. R. Hale-Whit (1998) went by sea.", ["J. R. Hale-Whit 1998"]),
        ("This is in line with Kowal (2012).", ["Kowal 2012"]),
        ("We took the scale developed by Epworth (1991).", ["Epworth 1991"]),
        ("See also Mbek (2002) and N'Diay (2003).", ["Mbek 2002", "N'Diay 2003"]),
        ("Some go further (see e.g. McAll 2001, Ní Mhur 2019).", ["McAll 2001", "Ní Mhur 2019"]),
    ],
)
def test_every_work_of_a_run_that_is_cited_and_not_listed_is_missing(body: str, missing: list[str]) -> None:
    found = found_in(f"{body} Ports grow (Adler, 1990).")
    assert [name for callout in found for name in callout.missing] == missing


@pytest.mark.parametrize(
    "body",
    [
        "Films such as Vertigo (1958), Psycho (1960) and Marnie (1964) show it.",
        "Elections in Chile (1989), Poland (1990) and Ghana (1992) showed it.",
        "Even the Treaty of Rome (1957) said nothing of it.",
        "Laws came in France (1998) and Spain (2003).",
        "The storms Ada (2004), Bob (2008) and Carl (2011) came.",
        "The Río de la Plata (1536) was reached.",
        "The U. S. Steel (1901) merger came.",
    ],
)
def test_other_things_in_a_run_with_their_years_are_not_cited(body: str) -> None:
    assert [callout.text for callout in found_in(f"{body} Ports grow (Adler, 1990).")] == ["(Adler, 1990)"]


def test_a_text_that_sets_no_comma_cites_works_that_are_not_listed_without_one_as_well() -> None:
    body = "Ports grow (Adler 1990). They shrink (Birch 1890). They stay (Zucker 2012), and it closed (Phase 2012)."
    assert [callout.missing for callout in found_in(body)] == [(), (), ("Zucker 2012",)]
    assert found_in(body.replace("Adler 1990", "Adler, 1990").replace("Birch 1890", "Birch, 1890"))[2:] == []


@pytest.mark.parametrize(
    ("when", "said"), [("in press", "in press"), ("n.d.", "n.d.-a"), ("forthcoming", "forthcoming")]
)
def test_works_without_a_year_mean_entries_without_one(when: str, said: str) -> None:
    text = f"Ports grow (Doe, {said}). So Doe ({said}) says."
    entry = Reference(
        1, Span(900, 999), f"Doe, J. ({when}). Ships. Retrieved 2019.", None, {"author": [{"family": "Doe"}]}, 1.0
    )
    assert [callout.resolves_to for callout in callouts(text, [entry])] == [(1,), (1,)]


def test_ibid_and_op_cit_mean_what_was_cited_before() -> None:
    found = found_in("As Adler (1990) says, and Birch (1890). So (ibid., p. 3). But (Adler, op. cit., p. 5).")
    assert [(c.kind, c.resolves_to) for c in found[2:]] == [("repeated", (2,)), ("repeated", (1,))]


def test_a_listed_title_with_its_year_is_a_callout() -> None:
    entries = (
        "Adler, A. (1990). The Advantage of Ports. London: Quay Press.\nBirch, B. (1890). Harbours. London: Quay.\n"
    )
    assert meaning("His *The Advantage of Ports* (1990) is read.", entries) == [
        ("The Advantage of Ports* (1990)", (1,))
    ]


def test_one_work_that_is_listed_twice_is_not_ambiguous() -> None:
    twice = "Adler, A. (1990). Rivers. London: Quay Press.\n" * 2
    (callout,) = found_in("Ports grow (Adler, 1990).", twice)
    assert (callout.resolves_to, callout.standing) == ((1, 2), "resolved")


def test_a_number_means_every_work_that_stands_under_it() -> None:
    entries = (
        "[1] A. Alder, Phys. Rev. D 5, 12 (2001); B. Birch, Phys. Rev. D 6, 13 (2002).\n"
        "[2] C. Cedar, Nucl. Phys. B 7, 14 (2003).\n[3] D. Dogwood, Phys. Lett. B 8, 15 (2004).\n"
    )
    assert meaning("Ports grow [1] and [2].", entries) == [("[1]", (1, 2)), ("[2]", (3,))]


def test_nothing_is_found_in_the_list_or_in_excluded_spans() -> None:
    body = "Ports grow (Adler, 1990). Table: (Birch, 1890)."
    text = f"{body}\n\nReferences\n\n{BY_AUTHOR}"
    entries = references(text, ())
    start = body.index("Table")
    found = callouts(text, entries, (), [Span(start, len(body))])
    assert [callout.text for callout in found] == ["(Adler, 1990)"]


def test_numbers_of_a_list_whose_counter_starts_again_mean_places() -> None:
    entries = "1. Adler, A. (1990). Rivers.\n\n1. Birch, B. (1890). Harbours.\n\n1. Cedar, C. (2014). Tides.\n"
    assert meaning("Ports grow [3].", entries) == [("[3]", (3,))]


def test_each_chapter_has_its_own_list() -> None:
    chapter = "Ports grow [2].\n\nReferences\n\n1. Adler, A. (1990). Rivers.\n2. Birch, B. (1890). Harbours.\n"
    text = chapter + "\n# Next\n\n" + "Words. " * 400 + "\n\n" + chapter
    at = text.index("# Next")
    entries = references(text, (Section(1, "Next", Span(at, at + 6), Span(at, len(text))),))
    assert [callout.resolves_to for callout in callouts(text, entries)] == [(2,), (4,)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("[2]–[5]", (2, 3, 4, 5)), ("[1; 3]", (1, 3)), ("[5, с. 12]", (5,)), ("[3-1]", (3, 1)), ("", ())],
)
def test_cited_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert cited_numbers(text) == numbers


PIECES = st.sampled_from(
    [
        "[1]",
        "[1; 2]",
        "(Adler, 1990)",
        "Adler (1990)",
        "(",
        ")",
        "[",
        "]",
        "^{",
        "}",
        "³",
        " & ",
        "Smith et al. ",
        ", 2001a",
        "\n\n",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join))
def test_callouts_are_sorted_disjoint_inside_and_mean_entries(body: str) -> None:
    text = f"{body}\n\nReferences\n\n{BY_AUTHOR}"
    entries = references(text, ())
    found = callouts(text, entries)
    spans = [callout.span for callout in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(callout.text == callout.span.of(text) and callout.text for callout in found)
    assert {n for callout in found for n in callout.resolves_to} <= {entry.n for entry in entries}
    assert not any(callout.span.overlaps(entry.span) for callout in found for entry in entries)


@pytest.mark.parametrize(
    "seed", ["(", "[1", "A, ", "[1]", "(A, 2", "A & ", "Porter (1990) ", "(Porter, 1990; ", "2000, ", "¹", "de ", "ABC"]
)
def test_long_runs_take_no_time(seed: str) -> None:
    text = seed * (50_000 // len(seed))
    entry = Reference(1, Span(0, 0), "", None, {"author": [{"family": "Adler"}]}, 1.0)
    start = time.process_time()
    callouts(text, [entry])
    assert time.process_time() - start < 2


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the literature beside the checkout (../shared)")
@pytest.mark.parametrize(("prefix", "count"), [("000", 1), ("001", 4), ("002", 33), ("003", 111)])
def test_every_callout_of_the_literature_is_found_and_resolved(prefix: str, count: int) -> None:
    text = next(LITERATURE.glob(f"{prefix}*")).read_text(encoding="utf-8")
    found = callouts(text, references(text, ()))
    assert len(found) == count
    assert all(len(callout.resolves_to) >= 1 for callout in found)
