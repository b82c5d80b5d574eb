"""Cases over texts that don't come along: their form, how they are divided, and that they hold nothing of the texts."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from evals.__main__ import main
from evals.asked import asked, in_print
from evals.case_checks import COPIED_WORDS, faults, word_runs
from evals.case_splits import groups, shared_places, splits
from evals.cases import UNANSWERED, Anchor, Case, Part, checked_sources, literature_cases, load_cases, sources_of
from evals.errors import CaseError, MaterialError
from evals.matching import key_of, letter_occurrences
from evals.report import from_json

LITERATURE = Path(__file__).resolve().parents[3] / "shared" / "literature"
HEAT = "A tunnel kiln fires bricks at a thousand degrees for two days."
BUILT = "A clamp kiln is built of the bricks it fires."
TEXT = f"Kilns\n\n{HEAT}\n{BUILT}\n"
HOT = (7, 7 + len(HEAT))
BUILDING = (HOT[1] + 1, HOT[1] + 1 + len(BUILT))


def case(name: str, theme: str, *spans: tuple[int, int], doc: str = "kilns.txt", **more: Any) -> Case:
    parts = tuple(Part((Anchor(doc, span=Span(*span)),)) for span in spans)
    return Case(name, "tune", "answerable" if parts else "unanswerable", f"{name}?", (), parts, theme=theme, **more)


def line(name: str, theme: str, question: str, *spans: tuple[int, int], **more: object) -> dict[str, object]:
    answers = [{"doc": "kilns.txt", "start": start, "end": end} for start, end in spans]
    kind = "answerable" if spans else "unanswerable"
    return {"id": name, "kind": kind, "theme": theme, "question": question, "history": [], "answers": answers, **more}


FIRED = line("hot", "heat", "How hot do such ovens get?", HOT)
CLAMP = line("clamp", "clamp", "Which oven is made from what it bakes?", BUILDING)
COSTS = line("price", "price", "What does a tunnel oven cost?")


@pytest.fixture
def kilns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a text, and cases over it with their sources."""
    monkeypatch.setenv("PINCITE_ENCODER", "hashing-64")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "kilns.txt").write_text(TEXT, encoding="utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    (tmp_path / "cases_sources.json").write_text(json.dumps({"kilns.txt": digest}), encoding="utf-8")
    drafts = "".join(json.dumps(one) + "\n" for one in (FIRED, CLAMP, COSTS))
    (tmp_path / "drafts.jsonl").write_text(drafts, encoding="utf-8")
    return tmp_path


def check(folder: Path, *more: str) -> int:
    return main(["cases", *more, "--cases", str(folder / "cases.jsonl"), "--texts", str(folder / "texts")])


def test_drafts_are_divided_checked_and_asked(kilns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(kilns, str(kilns / "drafts.jsonl")) == 0
    assert "3 cases" in capsys.readouterr().out
    arguments = ["answers", "--cases", str(kilns / "cases.jsonl"), "--texts", str(kilns / "texts"), "--split", "all"]
    assert main([*arguments, "--json", str(kilns / "results.json")]) == 0
    report = from_json(kilns / "results.json")
    assert report.right.keys() == {"hot", "clamp", "price"}
    verbatim = report.systems[0].groups[0].figure("verbatim")
    assert verbatim is not None
    assert verbatim.value in (1, None)


def test_a_text_that_was_changed_is_one_clear_line(kilns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kilns / "texts" / "kilns.txt").write_text(TEXT + "More.", encoding="utf-8")
    assert check(kilns, str(kilns / "drafts.jsonl")) == 1
    error = capsys.readouterr().err
    assert "kilns.txt is not the file that these cases are about" in error
    assert error.count("\n") == 1


def test_a_text_that_is_missing_is_one_clear_line(kilns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kilns / "texts" / "kilns.txt").unlink()
    assert main(["answers", "--cases", str(kilns / "cases.jsonl"), "--texts", str(kilns / "texts")]) == 1
    error = capsys.readouterr().err
    assert "kilns.txt is needed for these cases" in error
    assert error.count("\n") == 1


def test_cases_without_sources_say_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="doesn't say which files"):
        sources_of(tmp_path / "cases.jsonl")


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (case("x", "t", (100, 900)), "before 900"),
        (case("x", "t", (5, 7)), "nothing stands at"),
        (case("x", "t", (0, 5), doc="other.txt"), "none of the texts"),
        (case("x", "t", (0, 5), note="A tunnel kiln fires bricks at a thousand degrees"), "copies a text"),
        (Case("x", "tune", "answerable", "?", (), (Part((Anchor("kilns.txt", "Kilns"),)),)), "given by offsets"),
    ],
)
def test_faults_are_told(faulty: Case, told: str) -> None:
    found = faults([faulty], {"kilns.txt": TEXT})
    assert len(found) == 1
    assert told in found[0]


def test_sound_cases_have_no_faults() -> None:
    assert faults([case("x", "t", HOT), case("y", "u")], {"kilns.txt": TEXT}) == ()


def test_a_theme_in_both_splits_is_a_fault() -> None:
    one = case("one", "heat", (7, 20))
    assert "stands in both splits" in faults([one, replace(one, id="two", split="report")], {"kilns.txt": TEXT})[0]


