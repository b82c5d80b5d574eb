"""Citations and bibliographies: as the styles have them, and whatever a record holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.record import Field, Record
from service.export.citing import Citations
from service.export.processor import Processor, Unprocessable
from service.export.runs import plain
from service.export.styles import STYLES, Style, is_range
from service.export.works import Work

CITED = {
    "apa": ["(Almå, 1998, p. 12)", "(Brun, 2004, pp. 12–13)", "(Петров, 2011, section “Итоги”)"],
    "chicago-author-date": ["(Almå 1998, 12)", "(Brun 2004, 12–13)", "(Петров 2011, section “Итоги”)"],
    "harvard": ["(Almå, 1998, p. 12)", "(Brun, 2004, pp. 12–13)", "(Петров, 2011, section “Итоги”)"],
    "vancouver": ["(1, p. 12)", "(2, p. 12–13)", "(3, section “Итоги”)"],
    "gost-r-7-0-5-2008": ["[Almå, 1998, с. 12]", "[Brun, 2004, с. 12–13]", "[Петров, 2011, разд. «Итоги»]"],
}
LISTED = {
    "apa": [
        "Almå, A. B. (1998). Quays and what they are worth. Journal of Harbours, 3, 1–20.",
        "Brun, C. (2004). Is a harbour a town? Pier Press.",
        "Петров, И. И. (2011). Причалы севера. Вопросы портов, 2, 5–9.",
    ],
    "chicago-author-date": [
        "Almå, Ada B. 1998. “Quays and What They Are Worth.” Journal of Harbours 3 (May): 1–20.",
        "Brun, Carl. 2004. Is a Harbour a Town? Pier Press.",
        "Петров, Иван Ильич. 2011. “Причалы севера.” Вопросы портов 2: 5–9.",
    ],
    "harvard": [
        "Almå, A.B. (1998) ‘Quays and what they are worth’, Journal of Harbours, 3, pp. 1–20.",
        "Brun, C. (2004) Is a harbour a town? Ostby: Pier Press.",
        "Петров, И.И. (2011) ‘Причалы севера’, Вопросы портов, 2, pp. 5–9.",
    ],
    "vancouver": [
        "1. Almå AB. Quays and what they are worth. Journal of Harbours. 1998 May;3:1–20.",
        "2. Brun C. Is a harbour a town? Ostby: Pier Press; 2004.",
        "3. Петров ИИ. Причалы севера. Вопросы портов. 2011;2:5–9.",
    ],
    "gost-r-7-0-5-2008": [
        "1. Петров И. И. Причалы севера // Вопросы портов. 2011. Т. 2. С. 5–9.",
        "2. Almå A. B. Quays and what they are worth // Journal of Harbours. 1998. Т. 3. С. 1–20.",
        "3. Brun C. Is a harbour a town? Ostby: Pier Press, 2004.",
    ],
}


@pytest.mark.parametrize("key", STYLES)
def test_citations_in_the_text_name_the_printed_page_or_the_section(key, works, place):
    citations = Citations(works, STYLES[key])
    places = [
        place("aaa", "x"),
        place("bbb", "x", page_label="12-13"),
        place("ccc", "x", page_label=None, page=None, section="Итоги"),
    ]
    shown = [plain(citations.in_text(each)).replace("12-13", "12–13") for each in places]
    assert shown == CITED[key]


SECOND_HAND = {
    "apa": ["(Dahl & Eide, 1990; Moe et al., 1991, as cited in Almå, 1998, p. 12)", "as cited in Almå, 1998, p. 12)"],
    "chicago-author-date": [
        "(Dahl and Eide 1990; Moe et al. 1991, as cited in Almå 1998, 12)",
        "as cited in Almå 1998, 12)",
    ],
    "harvard": [
        "(Dahl and Eide, 1990; Moe et al., 1991, cited in Almå, 1998, p. 12)",
        "cited in Almå, 1998, p. 12)",
    ],
    "vancouver": ["(Dahl & Eide, 1990; Moe et al., 1991, as cited in 1, p. 12)", "as cited in 1, p. 12)"],
    "gost-r-7-0-5-2008": [
        "[Dahl, Eide, 1990; Moe et al., 1991, цит. по: Almå, 1998, с. 12]",
        "цит. по: Almå, 1998, с. 12]",
    ],
}


@pytest.mark.parametrize("key", STYLES)
def test_second_hand_words_are_cited_as_cited_in_what_has_them(key, works, place):
    citations = Citations(works, STYLES[key])
    whole, end = SECOND_HAND[key]
    assert plain(citations.in_text(place("aaa", "x"), ("Dahl & Eide, 1990", "Moe et al., 1991"))) == whole
    titled = ("“Ropes & their uses”, 1887", "2 more")
    shown = plain(citations.in_text(place("aaa", "x"), titled))
    assert "“Ropes & their uses”" in shown and shown.endswith(end)
    assert "as cited" not in plain(citations.in_text(place("aaa", "x")))


@pytest.mark.parametrize("key", STYLES)
def test_the_credit_stands_within_the_brackets_of_a_title_in_italics(key, record, place):
    work = Work("x", "x.pdf", record(type="book", title="Tides", issued={"date-parts": [[1999]]}))
    runs = Citations([work], STYLES[key]).in_text(place("x", "x"), ("Dahl, 1990",))
    assert plain(runs)[1:].startswith("Dahl") and not runs[0].italic


@pytest.mark.parametrize("key", STYLES)
def test_the_bibliography_is_in_the_order_and_form_of_the_style(key, works):
    entries = Citations(works, STYLES[key]).entries
    assert [plain(entry.runs) for entry in entries] == LISTED[key]
    assert not any(entry.note for entry in entries)


def test_titles_are_in_italics_where_the_style_says_so(works):
    (_, brun, _) = Citations(works, STYLES["apa"]).entries
    assert [run.text for run in brun.runs if run.italic] == ["Is a harbour a town?"]


@pytest.mark.parametrize("key", [key for key, style in STYLES.items() if not style.is_numeric])
def test_works_that_would_be_cited_alike_get_letters(key, record, place):
    author = [{"family": "Dahl", "given": "Eva"}]
    twins = [
        Work(id, f"{id}.pdf", record(type="book", title=title, author=author, issued={"date-parts": [[1999]]}))
        for id, title in (("x", "Wharves"), ("y", "Docks"))
    ]
    citations = Citations(twins, STYLES[key])
    cited = [plain(citations.in_text(place(id, "x"))) for id in ("x", "y")]
    assert "1999b" in cited[0] and "1999a" in cited[1]
    assert ["1999a" in plain(entry.runs) for entry in citations.entries] == [True, False]


@pytest.mark.parametrize("key", STYLES)
def test_a_work_without_an_author_is_told_by_its_title_once(key, record, place):
    work = Work("x", "x.pdf", record(type="book", title="Tides: a table", issued={"date-parts": [[1999]]}))
    citations = Citations([work], STYLES[key])
    assert plain(citations.entries[0].runs).lower().count("tides") == 1
    assert not citations.entries[0].note


@pytest.mark.parametrize("key", STYLES)
def test_an_unknown_year_leaves_no_gap(key, record, place):
    work = Work("x", "x.pdf", record(title="Tides", author=[{"family": "Dahl"}]))
    citations = Citations([work], STYLES[key])
    shown = plain(citations.in_text(place("x", "x"))) + plain(citations.entries[0].runs)
    assert ", ," not in shown and ".." not in shown and "None" not in shown
    told = {"apa": "n.d.", "chicago-author-date": "n.d.", "harvard": "no date", "gost-r-7-0-5-2008": "б. г."}
    assert told.get(key, "") in shown


@pytest.mark.parametrize("key", STYLES)
@pytest.mark.parametrize("held", [True, False])
def test_what_is_not_known_is_given_in_our_own_form_and_says_so(key, held, place):
    work = Work("x", "scan 7.pdf", Record(), is_held=held)
    citations = Citations([work], STYLES[key])
    (entry,) = citations.entries
    assert "File: scan 7.pdf." in plain(entry.runs) and "Pincite’s own form" in entry.note
    assert ("no longer held" in entry.note) is not held
    shown = plain(citations.in_text(place("x", "x")))
    assert shown == ("(1, p. 12)" if key == "vancouver" else "(Own, 1990, p. 12)")


def test_a_record_that_the_processor_fails_on_is_given_in_our_own_form(works):
    style = Style("notes", "A style of notes alone", "agora")
    entries = Citations(works, style).entries
    assert [entry.note for entry in entries] == [
        "This record could not be set in A style of notes alone. It is given in Pincite’s own form."
    ] * len(works)
    assert "Brun, 2004. Is a harbour a town? File: bbb.pdf." in [plain(entry.runs) for entry in entries]


def test_an_item_that_can_not_be_taken_in_harms_no_other():
    items = {"bad": {"type": "book", "author": 3}, "good": {"type": "book", "title": "Tides"}}
    processor = Processor(STYLES["vancouver"], items)
    assert processor.entry("good").endswith("Tides.")
    for asked in (processor.entry, processor.citation):
        with pytest.raises(Unprocessable):
            asked("bad")


def test_a_section_called_as_the_work_is_left_out(works, place):
    titled = place("aaa", "x", page_label=None, section="QUAYS AND WHAT THEY ARE WORTH")
    assert plain(Citations(works, STYLES["apa"]).in_text(titled)) == "(Almå, 1998)"


def test_an_article_without_a_volume_is_not_called_a_preprint(record):
    work = Work("x", "x.pdf", record(type="article-journal", title="Tides", container_title="Harbours"))
    for style in STYLES.values():
        assert "reprint" not in plain(Citations([work], style).entries[0].runs)


def test_a_thesis_is_set_alone_by_gost(record):
    work = Work("x", "x.pdf", record(type="thesis", title="Tides", author=[{"family": "Dahl"}]))
    assert plain(Citations([work], STYLES["gost-r-7-0-5-2008"]).entries[0].runs) == "1. Dahl. Tides. Б. г."


def test_markup_in_a_title_is_left_out_and_what_looks_like_it_stays(record):
    work = Work("x", "x.pdf", record(type="book", title="<i>Mytilus</i> & a < b", author=[{"family": "Dahl"}]))
    assert "Mytilus & a < b" in plain(Citations([work], STYLES["vancouver"]).entries[0].runs)


def test_addresses_keep_their_punctuation(record):
    address = "https://example.org/a,,b/..?q=x..y"
    work = Work("x", "x.pdf", record(type="webpage", title="Tides", author=[{"family": "Dahl"}], URL=address))
    for style in STYLES.values():
        assert address in plain(Citations([work], style).entries[0].runs)


def test_a_place_of_more_than_one_page_is_told_from_a_label_with_a_dash():
    assert [is_range(label) for label in ("12", "12–13", "3, 5", "S-12", "iv", "A1-B2")] == [
        False, True, True, False, False, False,
    ]  # fmt: skip


TEXTS = st.text(max_size=30) | st.sampled_from(["", " ", "-", "...", "<i>", "\ue000x", "{}", "а", "1", "\x00"])
PEOPLE = st.lists(
    st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix", "dropping-particle", "odd"]), TEXTS)
    | TEXTS,
    max_size=4,
)
DATES = st.one_of(
    st.none(),
    TEXTS,
    st.fixed_dictionaries({"literal": TEXTS}),
    st.fixed_dictionaries(
        {"date-parts": st.lists(st.lists(st.integers(-99999, 99999) | TEXTS, max_size=4), max_size=3)}
    ),
    st.fixed_dictionaries({"raw": TEXTS, "season": TEXTS}),
)
ODD = st.one_of(TEXTS, st.integers(), st.none(), st.lists(TEXTS, max_size=2), st.booleans(), st.floats())
VALUES = {
    **dict.fromkeys(["title", "container-title", "volume", "issue", "page", "publisher", "DOI", "URL", "genre"], ODD),
    **dict.fromkeys(["number", "number-of-pages", "edition", "language", "collection-title", "title-short"], ODD),
    **dict.fromkeys(["author", "editor", "translator"], PEOPLE | ODD),
    **dict.fromkeys(["issued", "accessed"], DATES | ODD),
    "type": st.sampled_from(["book", "chapter", "thesis", "webpage", "report", "dataset", "bill", "nonsense", ""])
    | ODD,
}
RECORDS = st.fixed_dictionaries({}, optional=VALUES).map(
    lambda csl: Record(tuple(Field(name, csl[name], "sidecar", "x") for name in sorted(csl)))
)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(records=st.lists(RECORDS, min_size=1, max_size=3), label=TEXTS | st.none(), section=TEXTS | st.none())
def test_no_record_is_too_odd_to_be_cited(records, label, section, place):
    listed = [Work(f"W{n}", f"{n}.pdf", record) for n, record in enumerate(records)]
    for style in STYLES.values():
        citations = Citations(listed, style)
        assert len(citations.entries) == len(listed)
        for entry in citations.entries:
            assert any(character.isalpha() for character in plain(entry.runs))
        for work in listed:
            assert plain(citations.in_text(place(work.id, "x", page_label=label, section=section))).strip()
