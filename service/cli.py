"""The command line: what each command of `pincite` does."""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus.errors import CorpusError
from indexer.errors import IndexerError
from indexer.library import Library
from service import batch, bootstrap, shapes, terminal
from service.arguments import FORMATS, parsed
from service.ask.answer import Answer, Question
from service.ask.asker import Asker
from service.ask.understanding import Understanding, understanding_json, understanding_text
from service.errors import ClaimError, QuestionError, ServiceError
from service.findings.report_paths import check_report_paths
from service.naming import readable
from service.phrasing import counted
from service.settings import Settings
from service.verify.claim import Claim
from service.verify.shape import verdict_json
from service.verify.verdict import Verdict
from service.verify.wording import verdict_text

if TYPE_CHECKING:
    from indexer.intake import Outcome, Read
    from service.verify.verifier import Verifier

# Imported where they are needed, since `pincite ask` waits for every import here: what takes files in, the web server,
# and the progress bar.

DEMO_QUESTIONS = (
    "Which kinds of nearness does Boschma distinguish?",
    "What does Almgren say about clusters in China?",
)
"""One that the sample literature answers, and one that it doesn't."""

Item = TypeVar("Item")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it is done, 1 when it failed (with one line on stderr), 2 for wrong usage."""
    options = parsed(COMMANDS, arguments)
    _write_anything()
    _say_notes()
    try:
        settings = Settings.from_environment()
        if options.library is not None:
            settings = replace(settings, library=options.library)
        run: Callable[[argparse.Namespace, Settings], int] = options.run
        return run(options, settings)
    except (CorpusError, IndexerError, ServiceError) as error:
        return _failed(str(error))
    except KeyboardInterrupt:
        return _failed("stopped; what was reported as added stays added")
    except BrokenPipeError:
        # The reader of our output has gone (`pincite list | head`): there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Put files and folders into the library, made where there is none."""
    from indexer.intake import files_in

    files = files_in(options.paths)
    with bootstrap.library(settings, create=True) as library, bootstrap.reader(settings) as read:
        outcomes = _take(library, files, read, options)
        # So that the first question does not have to put the vectors together.
        library.refresh()
    _say(terminal.outcomes_summary(outcomes), options)
    failed = [outcome.detail for outcome in outcomes if outcome.status == "failed"]
    if not failed:
        return 0
    told = f"{len(failed)} of {len(files)} files not added; first: " if len(files) > 1 else ""
    return _failed(f"{told}{failed[0]}")


