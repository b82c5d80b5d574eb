"""Verdicts on public sets: claims whose evidence is given, as sentences or as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from corpus.structure.sentences import sentences
from evals.claims import RULINGS
from evals.class_measures import accuracy, best_cut_between, macro_f1, resampled
from evals.failures import short
from evals.gold.grounding import Pair, pairs, scifact_pairs
from evals.gold.table_claims import TableClaims, scitab, tabfact
from evals.libraries import RememberingEncoder
from evals.overlap import best_cosine, rouge_2
from evals.product.verifying import Judging, Sides, Verifying
from evals.report import Failure, Figure, Group, SystemFigures, failure_text, figure, table
from evals.risk_coverage import auroc
from indexer.library import Library
from service import bootstrap
from service.settings import Settings

SETS = ("scifact", "fever-symmetric", "wice", "frank", "scitab", "tabfact")
TABFACT_TABLES = 60
"""How many of TabFact's 600 tables are asked."""

TAKEN = 0.23
"""The least probability at which the product takes a side, chosen on the claims that the judge learns from."""

_ALONE = re.compile(r"(?<=\s[.!?])\s+")

FAILURES_SHOWN = 25
"""Of each set: its list of failures would else be longer than anyone reads."""


@dataclass(frozen=True)
class SetFigures:
    """The figures of one public set, the product's system first, and what it got most surely wrong."""

    name: str
    asks: str
    systems: tuple[SystemFigures, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Scored:
    """A pair with what each score gives it: for the product the two sides, for a baseline how near they are."""

    pair: Pair
    sides: Sides
    bare: Mapping[str, float]

    @property
    def margin(self) -> float:
        """By how much support outweighs contradiction."""
        return self.sides.supports - self.sides.contradicts


Scoring = Callable[[Pair, Judging, RememberingEncoder], Scored]
"""How a pair is scored."""


def measure(settings: Settings, benchmarks: Path, names: Sequence[str]) -> tuple[SetFigures, ...]:
    """Measure on these sets, in the order of `SETS`. Raises MaterialError."""
    sets: dict[str, Callable[[], SetFigures]] = {
        "scifact": lambda: _pair_set(settings, "scifact", scifact_pairs(benchmarks, "dev")),
        "fever-symmetric": lambda: _pair_set(
            settings, "fever-symmetric", pairs(benchmarks, "fever_symmetric", "dev"), ways=2
        ),
        "wice": lambda: _pair_set(settings, "wice", pairs(benchmarks, "wice", "dev"), ways=1, scored=_together),
        "frank": lambda: _pair_set(settings, "frank", pairs(benchmarks, "frank", "valid"), ways=1, scored=_summary),
        "scitab": lambda: _table_set(settings, "scitab", scitab(benchmarks)),
        "tabfact": lambda: _table_set(settings, "tabfact", tabfact(benchmarks, TABFACT_TABLES)),
    }
    return tuple(sets[name]() for name in SETS if name in names)


def _pair_set(
    settings: Settings, name: str, of: Sequence[Pair], ways: int = 3, scored: Scoring | None = None
) -> SetFigures:
    encoder = RememberingEncoder(bootstrap.encoder(settings))
    judging = Judging(settings, encoder)
    return pair_figures(name, [(scored or _scored)(pair, judging, encoder) for pair in of], ways)


def _together(pair: Pair, judging: Judging, encoder: RememberingEncoder) -> Scored:
    """Evidence that was picked for a claim is judged as one text: whether all of the claim stands in it is asked."""
    return replace(_scored(pair, judging, encoder), sides=judging.sides(pair.claim, pair.title, [pair.text]))


def _summary(pair: Pair, judging: Judging, encoder: RememberingEncoder) -> Scored:
    """A summary is several claims: each sentence is scored by itself, and their mean is the summary's score."""
    each = [_scored(replace(pair, claim=claim), judging, encoder) for claim in claims_of(pair.claim)]
    sides = Sides(fmean(one.sides.supports for one in each), fmean(one.sides.contradicts for one in each))
    bare = {f"{name} by sentences": fmean(one.bare[name] for one in each) for name in each[0].bare}
    return Scored(pair, sides, bare | {"ROUGE-2": rouge_2(pair.claim, [pair.title, pair.text])})


def claims_of(summary: str) -> tuple[str, ...]:
    """The sentences of a summary; in one that was cut into tokens, a full stop between spaces ends one."""
    found = [span.of(piece) for piece in _ALONE.split(summary) for span in sentences(piece)]
    return tuple(sentence for sentence in found if any(c.isalnum() for c in sentence)) or (summary,)


def _scored(pair: Pair, judging: Judging, encoder: RememberingEncoder) -> Scored:
    texts = [span.of(pair.text) for span in sentences(pair.text)] or [pair.text]
    encoder.remember([pair.claim, *texts])
    bare = {"ROUGE-2": rouge_2(pair.claim, [pair.title, pair.text]), "cosine": best_cosine(pair.claim, texts, encoder)}
    return Scored(pair, judging.sides(pair.claim, pair.title, texts), bare)


def pair_figures(name: str, scored: Sequence[Scored], ways: int) -> SetFigures:
    """The figures of pairs that may be supported, contradicted or neither (3 ways), one of the first two, or supported
    or not (1 way)."""
    labels = [_label(one.pair.label, ways) for one in scored]
    classes = tuple(sorted(set(labels)))
    given = [_given(one, ways) for one in scored]
    # Where a text either supports a claim or doesn't, what one of its sentences has against it is no measure of that.
    ranked = [one.sides.supports if ways == 1 else one.margin for one in scored]
    systems = [_system("pincite", given, labels, classes, ranked)]
    for bare in sorted({name for one in scored for name in one.bare}):
        scores = [one.bare[bare] for one in scored]
        below = "contradict" if ways == 2 else "unsupported" if ways == 1 else "neutral"
        cut = best_cut_between(scores, labels, "support", below)
        said = ["support" if score >= cut else below for score in scores]
        systems.append(_system(bare, said, labels, classes, scores))
    asks = {3: "supported, contradicted or neither", 2: "supported or contradicted", 1: "supported or not"}[ways]
    return SetFigures(name, f"{len(scored)} pairs: {asks}", tuple(systems), _pair_failures(scored, given, labels))


def _label(label: str, ways: int) -> str:
    """The label as this way of asking has it: with one way, whatever isn't wholly supported is unsupported."""
    return label if ways > 1 or label == "support" else "unsupported"


def _given(one: Scored, ways: int) -> str:
    sides = one.sides
    if ways == 2:
        return "support" if sides.supports >= sides.contradicts else "contradict"
    if sides.supports >= max(TAKEN, sides.contradicts):
        return "support"
    if ways == 1:
        return "unsupported"
    return "contradict" if sides.contradicts >= TAKEN else "neutral"


def _system(
    name: str, given: Sequence[str], labels: Sequence[str], classes: Sequence[str], scores: Sequence[float]
) -> SystemFigures:
    found = (
        figure("accuracy", accuracy(given, labels)),
        figure("macro-F1", macro_f1(given, labels, classes)),
        _auroc(scores, [label == "support" for label in labels]),
    )
    return SystemFigures(name, (Group("all", len(labels), found),))


def _auroc(scores: Sequence[float], positive: Sequence[bool]) -> Figure:
    interval = resampled(lambda drawn: auroc([scores[n] for n in drawn], [positive[n] for n in drawn]), len(scores))
    return figure("AUROC of support", interval)


def _pair_failures(scored: Sequence[Scored], given: Sequence[str], labels: Sequence[str]) -> tuple[Failure, ...]:
    """What was got wrong most surely."""
    wrong = [
        (abs(one.margin), one, said, label)
        for one, said, label in zip(scored, given, labels, strict=True)
        if said != label
    ]
    ranked = sorted(wrong, key=lambda each: (-each[0], each[1].pair.id))[:FAILURES_SHOWN]
    return tuple(
        Failure(
            case=one.pair.id,
            kind=label,
            question=one.pair.claim,
            badness=round(100 * sure),
            what=f"said: {said} (for {one.sides.supports:.2f}, against {one.sides.contradicts:.2f})",
            quoted=(),
            wanted=(short(f"{one.pair.title} {one.pair.text}"),),
            note="",
        )
        for sure, one, said, label in ranked
    )


@dataclass(frozen=True)
class TableRuling:
    """A statement about a table, as the product ruled on it with that table for its library."""

    id: str
    claim: str
    label: str
    ruling: str
    confidence: float


def _table_set(settings: Settings, name: str, of: Sequence[TableClaims]) -> SetFigures:
    return table_figures(name, list(_ruled_tables(settings, of)))


def _ruled_tables(settings: Settings, tables: Sequence[TableClaims]) -> Iterator[TableRuling]:
    """Every statement, each table alone in a library."""
    encoder = RememberingEncoder(bootstrap.encoder(settings))
    read = bootstrap.read_function(settings)
    with TemporaryDirectory(prefix="pincite-evals-") as temporary:
        for one in tables:
            path = Path(temporary) / f"{one.id}.md"
            path.write_text(one.text, encoding="utf-8", newline="")
            document = read(path)
            with Library(Path(temporary) / f"library-{one.id}", encoder, create=True) as library:
                library.put(document, path, document.digest)
                verifying = Verifying(library, settings)
                for number, (claim, label) in enumerate(one.claims, 1):
                    ruled = verifying.ruled(claim)
                    ruling, sure = (ruled.ruling, ruled.confidence) if ruled else ("refused", 0.0)
                    yield TableRuling(f"{one.id}-{number}", claim, label, ruling, sure)


def table_figures(name: str, rulings: Sequence[TableRuling]) -> SetFigures:
    """The figures of statements about tables, beside saying what is true of most of them."""
    labels = [one.label for one in rulings]
    classes = tuple(label for label in RULINGS if label in labels)
    most = max(classes, key=labels.count, default="")
    systems = (
        _table_system("pincite", [one.ruling for one in rulings], labels, classes),
        _table_system("most frequent", [most] * len(labels), labels, classes),
    )
    wrong = [one for one in rulings if one.ruling not in (one.label, "not_found")]
    ranked = sorted(wrong, key=lambda one: (-one.confidence, one.id))[:FAILURES_SHOWN]
    failures = tuple(
        Failure(one.id, one.label, one.claim, round(100 * one.confidence), f"said: {one.ruling}", (), (), "")
        for one in ranked
    )
    return SetFigures(name, f"{len(rulings)} statements, each with its table alone", systems, failures)


def _table_system(name: str, given: Sequence[str], labels: Sequence[str], classes: Sequence[str]) -> SystemFigures:
    taken = [(said, label) for said, label in zip(given, labels, strict=True) if said in ("supported", "contradicted")]
    found = (
        figure("accuracy", accuracy(given, labels)),
        figure("macro-F1", macro_f1(given, labels, classes)),
        figure(
            "takes a side", accuracy(["yes" if one != "not_found" else "no" for one in given], ["yes"] * len(given))
        ),
        figure("right where it does", accuracy([said for said, _ in taken], [label for _, label in taken])),
    )
    return SystemFigures(name, (Group("all", len(labels), found),))


def to_text(sets: Sequence[SetFigures]) -> str:
    """The figures as they are printed, with what was got wrong most surely."""
    blocks = []
    for one in sets:
        blocks.append(f"{one.name}: {one.asks}")
        blocks.append(table("", [(system.name, system.groups[0]) for system in one.systems], intervals=True))
        blocks += [f"Most surely wrong ({len(one.failures)} shown)"] if one.failures else []
        blocks += [failure_text(failure) for failure in one.failures]
    return "\n\n".join(blocks)
