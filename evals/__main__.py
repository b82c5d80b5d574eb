"""`python -m evals grounding | reading | speed | torture | train`: the one module of the package that prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.errors import CorpusError
from evals import calibrating, fitting, report
from evals.cases import SPLITS, Case, grounding_cases, load_cases
from evals.errors import EvalsError, MaterialError
from evals.libraries import filled_library
from evals.parts import PARTS, Material
from evals.suites import grounding, speed, torture
from evals.training import reference_lines, reference_surety, references
from indexer.errors import IndexerError
from indexer.library import Library
from service import bootstrap
from service.errors import ServiceError
from service.settings import Settings

TRIALS_SHOWN = 12
TRAININGS: dict[str, Callable[[Path], str]] = {
    "references": lambda gold: references.to_text(references.train_references(gold)),
    "reference-lines": lambda gold: reference_lines.to_text(reference_lines.train_reference_lines(gold)),
    "reference-surety": lambda gold: str(reference_surety.fitted_weights(gold)),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one suite; 0 when it is done, 1 when it failed (with one line on stderr), 2 for wrong usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is run_reading and (options.texts is None) != (options.pdfs is None):
        parser.error("--texts and --pdfs go together")
    run: Callable[[argparse.Namespace, Settings], None] = options.run
    try:
        _check_gold(getattr(options, "benchmarks", None))
        run(options, Settings.from_environment())
    except (CorpusError, IndexerError, ServiceError, EvalsError) as error:
        print(f"evals: {error}", file=sys.stderr)
        return 1
    return 0


def _check_gold(benchmarks: Path | None) -> None:
    """Refuse a folder that isn't there before anything is measured. Raises MaterialError."""
    if benchmarks is not None and not benchmarks.is_dir():
        raise MaterialError(f"{benchmarks} is no folder; name the one that holds the public gold data")


def run_grounding(options: argparse.Namespace, settings: Settings) -> None:
    """Ask the cases, or with `--fit` choose the code's figures on the tuning cases."""
    last = report.from_json(options.last) if options.last else None
    split = "tune" if options.fit else options.split
    cases = load_cases(options.cases, SPLITS if split == "all" else (split,))
    with filled_library(settings, options.sources or [bootstrap.samples()], options.library) as library:
        if options.fit:
            _print_fit(library, cases)
            return
        results = grounding.measure(library, cases, split)
    comparison = report.compared(results, last) if last else None
    print(report.to_text(results, comparison))
    if options.json:
        _write(options.json, report.to_json(results))
    if options.html:
        _write(options.html, report.to_html(results, comparison).encode())


def run_reading(options: argparse.Namespace, settings: Settings) -> None:
    """Measure the parts that were named, or all for which there is gold."""
    material = Material(settings, bootstrap.samples(), options.benchmarks, options.texts, options.pdfs)
    named = options.part or [part.name for part in PARTS if options.benchmarks or not part.public]
    results = {}
    for part in (part for part in PARTS if part.name in named):
        results[part.name], shown = part.measure(material)
        print(f"== {part.name}: {part.asks}\n\n{shown}\n", flush=True)
    if options.json:
        _write(options.json, report.to_json(results))


def run_train(options: argparse.Namespace, settings: Settings) -> None:
    """Train one of the models that the product ships, or fit the weights of a confidence, and say what came of it."""
    print(TRAININGS[options.model](options.benchmarks))


def run_speed(options: argparse.Namespace, settings: Settings) -> None:
    """Time everything."""
    questions = [case.asked() for case in load_cases(grounding_cases())]
    results = speed.measure(settings, options.sources or [bootstrap.samples()], questions, options.passages)
    print(speed.to_text(results))
    if options.json:
        _write(options.json, report.to_json(results))


def run_torture(options: argparse.Namespace, settings: Settings) -> None:
    """Feed every PDF to the product, and fail where one of them does not end well."""
    results = torture.measure(settings, options.folders)
    if options.told:
        print(torture.told(results), end="\n\n")
    print(torture.to_text(results))
    if options.json:
        _write(options.json, report.to_json(results))
    if not results.passed:
        raise MaterialError("some files did not end within bounds, or left something behind: see above")


def _print_fit(library: Library, cases: Sequence[Case]) -> None:
    fitted = calibrating.fit_calibration(library, cases)
    print(f"abstention, on {fitted.cases} tuning cases\n  {fitted.calibration}\n")
    rows = [[d.name, *(_shown(v) for v in (d.right, d.precision, d.recall, d.f1))] for d in fitted.decided]
    print(report.aligned([["decision", "right", "precision", "recall", "F1"], *rows]))
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


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise MaterialError(f"{path} can't be written: {error.strerror}") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measures what Pincite does.")
    suites = parser.add_subparsers(required=True, metavar="SUITE")
    _add_grounding(suites.add_parser("grounding", help="answers: the right quotations, or none"))
    _add_reading(suites.add_parser("reading", help="all that is read, part by part, against gold"))
    _add_speed(suites.add_parser("speed", help="how fast, beside the bare libraries, and how much memory"))
    _add_torture(suites.add_parser("torture", help="broken and odd PDFs: text or one clear reason, within bounds"))
    _add_train(suites.add_parser("train", help="the models that the product ships, from public gold data"))
    return parser


def _add_train(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run_train)
    parser.add_argument("model", choices=TRAININGS, metavar="MODEL", help=" or ".join(TRAININGS))
    parser.add_argument("--benchmarks", type=Path, metavar="DIR", required=True, help="the public gold data")


def _add_torture(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run_torture)
    parser.add_argument(
        "folders", type=Path, nargs="*", metavar="FOLDER", help="with PDFs, or .tar.xz archives of them"
    )
    parser.add_argument("--told", action="store_true", help="print what the user is told of each file")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run_reading)
    parser.add_argument("--benchmarks", type=Path, metavar="DIR", help="the public gold data")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="texts whose PDFs, by the same names, are in --pdfs")
    parser.add_argument("--pdfs", type=Path, metavar="DIR", help="the PDFs of --texts")
    names = [part.name for part in PARTS]
    parser.add_argument("--part", choices=names, nargs="+", metavar="PART", help=f"only these: {', '.join(names)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_speed(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run_speed)
    size = speed.LIBRARY_PASSAGES
    parser.add_argument("--passages", type=int, default=size, metavar="N", help=f"of the library asked ({size:,})")
    parser.add_argument("--sources", type=Path, nargs="+", metavar="PATH", help="the documents, if not the samples")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_grounding(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run_grounding)
    parser.add_argument("--split", choices=(*SPLITS, "all"), default="report", help="which cases (report)")
    parser.add_argument("--cases", type=Path, default=grounding_cases(), metavar="FILE", help="other cases")
    parser.add_argument("--sources", type=Path, nargs="+", metavar="PATH", help="the documents, if not the samples")
    parser.add_argument("--library", type=Path, metavar="DIR", help="where to keep the library for the next run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as a web page")
    parser.add_argument("--last", type=Path, metavar="FILE", help="compare with the JSON of an earlier run")
    parser.add_argument("--fit", action="store_true", help="choose the code's figures on the tuning cases")


if __name__ == "__main__":
    sys.exit(main())
