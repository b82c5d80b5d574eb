"""Lines of authors: every way in which pages print them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.byline import names_in, people_in
from corpus.bibliography.marks import CLOSE, OPEN, marked, marks_of, unmarked

FAMILY = st.from_regex(r"[A-ZÅÖŁ][a-zéüł]{4,9}(-[A-Z][a-z]{4,7})?", fullmatch=True).filter(
    lambda name: not name.endswith(("ov", "ev", "eva", "ova", "sky", "enko", "ich", "ogli", "zade", "qizi"))
)
GIVEN = st.from_regex(r"([B-H]\.( [J-N]\.)?|[A-Z][a-z]{3,7}[lmn]( [B-H]\.)?)", fullmatch=True)
PEOPLE = st.lists(st.tuples(GIVEN, FAMILY), min_size=2, max_size=6, unique=True)


def shown(line: str) -> list[tuple[str, str]]:
    return [(name["family"], name.get("given", "")) for name in names_in(line)]


@settings(deadline=None)
@given(
    PEOPLE,
    st.sampled_from([", ", "; ", " · ", " | ", "\t"]),
    st.sampled_from(["", "¹", f"{OPEN}a,*{CLOSE}", " 2", "†"]),
)
def test_a_list_of_names_comes_back_whatever_parts_it(people: list[tuple[str, str]], mark: str, note: str) -> None:
    line = mark.join(f"{given} {family}{note}" for given, family in people)
    found = shown(line)
    if found:  # words that are also ranks or places of work make a line doubtful
        assert found == [(family, given) for given, family in people]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_line_is_read_without_an_error(line: str) -> None:
    for person in people_in(line):
        assert person.name["family"].strip()


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Maria Adler^{1,*}, John B. Birch² and Carol van der Elm", ["Adler", "Birch", "van der Elm"]),
        ("A. K. van der Meulen¹,³ · Jean-Luc Perrin²", ["van der Meulen", "Perrin"]),
        ("И. П. Соколов¹, А. Н. Мельникова²", ["Соколов", "Мельникова"]),
        ("Соколов И. П., Мельникова А.Н.", ["Соколов", "Мельникова"]),
        ("Громова Елена Викторовна, Тен Сергей Алексеевич", ["Громова", "Тен"]),
        ("Karimov Jasur Alisher o‘g‘li", ["Karimov"]),
        ("Раҳимов Дилшод Анварович", ["Раҳимов"]),
        ("Ayşe Gül YILDIRIM¹ , Mehmet Çağrı ŞAHİN²", ["YILDIRIM", "ŞAHİN"]),
        ("MENG Wei, HAN Xuedong", ["MENG", "HAN"]),
        ("Zhang, W.; Ortega-Ruiz, L.", ["Zhang", "Ortega-Ruiz"]),
        ("Yoshio Miyasaka, M.D., Akira Kurata, Ph.D., and Kiyotaka Fujii, M.D.", ["Miyasaka", "Kurata", "Fujii"]),
        ("Dhabaleswar K. Panda, Member, IEEE, and John M. Shea, Fellow, IEEE", ["Panda", "Shea"]),
        ("Dr. Öğr. Üyesi Ayşe Kaya", ["Kaya"]),
        ("К.э.н., доц. Петров П.П.", ["Петров"]),
        ("J.-P. Viricelle, C J Ham and S E Penington", ["Viricelle", "Ham", "Penington"]),
        ("Ben P. Haynes 1 * , Ophira Ginsburg 2 , Robert Buus 1,3", ["Haynes", "Ginsburg", "Buus"]),
        ("James H. Anderson Sri Ramamurthy", ["Anderson", "Ramamurthy"]),
        ("Aoife Ní Bhriain and Youssef Ben Amor", ["Ní Bhriain", "Ben Amor"]),
        ("Yuri Gurevich and Shantidev Mohanty", ["Gurevich", "Mohanty"]),
        ("Von Friederike von Thalen und Jörg Petersen, Emden", ["von Thalen", "Petersen"]),
        ("Bart C. Kuenen, Jose Tabernero, et al.", ["Kuenen", "Tabernero"]),
        ("University of Quays", []),
        ("Small Firms Institute", []),
        ("The Role of Ports in Trade", []),
        ("Department of Rivers, School of Law", []),
    ],
)
def test_families(line: str, people: list[str]) -> None:
    assert [family for family, _ in shown(line)] == people


def test_marks_stay_with_their_names() -> None:
    people = people_in(f"Ann Lee{OPEN}1,*{CLOSE}, Bo Ross, PhD{OPEN}2–4{CLOSE} and Cy Dent†")
    assert [person.marks for person in people] == [("1", "*"), ("2", "3", "4"), ("†",)]


@pytest.mark.parametrize(
    ("words", "marks"), [("1,3*", ("1", "3", "*")), ("2-4", ("2", "3", "4")), ("a,b", ("a", "b")), ("", ())]
)
def test_single_marks(words: str, marks: tuple[str, ...]) -> None:
    assert marks_of(words) == marks


@given(st.text(st.characters(exclude_characters=OPEN + CLOSE), max_size=60))
def test_marking_twice_changes_nothing(text: str) -> None:
    once = marked(text)
    assert marked(once) == once
    assert OPEN not in unmarked(once)


@pytest.mark.parametrize("seed", ["A. ", "Ann ", "Ann, ", "1, ", "a b ", "and ", "(", "^{", "- ", "[1", "Dr. "])
def test_long_lines_take_no_time(seed: str) -> None:
    start = time.process_time()
    people_in(seed * (4_000 // len(seed)))
    people_in(seed * 20_000)
    assert time.process_time() - start < 2
