"""The command line of the evals: what can be said after `python -m evals`."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from evals.cases import SPLITS
from evals.crashing.flaws import FLAWS
from evals.parts import PARTS
from evals.suites import load, speed, speed_by_size, verdict_sets

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
    _add_encoder(suites.add_parser("encoder", help="the encoder in 8 bits, in 32 and bare: how fast, and how alike"))
    _add_torture(suites.add_parser("torture", help="broken and odd PDFs: text or one clear reason, within bounds"))
    _add_fuzz(suites.add_parser("fuzz", help="files that are nearly in order: every reader and parser, for a while"))
    _add_load(
        suites.add_parser("load", help="many readers at the real server while documents are added to its library")
    )
    _add_crash(suites.add_parser("crash", help="processes killed at random moments: nothing reported may be lost"))
    _add_train(suites.add_parser("train", help="the models that the product ships, from public gold data"), models)
    options = parser.parse_args(arguments)
    if options.suite == "reading" and (options.texts is None) != (options.pdfs is None):
        parser.error("--texts and --pdfs go together")
    if options.suite == "abstention" and options.together and not (options.fit and options.texts):
        parser.error("--together needs --fit and --texts")
    if options.suite == "train" and options.texts is not None and options.model != "claim-bands":
        parser.error(f"--texts goes with claim-bands alone, not with {options.model}")
    if options.suite == "crash" and not options.rounds + options.power:
        parser.error("--rounds and --power are both 0: nothing would be tried")
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


def _add_encoder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passages", type=_count, default=400, metavar="N", help="at most so many (400)")
    parser.add_argument("--rounds", type=_count, default=3, metavar="N", help="the best of so many counts (3)")
    parser.add_argument("--alone", action="store_true", help="without sentence-transformers beside it")
    parser.add_argument("--sources", type=Path, nargs="+", metavar="PATH", help="the documents, if not the samples")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_torture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders", type=Path, nargs="*", metavar="FOLDER", help="with PDFs, or .tar.xz archives of them"
    )
    parser.add_argument("--told", action="store_true", help="print what the user is told of each file")
    parser.add_argument("--bombs", action="store_true", help="let off files that are far more than they look like")
    parser.add_argument("--only", default="", metavar="TEXT", help="of the bombs those whose kind/name holds TEXT")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_fuzz(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER", help="of seeds, or of archives of them")
    parser.add_argument("--minutes", type=_duration, default=10.0, metavar="M", help="how long (10)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the random numbers (1)")
    parser.add_argument("--runs", type=_count, metavar="N", help="at most so many files")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="begin with the file of this number (0)")
    parser.add_argument("--kept", type=Path, default=Path("var/fuzz"), metavar="DIR", help="where to keep what falls")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_load(parser: argparse.ArgumentParser) -> None:
    plan = load.Plan()
    parser.add_argument(
        "--passages", type=_count, default=plan.passages, metavar="N", help=f"at first ({plan.passages:,})"
    )
    parser.add_argument(
        "--documents", type=_count, default=plan.documents, metavar="N", help=f"that are added ({plan.documents:,})"
    )
    parser.add_argument("--readers", type=_count, default=plan.readers, metavar="N", help=f"at once ({plan.readers})")
    parser.add_argument(
        "--think",
        type=float,
        nargs=2,
        default=plan.think,
        metavar="S",
        help="least and most seconds between two looks of a reader (8 12)",
    )
    parser.add_argument(
        "--seconds", type=_duration, default=plan.idle_seconds, metavar="S", help="of reading alone (60)"
    )
    parser.add_argument(
        "--crowd-seconds",
        type=_duration,
        default=plan.crowd_seconds,
        metavar="S",
        help="of readers who never think (15)",
    )
    parser.add_argument(
        "--form", choices=load.FORMS, nargs="+", default=load.FORMS, help="how documents come: by upload, by command"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _add_crash(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rounds", type=_count_or_none, default=200, metavar="N", help="how many processes are killed (200)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another one gives other moments (1)")
    parser.add_argument(
        "--power", type=_count_or_none, default=0, metavar="N", help="how often the power is cut (0); needs strace"
    )
    parser.add_argument(
        "--planted", choices=FLAWS, default="", help="lose something on purpose, to see that it is noticed"
    )
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
    parser.add_argument("--passages", type=_count, default=size, metavar="N", help=f"of the library asked ({size:,})")
    parser.add_argument("--sources", type=Path, nargs="+", metavar="PATH", help="the documents, if not the samples")
    sizes = ",".join(map(str, speed_by_size.DEFAULT_SIZES))
    parser.add_argument(
        "--sizes", type=_sizes, default=speed_by_size.DEFAULT_SIZES, metavar="N,N", help=f"passages held ({sizes})"
    )
    parser.add_argument("--only-sizes", action="store_true", help="measure the sizes, and nothing else")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")


def _sizes(text: str) -> tuple[int, ...]:
    """Numbers of passages, parted by commas; none in an empty text."""
    return tuple(_count(size) for size in text.split(",") if size)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) == 0:
        raise argparse.ArgumentTypeError(f"needs a whole number above 0, not {text!r}")
    return int(text)


def _count_or_none(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"needs a whole number from 0 on, not {text!r}")
    return int(text)


def _duration(text: str) -> float:
    try:
        duration = float(text)
    except ValueError:
        duration = 0.0
    if not 0 < duration < math.inf:
        raise argparse.ArgumentTypeError(f"needs a number above 0, not {text!r}")
    return duration
