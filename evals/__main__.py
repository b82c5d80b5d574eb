"""`python -m evals SUITE`: what prints."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from corpus.errors import CorpusError
from evals import calibrating, fitting, report
from evals.annotations import audit_cases, fault_cases, load_annotations, load_manuscripts
from evals.arguments import parsed
from evals.asked import Asked, asked, text_of
from evals.case_checks import divided, faults
from evals.cases import SPLITS, Case, checked_sources, grounding_cases, literature_cases, load_cases
from evals.claims import claim_cases, claim_faults, load_claims
from evals.errors import CaseError, EvalsError, MaterialError
from evals.libraries import filled_library
from evals.parts import PARTS, Material
from evals.suites import (
    abstention,
    answers,
    audit,
    bombs,
    crash,
    encoder,
    fuzz,
    load,
    retrieval,
    review,
    speed,
    speed_by_size,
    torture,
    verdict_sets,
    verdicts,
)
from evals.training import claim_bands, claim_judge, reference_lines, reference_surety, references
from indexer.errors import IndexerError
from indexer.library import Library
from service import bootstrap
from service.errors import ServiceError
from service.settings import Settings

TRIALS_SHOWN = 12
FAULTS_SHOWN = ("recall", "recall as problem", "false alarms", "precision", "told twice")
"""The measures of findings that are printed of each type; the page has them all."""

TRAININGS: dict[str, Callable[[argparse.Namespace, Settings], str]] = {
    "references": lambda options, _: references.to_text(references.train_references(options.benchmarks)),
    "reference-lines": lambda options, _: reference_lines.to_text(
        reference_lines.train_reference_lines(options.benchmarks)
    ),
    "reference-surety": lambda options, _: str(reference_surety.fitted_weights(options.benchmarks)),
    "ranker": lambda options, _: _train_ranker(options.benchmarks),
    "claim-judge": lambda options, _: claim_judge.to_text(claim_judge.train_claim_judge(options.benchmarks)),
    "claim-bands": lambda options, settings: claim_bands.to_text(
        claim_bands.train_claim_bands(options.benchmarks, options.texts, settings)
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one suite; 0 when it is done, 1 when it failed (with one line on stderr), 2 for wrong usage."""
    options = parsed(arguments, list(TRAININGS))
    try:
        _check_gold(getattr(options, "benchmarks", None))
        SUITES[options.suite](options, Settings.from_environment())
    except (CorpusError, IndexerError, ServiceError, EvalsError) as error:
        print(f"evals: {error}", file=sys.stderr)
        return 1
    return 0


def _check_gold(benchmarks: Path | None) -> None:
    """Refuse a folder that isn't there before anything is measured. Raises MaterialError."""
    if benchmarks is not None and not benchmarks.is_dir():
        raise MaterialError(f"{benchmarks} is no folder; name the one that holds the public gold data")


def run_answers(options: argparse.Namespace, settings: Settings) -> None:
    """Ask the cases, or with `--fit` choose the code's figures on the tuning cases."""
    last = report.from_json(options.last) if options.last else None
    split = "tune" if options.fit else options.split
    put = asked(split, options.cases, options.sources, options.texts, options.pdfs)
    with filled_library(settings, put.sources, options.library) as library:
        if options.fit:
            _print_fit(library, put.cases)
            return
        results = answers.measure(library, put.cases, put.split)
    comparison = report.compared(results, last) if last else None
    print(report.to_text(results, comparison, report.MEASURES_BY_KIND))
    _write_results(options, results, report.to_html(results, comparison))


def run_abstention(options: argparse.Namespace, settings: Settings) -> None:
    """Weigh the cases, and the SQuAD 2 half where there is one; with `--fit` refit on the tuning cases."""
    tune = asked("tune", options.cases, options.sources, options.texts)
    if options.fit:
        _fit_abstention(settings, [tune, *([asked("tune")] if options.together else [])], options.library)
        return
    put = asked(options.split, options.cases, options.sources, options.texts)
    with filled_library(settings, put.sources, options.library) as library:
        name = f"cases over {'the texts named' if options.texts else 'the samples'}"
        sets = [abstention.case_figures(library, tune.cases, put.cases, name)]
    if options.benchmarks:
        sets.append(abstention.squad_figures(settings, options.benchmarks))
    results = abstention.AbstentionReport("abstention", settings.encoder, put.split, tuple(sets))
    print(abstention.to_text(results))
    _write_results(options, results, report.curves_html(results))


def _fit_abstention(settings: Settings, put: Sequence[Asked], kept: Path | None) -> None:
    """Fit on all that is asked, each in a library of its own: kept libraries but the first in folders beside it."""
    with ExitStack() as stack:
        filled = []
        for number, one in enumerate(put):
            folder = kept.with_name(f"{kept.name}-{number}") if kept and number else kept
            filled.append((stack.enter_context(filled_library(settings, one.sources, folder)), one.cases))
        _print_calibration(filled)