def list_documents(options: argparse.Namespace, settings: Settings) -> int:
    """Print what the library holds."""
    with bootstrap.library(settings) as library:
        holdings = library.holdings()
    if options.json:
        _print_json([shapes.holding_json(holding) for holding in holdings])
    else:
        print(terminal.holdings_table(holdings))
    return 0


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Print a document, or one layer of it."""
    with bootstrap.library(settings) as library:
        holding = library.holding(options.document)
        document = library.document(holding)
    if options.layer and options.json:
        _print_json(shapes.layer_json(document, options.layer))
    elif options.layer:
        print(terminal.layer_text(document, options.layer))
    elif options.json:
        _print_json(shapes.document_json(document, holding))
    else:
        print(terminal.document_text(document, holding))
    return 0


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Forget a document."""
    with bootstrap.library(settings) as library:
        holding = library.remove(options.document)
    if options.json:
        _print_json({"removed": holding.name, "id": holding.id})
    _say(f"removed {readable(holding.name)}", options)
    return 0


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer a question, or a file of them."""
    if options.batch:
        return _ask_batch(options, settings)
    with bootstrap.library(settings) as library:
        asker, question = bootstrap.asker(library, ranker=settings.ranker == "on"), Question(options.question)
        if options.explain and not options.json:
            print(f"{readable(understanding_text(asker.understand(question)))}\n")
        _print_answer(asker.ask(question), options, asker.understand(question) if options.explain else None)
    return 0


def verify(options: argparse.Namespace, settings: Settings) -> int:
    """Hold a claim, or a file of them, against the library."""
    if options.batch:
        return _verify_batch(options, settings)
    with bootstrap.library(settings) as library:
        verdict = _verifier(library, settings).verify(Claim(options.claim))
    if options.json:
        _print_json(verdict_json(verdict))
    else:
        print(verdict_text(verdict, explain=options.explain))
    return 0


def review(options: argparse.Namespace, settings: Settings) -> int:
    """Review a manuscript; findings are no failure, a library that is named and not there is one."""
    from service import reviewing
    from service.reports.annotated_pdf import check_annotatable
    from service.review.shape import review_json
    from service.review.wording import review_text

    check_report_paths((options.html, options.pdf), sources=[options.manuscript], library=settings.library)
    held = reviewing.library_if_any(settings) if options.library is None else bootstrap.library(settings)
    with held as library, bootstrap.reader(settings) as read:
        document = reviewing.manuscript(options.manuscript, read)
        if options.pdf is not None:
            check_annotatable(document)
        with _steps(options) as progress:
            verifier = None if library is None else _verifier(library, settings)
            found = bootstrap.reviewer(library, verifier).review(document, progress)
    found = found if library is not None else found.told_alone(settings.library)
    if options.html is not None:
        reviewing.write_report(options.html, reviewing.html_report(found, document))
    if options.pdf is not None:
        reviewing.write_report(options.pdf, reviewing.pdf_report(found, document, options.manuscript))
    if options.json:
        _print_json(review_json(found, document, everything=options.all))
    else:
        print(review_text(found, document, everything=options.all))
    return 0


def audit(options: argparse.Namespace, settings: Settings) -> int:
    """Audit the library, or some of its documents; findings are no failure."""
    from service import auditing
    from service.audit.shape import audit_json
    from service.audit.wording import audit_text
    from service.reviewing import write_report

    check_report_paths([options.html], library=settings.library)
    with bootstrap.library(settings) as library:
        with _steps(options) as progress:
            found = bootstrap.auditor(library).audit(auditing.named(library, options.documents), progress)
        if options.html is not None:
            write_report(options.html, auditing.html_report(found, library))
        if options.json:
            _print_json(audit_json(found, library.document, everything=options.all))
        else:
            print(audit_text(found, library.document, everything=options.all))
    return 0


def export_records(options: argparse.Namespace, settings: Settings) -> int:
    """Print the library's bibliography."""
    with bootstrap.library(settings) as library:
        records = [(holding.name, holding.record) for holding in library.holdings()]
    exported = FORMATS[options.format](records)
    if options.json:
        _print_json({"format": options.format, "text": exported})
    else:
        print(exported, end="")
    return 0


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the web page until stopped."""
    with bootstrap.library(settings, create=True) as library:
        return _serve(library, options, settings)


def demo(options: argparse.Namespace, settings: Settings) -> int:
    """Read the sample literature, ask it two questions, and serve the page."""
    from indexer.intake import files_in

    if settings.library == Settings().library:
        settings = replace(settings, library=settings.library.with_name("demo"))
    with bootstrap.library(settings, create=True) as library:
        _say(f"Reading the sample literature into {settings.library}", options)
        with bootstrap.reader(settings) as read:
            _take(library, files_in([bootstrap.samples()]), read, options)
        asker = bootstrap.asker(library, ranker=settings.ranker == "on")
        for question in DEMO_QUESTIONS:
            _say(f"\n> {question}\n", options)
            _print_answer(asker.ask(Question(question)), options)
        return 0 if options.no_serve else _serve(library, options, settings)


COMMANDS = {
    "add": add,
    "list": list_documents,
    "show": show,
    "remove": remove,
    "ask": ask,
    "verify": verify,
    "review": review,
    "audit": audit,
    "export": export_records,
    "serve": serve,
    "demo": demo,
}


def _take(library: Library, files: Sequence[Path], read: Read, options: argparse.Namespace) -> list[Outcome]:
    from tqdm import tqdm

    from indexer.intake import take

    outcomes = []
    for outcome in _progress(take(library, files, read), len(files), options):
        outcomes.append(outcome)
        if options.json:
            _print_json(shapes.outcome_json(outcome))
        elif not options.quiet:
            tqdm.write(terminal.outcome_line(outcome), file=sys.stdout)
    return outcomes


def _ask_batch(options: argparse.Namespace, settings: Settings) -> int:
    questions = batch.questions(options.batch)
    with bootstrap.library(settings) as library:
        asker = bootstrap.asker(library, ranker=settings.ranker == "on")
        answers = ((question, _answer(asker, question)) for question in questions)
        records = (
            shapes.answer_json(answer) | (_explained(asker, question) if options.explain else {})
            for question, answer in _progress(answers, len(questions), options)
        )
        return _put_out(records, "answer", options)


def _verify_batch(options: argparse.Namespace, settings: Settings) -> int:
    claims = batch.claims(options.batch)
    with bootstrap.library(settings) as library:
        verifier = _verifier(library, settings)
        verdicts = (_verdict(verifier, claim) for claim in claims)
        records = (verdict_json(verdict) for verdict in _progress(verdicts, len(claims), options))
        return _put_out(records, "verdict", options)


def _put_out(records: Iterable[shapes.Json], noun: str, options: argparse.Namespace) -> int:
    """Print the records of a batch, or write them to the file that was named."""
    if options.out is None:
        for record in records:
            _print_json(record)
        return 0
    count = batch.write_lines(options.out, records)
    if options.json:
        _print_json({f"{noun}s": count, "out": str(options.out)})
    _say(f"{counted(count, noun)} written to {options.out}", options)
    return 0


def _verifier(library: Library, settings: Settings) -> Verifier:
    judge = bootstrap.judge(settings, library.encoder)
    return bootstrap.verifier(library, judge, ranker=settings.ranker == "on")


def _verdict(verifier: Verifier, claim: Claim) -> Verdict:
    """The verdict; a text that is no claim does not stop the others."""
    try:
        return verifier.verify(claim)
    except ClaimError as error:
        return Verdict(claim.id, claim.text, "not_found", 0.0, str(error))


def _answer(asker: Asker, question: Question) -> Answer:
    """The answer; a question that can't be asked does not stop the others."""
    try:
        return asker.ask(question)
    except QuestionError as error:
        return Answer(question.id, question.text, abstained=True, reason=str(error), answer=str(error))


