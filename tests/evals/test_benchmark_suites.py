"""Retrieval and abstention on public sets: tiny ones of our own making, in the sets' own form."""

from __future__ import annotations

import io
import json
import lzma
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.__main__ import main
from evals.errors import MaterialError
from evals.gold import scifact, squad
from evals.ranking_measures import first, ndcg, recall
from evals.risk_coverage import abstention_f1, aurc, auroc, best_cut, bounded_auroc, curve, thinned
from evals.suites.retrieval import Sought, failures

KILNS = "A tunnel kiln fires bricks for two days. A clamp kiln burns peat and is built of bricks."
BEES = "A colony of bees keeps its brood warm. Drones leave the hive in autumn."


def squad_set(*, impossible: bool = True) -> dict[str, object]:
    def asked(name: str, question: str, text: str, answer: str) -> dict[str, object]:
        answers = [{"text": answer, "answer_start": text.index(answer)}] if answer else []
        return {
            "id": name,
            "question": question,
            "answers": answers,
            **({"is_impossible": not answer} if impossible else {}),
        }

    kilns = [
        asked("1", "What does a clamp kiln burn?", KILNS, "peat"),
        asked("2", "How long are bricks fired?", KILNS, "two days"),
    ]
    bees = [asked("3", "When do drones leave?", BEES, "autumn")]
    if impossible:
        bees.append(asked("4", "How heavy was the emperor's crown?", BEES, ""))
    return {"data": [{"title": "Brick_kilns", "paragraphs": [{"context": KILNS, "qas": kilns}]},
                     {"title": "Bees", "paragraphs": [{"context": BEES, "qas": bees}]}]}  # fmt: skip


@pytest.fixture
def benchmarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PINCITE_ENCODER", "hashing-256")
    for name in ("scifact", "squad2", "xquad"):
        (tmp_path / "gold" / name).mkdir(parents=True)
    gold = tmp_path / "gold"
    works = [
        (1, "Brick kilns", KILNS),
        (2, "Colonies of bees", BEES),
        (3, "Tides", "The moon raises tides. They are two a day."),
    ]
    corpus = "".join(
        json.dumps({"doc_id": number, "title": title, "abstract": text.split(". ")}) + "\n"
        for number, title, text in works
    )
    (gold / "scifact" / "corpus.jsonl.xz").write_bytes(lzma.compress(corpus.encode()))
    claims = [
        (1, "Clamp kilns burn peat.", [1]),
        (2, "Drones leave in autumn.", [2]),
        (3, "The moon raises tides.", [3]),
    ]
    (gold / "scifact" / "claims_dev.jsonl").write_text(
        "".join(json.dumps({"id": n, "claim": claim, "cited_doc_ids": ids}) + "\n" for n, claim, ids in claims)
    )
    (gold / "squad2" / "dev-v2.0.json.xz").write_bytes(lzma.compress(json.dumps(squad_set()).encode()))
    with tarfile.open(gold / "xquad" / "xquad.tar.xz", "w:xz") as archive:
        for language in squad.LANGUAGES:
            content = json.dumps(squad_set(impossible=False)).encode()
            member = tarfile.TarInfo(f"xquad.{language}.json")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return gold


def test_the_gold_is_read_in_its_own_form(benchmarks: Path) -> None:
    assert [one.id for one in scifact.abstracts(benchmarks)] == ["1", "2", "3"]
    assert scifact.claims(benchmarks, "dev")[1].works == {"2"}
    for paragraph in (*squad.squad2(benchmarks), *squad.xquad(benchmarks)["tr"]):
        for asked in paragraph.questions:
            assert bool(asked.answers) == (asked.id != "4")
            assert all(answer.of(paragraph.text) in ("peat", "two days", "autumn") for answer in asked.answers)


def test_gold_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    for load in (scifact.abstracts, squad.squad2, squad.xquad):
        with pytest.raises(MaterialError, match="can't be read"):
            load(tmp_path)