def run_retrieval(options: argparse.Namespace, settings: Settings) -> None:
    """Measure on public sets."""
    results = retrieval.measure(settings, options.benchmarks, options.set, options.split, options.library)
    print(retrieval.to_text(results))
    _write_results(options, results)


def run_verdicts(options: argparse.Namespace, settings: Settings) -> None:
    """Rule on the claims over the samples or the texts that are named, and on the public sets."""
    last = report.from_json(options.last) if options.last else None
    source = "literature" if options.texts else "samples"
    splits = SPLITS if options.split == "all" else (options.split,)
    tune, claims = (load_claims(claim_cases(), source, of) for of in (["tune"], splits))
    with filled_library(settings, _sources(options.texts), options.library) as library:
        results = verdicts.measure(library, settings, tune, claims, options.split)
    _print_report(options, results, last, verdicts.KINDS_SHOWN)
    if options.benchmarks:
        print(f"\n{verdict_sets.to_text(verdict_sets.measure(settings, options.benchmarks, options.set))}")


def run_review(options: argparse.Namespace, settings: Settings) -> None:
    """Review the manuscripts with planted faults."""
    last = report.from_json(options.last) if options.last else None
    manuscripts = load_manuscripts(options.split)
    with filled_library(settings, _sources(None), options.library) as library:
        results = review.measure(library, settings, manuscripts, options.split, in_print=options.in_print)
    _print_report(options, results, last, FAULTS_SHOWN)


def run_audit(options: argparse.Namespace, settings: Settings) -> None:
    """Audit the samples, or the texts that are named."""
    last = report.from_json(options.last) if options.last else None
    source = "literature" if options.texts else "samples"
    annotations = load_annotations(audit_cases(), source=source)
    annotations += load_annotations(fault_cases()) if source == "samples" else ()
    with filled_library(settings, _sources(options.texts), options.library) as library:
        results = audit.measure(library, annotations, source)
    _print_report(options, results, last, FAULTS_SHOWN)


def _sources(texts: Path | None) -> Sequence[Path]:
    return checked_sources(literature_cases(), texts) if texts else [bootstrap.samples()]


def _print_report(
    options: argparse.Namespace, results: report.Report, last: report.Report | None, by_kind: Sequence[str]
) -> None:
    comparison = report.compared(results, last) if last else None
    print(report.to_text(results, comparison, by_kind))
    _write_results(options, results, report.to_html(results, comparison))


def run_cases(options: argparse.Namespace, settings: Settings) -> None:
    """Check the cases over texts of one's own, after dividing the drafts that were named. Raises CaseError."""
    path = options.cases or literature_cases()
    texts = text_of(checked_sources(path, options.texts))
    if options.drafts:
        path = options.out or path
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in divided(options.drafts)]
        _write(path, "".join(lines).encode())
    cases = load_cases(path)
    # Cases of somebody else's are about other texts than our claims are.
    claims = () if options.cases else load_claims(claim_cases(), "literature")
    found = (*faults(cases, texts), *claim_faults(claims, texts))
    for fault in found:
        print(fault)
    tuned = sum(case.split == "tune" for case in cases)
    print(f"{len(cases)} cases, {tuned} for tuning and {len(cases) - tuned} to report, {len(found)} faults")
    if found:
        raise CaseError(f"{path} has {len(found)} faults: see above")


def run_reading(options: argparse.Namespace, settings: Settings) -> None:
    """Measure the parts that were named, or all for which there is gold."""
    material = Material(settings, bootstrap.samples(), options.benchmarks, options.texts, options.pdfs)
    named = options.part or [part.name for part in PARTS if options.benchmarks or not part.public]
    results = {}
    for part in (part for part in PARTS if part.name in named):
        results[part.name], shown = part.measure(material)
        print(f"== {part.name}: {part.asks}\n\n{shown}\n", flush=True)
    _write_results(options, results)


def _train_ranker(benchmarks: Path) -> str:
    # Imported here: torch takes seconds, and nothing else of the evals needs it.
    from evals.training import ranker

    return ranker.to_text(ranker.train_ranker(benchmarks))


def run_train(options: argparse.Namespace, settings: Settings) -> None:
    """Train one of the models that the product ships, or fit the weights of a confidence, and say what came of it."""
    print(TRAININGS[options.model](options, settings))


def run_speed(options: argparse.Namespace, settings: Settings) -> None:
    """Time everything."""
    questions = [case.asked() for case in load_cases(grounding_cases())]
    sources = options.sources or [bootstrap.samples()]
    results = speed.measure(
        settings, sources, questions, options.passages, options.sizes, only_sizes=options.only_sizes
    )
    print(speed.to_text(results))
    _write_results(options, results)
    if missed := speed_by_size.failures(results.sizes):
        raise MaterialError(missed[0])