def test_a_place_in_both_splits_is_a_fault() -> None:
    told = faults(
        [case("one", "heat", (7, 20)), replace(case("two", "fire", (19, 40)), split="report")], {"kilns.txt": TEXT}
    )
    assert told == ("one and two share a place and stand in two splits",)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=30))
def test_runs_of_words_are_found_wherever_they_stand(words: list[str]) -> None:
    runs = list(word_runs(" ".join(words)))
    assert len(runs) == max(0, len(words) - COPIED_WORDS + 1)
    assert all(list(run) == words[at : at + COPIED_WORDS] for at, run in enumerate(runs))


spanned = st.tuples(st.integers(0, 60), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
many = st.lists(
    st.tuples(st.sampled_from([f"theme {n}" for n in range(12)]), st.lists(spanned, max_size=2)), max_size=25
)


@given(many, st.randoms())
def test_splits_keep_together_what_belongs_together(
    drawn: list[tuple[str, list[tuple[int, int]]]], chance: Any
) -> None:
    cases = [case(str(n), theme, *spans) for n, (theme, spans) in enumerate(drawn)]
    parts = splits(cases)
    assert all(parts[one.theme] == parts[two.theme] for one, two in shared_places(cases))
    assert sorted(theme for group in groups(cases) for theme in group) == sorted({one.theme for one in cases})
    shuffled = list(cases)
    chance.shuffle(shuffled)
    assert splits(shuffled) == parts


def test_splits_give_each_part_its_share_of_every_kind() -> None:
    kinds = {"answerable": [(0, 1)], "unanswerable": []}
    cases = [case(f"{kind} {n}", f"{kind} {n}", *spans) for kind, spans in kinds.items() for n in range(100)]
    apart = [replace(one, parts=()) for one in cases]
    parts = splits(apart)
    for kind in kinds:
        assert sum(parts[f"{kind} {n}"] == "tune" for n in range(100)) == 55


def letters(text: str) -> list[str]:
    return [c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum()]


@given(st.text("abzÄ1 -\u00ad\n|.", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_what_is_cut_out_of_a_text_is_found_by_its_letters(text: str, start: int, end: int) -> None:
    piece = text[start:end]
    found = letter_occurrences(text, piece)
    if any(character.isalnum() for character in piece):
        assert found
        assert all(letters(span.of(text)) == letters(piece) for span in found)
    else:
        assert found == ()


def test_a_place_moves_to_another_format_by_its_letters() -> None:
    moved = in_print([case("x", "t", HOT)], {"kilns.txt": TEXT}, {"kilns.txt": Path("kilns.pdf")})[0]
    printed = TEXT.replace("thousand", "thou-\nsand").replace(" degrees", "\n degrees")
    assert letter_occurrences(printed, moved.parts[0].anchors[0].text) == (Span(7, HOT[1] + 2),)
    assert moved.parts[0].anchors[0].doc == "kilns.pdf"


def test_the_cases_that_come_along_are_many_and_of_every_sort() -> None:
    cases = load_cases(literature_cases())
    assert len(cases) >= 150
    for split in ("tune", "report"):
        kinds = Counter(one.kind for one in cases if one.split == split)
        assert kinds["answerable"] >= 20
        assert sum(kinds[kind] for kind in UNANSWERED) >= 20
    assert all(anchor.span for one in cases for part in one.parts for anchor in part.anchors)
    assert {anchor.doc for one in cases for part in one.parts for anchor in part.anchors} <= sources_of(
        literature_cases()
    ).keys()


def test_every_theme_and_place_of_theirs_stands_in_one_split() -> None:
    cases = load_cases(literature_cases())
    of_theme = {one.theme: one.split for one in cases}
    assert all(one.split == of_theme[one.theme] for one in cases)
    assert all(one.split == two.split for one, two in shared_places(cases))


@pytest.fixture
def literature() -> Callable[[str], Path]:
    def folder(kind: str) -> Path:
        if not (LITERATURE / kind).is_dir():
            pytest.skip(f"the literature that the cases are about is not at {LITERATURE / kind}")
        return LITERATURE / kind

    return folder


def test_they_are_sound_over_the_texts(literature: Callable[[str], Path]) -> None:
    files = checked_sources(literature_cases(), literature("txt"))
    texts = {file.name: file.read_bytes().decode("utf-8") for file in files}
    assert faults(load_cases(literature_cases()), texts) == ()


def test_a_pdf_for_each_text_is_needed(literature: Callable[[str], Path], tmp_path: Path) -> None:
    with pytest.raises(MaterialError, match="the PDF of each text needs the text's name"):
        asked("all", texts=literature("txt"), pdfs=tmp_path)


@pytest.mark.slow
def test_most_places_are_found_in_the_typeset_texts(literature: Callable[[str], Path]) -> None:
    from corpus.reading.read import read

    put = asked("all", texts=literature("txt"), pdfs=literature("pdf"))
    documents = {file.name: read(file) for file in put.sources}
    keys = [key_of(one, documents.__getitem__) for one in put.cases if one.answerable]
    whole = sum(all(places for places in key.parts) for key in keys)
    assert whole / len(keys) >= 0.9
