"""The command line of the evals: what can be said after `python -m evals`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from evals.cases import SPLITS
from evals.parts import PARTS
from evals.suites import speed, verdict_sets

SETS = ("scifact", "xquad", "squad2")
"""The public sets that `retrieval` measures on."""


def parsed(arguments: Sequence[str] | None, models: Sequence[str]) -> argparse.Namespace:
    """The arguments, `suite` among them; leaves with status 2 for wrong usage. `models` can be trained."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measures what Pincite does.")
    suites = parser.add_subparsers(required=True, metavar="SUITE", dest="suite")
    _add_answers(suites.add_parser("answers", help="answers: the right quotations, or none"))
    _add_abstention(suites.add_parser("abstention", help="whether it tells what can be answered from what can't"))
    _add_retrieval(suites.add_parser("retrieval", help="works, paragraphs and sentences found, on public gold data"))
    _add_verdicts(suites.add_parser("verdicts", help="whether claims are ruled on rightly, on the right evidence"))
    _add_review(suites.add_parser("review", help="whether planted faults of manuscripts are found, and no others"))
    _add_audit(suites.add_parser("audit", help="whether the faults of a library are found, and no others"))
    _add_cases(suites.add_parser("cases", help="check cases over texts of one's own, and divide drafts of them"))
    _add_reading(suites.add_parser("reading", help="all that is read, part by part, against gold"))
    _add_speed(suites.add_parser("speed", help="how fast, beside the bare libraries, and how much memory"))
    _add_torture(suites.add_parser("torture", help="broken and odd PDFs: text or one clear reason, within bounds"))
    _add_train(suites.add_parser("train", help="the models that the product ships, from public gold data"), models)
    options = parser.parse_args(arguments)
    if options.suite == "reading" and (options.texts is None) != (options.pdfs is None):
        parser.error("--texts and --pdfs go together")
    if options.suite == "abstention" and options.together and not (options.fit and options.texts):
        parser.error("--together needs --fit and --texts")
    if options.suite == "train" and options.texts is not None and options.model != "claim-bands":
        parser.error(f"--texts goes with claim-bands alone, not with {options.model}")
    if options.suite == "answers" and options.pdfs is not None and options.texts is None:
        parser.error("--pdfs needs --texts, by whose words the places are found in the PDFs")
    return options


def _add_answers(parser: argparse.ArgumentParser) -> None:
    _add_asked(parser)
    parser.add_argument("--pdfs", type=Path, metavar="DIR", help="ask the PDFs of --texts in their place")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as a web page")
    parser.add_argument("--last", type=Path, metavar="FILE", help="compare with the JSON of an earlier run")


def _add_abstention(parser: argparse.ArgumentParser) -> None:
    _add_asked(parser)
    parser.add_argument("--together", action="store_true", help="with --fit and --texts: fit on the samples' cases too")
    parser.add_argument("--benchmarks", type=Path, metavar="DIR", help="the public gold data: adds the SQuAD 2 half")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as a web page, with its curves")


def _add_asked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", choices=(*SPLITS, "all"), default="report", help="which cases (report)")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="the texts of the literature's cases: asks those")
    parser.add_argument("--cases", type=Path, metavar="FILE", help="other cases")
    parser.add_argument("--sources", type=Path, nargs="+", metavar="PATH", help="the documents, if not the samples")
    parser.add_argument("--library", type=Path, metavar="DIR", help="where to keep the library for the next run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")
    parser.add_argument("--fit", action="store_true", help="choose the code's figures on the tuning cases")


def _add_retrieval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--benchmarks", type=Path, metavar="DIR", required=True, help="the public gold data")
    parser.add_argument("--set", choices=SETS, nargs="+", default=SETS, help=f"only these: {', '.join(SETS)}")
    parser.add_argument("--split", choices=("train", "dev"), default="dev", help="which of SciFact's claims (dev)")
    parser.add_argument("--library", type=Path, metavar="DIR", help="where to keep the libraries for the next run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_verdicts(parser: argparse.ArgumentParser) -> None:
    _add_split(parser)
    parser.add_argument(
        "--texts", type=Path, metavar="DIR", help="the texts of the literature's claims: rules on those"
    )
    parser.add_argument("--benchmarks", type=Path, metavar="DIR", help="the public gold data: adds its sets")
    sets = verdict_sets.SETS
    parser.add_argument(
        "--set", choices=sets, nargs="+", default=sets, metavar="SET", help=f"of them only these: {', '.join(sets)}"
    )
    _add_kept(parser)


def _add_review(parser: argparse.ArgumentParser) -> None:
    _add_split(parser)
    parser.add_argument("--in-print", action="store_true", help="typeset the manuscripts and review the PDFs")
    _add_kept(parser)


def _add_audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--texts", type=Path, metavar="DIR", help="the texts of the literature: audits those")
    _add_kept(parser)


def _add_split(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", choices=(*SPLITS, "all"), default="report", help="which cases (report)")


def _add_kept(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", type=Path, metavar="DIR", help="where to keep the library for the next run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as a web page")
    parser.add_argument("--last", type=Path, metavar="FILE", help="compare with the JSON of an earlier run")


def _add_cases(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("drafts", type=Path, nargs="*", metavar="FILE", help="cases without a split, to be divided")
    parser.add_argument("--texts", type=Path, metavar="DIR", required=True, help="the texts that they are about")
    parser.add_argument("--cases", type=Path, metavar="FILE", help="other cases than those that come along")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the drafts with their splits")


def _add_train(parser: argparse.ArgumentParser, models: Sequence[str]) -> None:
    parser.add_argument("model", choices=models, metavar="MODEL", help=" or ".join(models))
    parser.add_argument("--benchmarks", type=Path, metavar="DIR", required=True, help="the public gold data")
    parser.add_argument(
        "--texts", type=Path, metavar="DIR", help="of claim-bands: the literature's texts, fits on these"
    )


def _add_torture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders", type=Path, nargs="*", metavar="FOLDER", help="with PDFs, or .tar.xz archives of them"
    )
    parser.add_argument("--told", action="store_true", help="print what the user is told of each file")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--benchmarks", type=Path, metavar="DIR", help="the public gold data")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="texts whose PDFs, by the same names, are in --pdfs")
    parser.add_argument("--pdfs", type=Path, metavar="DIR", help="the PDFs of --texts")
    names = [part.name for part in PARTS]
    parser.add_argument("--part", choices=names, nargs="+", metavar="PART", help=f"only these: {', '.join(names)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_speed(parser: argparse.ArgumentParser) -> None:
    size = speed.LIBRARY_PASSAGES
    parser.add_argument("--passages", type=int, default=size, metavar="N", help=f"of the library asked ({size:,})")
    parser.add_argument("--sources", type=Path, nargs="+", metavar="PATH", help="the documents, if not the samples")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")