def run_encoder(options: argparse.Namespace, settings: Settings) -> None:
    """Run the encoder in both precisions, and fail where a vector depends on its company or 8 bits tell another."""
    sources = options.sources or [bootstrap.samples()]
    results = encoder.measure(settings, sources, options.passages, options.rounds, bare=not options.alone)
    print(encoder.to_text(results))
    _write_results(options, results)
    _demand(results.passed, "the encoder gives vectors that it must not give: see above")


def run_torture(options: argparse.Namespace, settings: Settings) -> None:
    """Feed every PDF to the product, or let off the bombs, and fail where one of them does not end well."""
    if options.bombs:
        _run_bombs(options, settings)
        return
    results = torture.measure(settings, options.folders)
    if options.told:
        print(torture.told(results), end="\n\n")
    print(torture.to_text(results))
    _write_results(options, results)
    _demand(results.passed, "some files did not end within bounds, or left something behind: see above")


def _run_bombs(options: argparse.Namespace, settings: Settings) -> None:
    results = bombs.measure(settings, only=options.only)
    if options.told:
        print(bombs.told(results), end="\n\n")
    print(bombs.to_text(results))
    _write_results(options, results)
    _demand(results.passed, "some bombs did not end as they must: see above")


def run_fuzz(options: argparse.Namespace, settings: Settings) -> None:
    """Feed files that are nearly in order to every reader and parser, and fail where something falls."""
    results = fuzz.measure(
        options.folders, options.minutes, options.seed, options.kept, most_runs=options.runs, first=options.first
    )
    print(fuzz.to_text(results))
    _write_results(options, results)
    _demand(results.passed, f"{len(results.faults)} faults were found: see above, and the files in {options.kept}")


def run_crash(options: argparse.Namespace, settings: Settings) -> None:
    """Kill processes that work on a library, and fail where anything that they reported is lost."""
    results = crash.measure(settings, options.rounds, options.seed, options.planted, options.power)
    print(crash.to_text(results))
    _write_results(options, results)
    _demand(results.passed, "something that was reported is lost or half there: see above")


def run_load(options: argparse.Namespace, settings: Settings) -> None:
    """Let many readers read while documents are added, and fail where they wait too long or something goes wrong."""
    plan = load.Plan(
        passages=options.passages,
        documents=options.documents,
        readers=options.readers,
        think=tuple(options.think),
        idle_seconds=options.seconds,
        crowd_seconds=options.crowd_seconds,
        forms=tuple(options.form),
    )
    results = load.measure(settings, plan)
    print(load.to_text(results))
    _write_results(options, results)
    _demand(results.passed, "readers waited too long, or something went wrong: see above")


SUITES: dict[str, Callable[[argparse.Namespace, Settings], None]] = {
    "answers": run_answers,
    "abstention": run_abstention,
    "retrieval": run_retrieval,
    "verdicts": run_verdicts,
    "review": run_review,
    "audit": run_audit,
    "cases": run_cases,
    "fuzz": run_fuzz,
    "reading": run_reading,
    "speed": run_speed,
    "encoder": run_encoder,
    "torture": run_torture,
    "crash": run_crash,
    "load": run_load,
    "train": run_train,
}


def _print_fit(library: Library, cases: Sequence[Case]) -> None:
    _print_calibration([(library, cases)])
    for title, trials in (
        ("ranking", fitting.fit_ranking(library, cases)),
        ("choice", fitting.fit_choice(library, cases)),
    ):
        heads = [title, *list(trials[0].tried)[1:], *trials[0].scores, "mean"]
        rows = [
            [f"{v:g}" for v in t.tried.values()] + [f"{v:.3f}" for v in (*t.scores.values(), t.objective)]
            for t in trials
        ]
        print(f"\n{report.aligned([heads, *rows[:TRIALS_SHOWN]])}")


def _print_calibration(put: Sequence[tuple[Library, Sequence[Case]]]) -> None:
    fitted = calibrating.fit_calibration(put)
    print(f"abstention, on {fitted.cases} tuning cases\n  {fitted.calibration}\n")
    rows = [[d.name, *(_shown(v) for v in (d.right, d.precision, d.recall, d.f1))] for d in fitted.decided]
    print(report.aligned([["decision", "right", "precision", "recall", "F1"], *rows]))


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _demand(passed: bool, otherwise: str) -> None:
    """Fail with what is told `otherwise`, where something that must hold doesn't."""
    if not passed:
        raise MaterialError(otherwise)


def _write_results(options: argparse.Namespace, results: object, page: str = "") -> None:
    """Where the options ask for it, the results as JSON and as a page."""
    if options.json:
        _write(options.json, report.to_json(results))
    if getattr(options, "html", None):
        _write(options.html, page.encode())


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise MaterialError(f"{path} can't be written: {error.strerror}") from error


if __name__ == "__main__":
    sys.exit(main())