def _explained(asker: Asker, question: Question) -> shapes.Json:
    """What was understood of a question; nothing for one that can't be asked."""
    try:
        return {"understanding": understanding_json(asker.understand(question))}
    except QuestionError:
        return {}


def _serve(library: Library, options: argparse.Namespace, settings: Settings) -> int:
    from service.web.server import serve_forever

    return serve_forever(library, settings, options.host, options.port)


def _progress(items: Iterable[Item], total: int, options: argparse.Namespace) -> Iterator[Item]:
    """The items, with a bar on stderr while they come."""
    from tqdm import tqdm

    return iter(tqdm(items, total=total, disable=options.quiet, leave=False, unit="", file=sys.stderr))


@contextmanager
def _steps(options: argparse.Namespace) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr for work in several steps: what is done, how far it is, and of how much."""
    from tqdm import tqdm

    with tqdm(disable=options.quiet, leave=False, unit="", file=sys.stderr) as bar:

        def show(step: str, done: int, total: int) -> None:
            bar.set_description_str(step, refresh=False)
            bar.total, bar.n = total, done
            bar.refresh()

        yield show


def _say(text: str, options: argparse.Namespace) -> None:
    """Small talk, which programs and those who asked for quiet are spared."""
    if not options.json and not options.quiet:
        print(text)


def _print_answer(answer: Answer, options: argparse.Namespace, understood: Understanding | None = None) -> None:
    if options.json:
        explained = {"understanding": understanding_json(understood)} if understood else {}
        _print_json(shapes.answer_json(answer) | explained)
    else:
        print(terminal.answer_text(answer, context=getattr(options, "context", False), bold=sys.stdout.isatty()))


def _print_json(record: object) -> None:
    # Escapes are JSON too, where the terminal's encoding has no such character.
    print(json.dumps(record, ensure_ascii="utf" not in sys.stdout.encoding.lower()))


def _write_anything() -> None:
    """Write out the characters that the terminal's encoding lacks, and bytes of names that are no text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say_notes() -> None:
    log = logging.getLogger("pincite")
    log.handlers, log.propagate = [_AboveTheBar()], False
    log.setLevel(logging.WARNING)


class _AboveTheBar(logging.Handler):
    """Writes notes on stderr without breaking the progress bar."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one note."""
        from tqdm import tqdm

        tqdm.write(f"note: {readable(self.format(record))}", file=sys.stderr)


def _failed(message: str) -> int:
    print(f"pincite: {readable(' '.join(message.split()))}", file=sys.stderr)
    return 1