@pytest.mark.slow
def test_retrieval_is_measured_and_a_kept_library_gives_the_same(
    benchmarks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = []
    for _ in range(2):
        path = benchmarks.parent / "results.json"
        kept = ["--library", str(benchmarks.parent / "kept"), "--json", str(path)]
        assert main(["retrieval", "--benchmarks", str(benchmarks), *kept]) == 0
        outputs.append(path.read_bytes())
    assert outputs[0] == outputs[1]
    sets = {one["name"]: one for one in json.loads(outputs[0])["sets"]}
    assert [system["name"] for system in sets["scifact"]["systems"]] == [
        "pincite",
        "without ranker",
        "BM25 alone",
        "dense alone",
        "plain sum",
    ]
    figures = {one["measure"]: one["value"] for one in sets["scifact"]["systems"][0]["groups"][0]["figures"]}
    assert figures["nDCG@10"] > 0.8
    assert len(sets["xquad"]["systems"]) == 4 * len(squad.LANGUAGES)
    # Of one article alone: the ranker learns from the others.
    assert sets["squad2"]["systems"][0]["groups"][0]["cases"] == 1
    assert "nDCG@10" in capsys.readouterr().out


@pytest.mark.slow
def test_abstention_is_measured_and_drawn(benchmarks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources, page = benchmarks.parent / "sources", benchmarks.parent / "curves.html"
    sources.mkdir()
    (sources / "kilns.txt").write_text(f"Kilns\n\n{KILNS}\n", encoding="utf-8")
    cases = benchmarks.parent / "cases.jsonl"
    lines = [
        {"id": "one", "split": "tune", "kind": "answerable", "question": "What does a clamp kiln burn?",
         "answers": [{"doc": "kilns.txt", "anchor": "burns peat"}]},
        {"id": "two", "split": "tune", "kind": "unanswerable", "question": "Who crowned the emperor?"},
    ]  # fmt: skip
    reported = [{**one, "id": f"{one['id']} again", "split": "report"} for one in lines]
    cases.write_text("".join(json.dumps(one) + "\n" for one in lines + reported), encoding="utf-8")
    arguments = ["abstention", "--cases", str(cases), "--sources", str(sources), "--benchmarks", str(benchmarks)]
    assert main([*arguments, "--html", str(page)]) == 0
    printed = capsys.readouterr().out
    assert "AUROC" in printed
    assert "squad2: 2 questions, 1 of them answerable" in printed
    assert page.read_text(encoding="utf-8").count("<svg") == 2
    assert main([*arguments, "--fit"]) == 0
    assert "abstention, on 2 tuning cases" in capsys.readouterr().out


names = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(names, st.frozensets(st.sampled_from("abcdefgh")), st.integers(1, 8))
def test_ranking_measures_lie_between_nothing_and_all(ranked: list[str], relevant: frozenset[str], k: int) -> None:
    values = (ndcg(ranked, relevant, k), recall(ranked, relevant, k), first(ranked, relevant))
    assert all(0 <= value <= 1 + 1e-12 for value in values)
    perfect = sorted(relevant) + [name for name in ranked if name not in relevant]
    assert ndcg(perfect, relevant, k) == pytest.approx(float(bool(relevant)))


def test_a_gain_computed_by_hand() -> None:
    assert ndcg(["x", "a", "y", "b"], {"a", "b"}, 10) == pytest.approx(
        (1 / 1.584963 + 1 / 2.321928) / (1 + 1 / 1.584963)
    )
    assert recall(["x", "a", "y", "b"], {"a", "b"}, 3) == 0.5


scored = st.lists(st.tuples(st.integers(-3, 3), st.booleans()), min_size=1, max_size=30)


@given(scored)
def test_auroc_is_the_share_of_pairs_in_order(pairs: list[tuple[int, bool]]) -> None:
    scores, positive = [float(score) for score, _ in pairs], [label for _, label in pairs]
    ones, zeros = ([s for s, label in pairs if label is kind] for kind in (True, False))
    if not ones or not zeros:
        assert auroc(scores, positive) is None
        return
    wins = sum((one > zero) + 0.5 * (one == zero) for one in ones for zero in zeros)
    assert auroc(scores, positive) == pytest.approx(wins / (len(ones) * len(zeros)))
    assert auroc([-score for score in scores], positive) == pytest.approx(1 - wins / (len(ones) * len(zeros)))


@given(scored)
def test_a_curve_ends_with_all_answered_at_the_whole_risk(pairs: list[tuple[int, bool]]) -> None:
    scores, wrong = [float(score) for score, _ in pairs], [label for _, label in pairs]
    points = curve(scores, wrong)
    assert points[-1].coverage == 1
    assert points[-1].risk == pytest.approx(sum(wrong) / len(wrong))
    assert [point.coverage for point in points] == sorted({point.coverage for point in points})
    area = aurc(points)
    assert area is not None
    assert 0 <= area <= 1 + 1e-12
    assert curve(scores[::-1], wrong[::-1]) == points


@given(scored)
def test_the_best_cut_is_as_good_as_any(pairs: list[tuple[int, bool]]) -> None:
    scores, answerable = [float(score) for score, _ in pairs], [label for _, label in pairs]
    cut = best_cut(scores, answerable)
    reached = abstention_f1([score < cut for score in scores], answerable)
    for other in range(-4, 5):
        assert reached >= abstention_f1([score < other for score in scores], answerable)


def test_curves_are_thinned_to_what_a_plot_can_show() -> None:
    points = curve([float(n) for n in range(1000)], [n % 3 == 0 for n in range(1000)])
    assert len(thinned(points)) <= 101
    assert thinned(points)[-1] == points[-1]
    assert thinned(points[:5]) == points[:5]


def test_an_interval_holds_its_value() -> None:
    bounded = bounded_auroc([float(n % 7) for n in range(60)], [n % 3 == 0 for n in range(60)])
    assert bounded.value is not None
    assert bounded.low is not None
    assert bounded.high is not None
    assert bounded.low <= bounded.value <= bounded.high
    assert bounded_auroc([1.0, 2.0], [True, True]).value is None


def test_what_was_not_found_first_is_listed_worst_first() -> None:
    ranked = {"a": ["1", "2"], "b": ["2", "1"], "c": ["3", "2", "1"], "d": ["2"]}
    sought = [Sought(text, frozenset({"1"})) for text in ranked]
    listed = failures("set", ranked.__getitem__, sought, {"1": "One", "2": "Two", "3": "Three"})
    assert [one.question for one in listed] == ["d", "c", "b"]
    assert listed[0].what == "no right one among the first 10"
    assert listed[1].quoted == ("wrong: Three", "wrong: Two")
    assert listed[1].wanted == ("One",)


def test_fitting_together_needs_both_kinds_of_cases(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["abstention", "--fit", "--together"])
    assert "--together needs --fit and --texts" in capsys.readouterr().err
