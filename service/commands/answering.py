"""The commands that answer questions and judge claims."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from indexer.library import Library
from service import bootstrap, shapes, terminal
from service.ask.answer import Answer, Question
from service.ask.asker import Asker
from service.ask.scope import Scope
from service.ask.understanding import Understanding, understanding_json, understanding_text
from service.commands import batch
from service.commands.printing import print_json, progress_bar, say
from service.errors import ClaimError, QuestionError
from service.findings.report_paths import check_report_paths
from service.naming import readable
from service.phrasing import counted
from service.settings import Settings
from service.verify.claim import Claim
from service.verify.shape import verdict_json
from service.verify.verdict import Verdict
from service.verify.wording import verdict_text

if TYPE_CHECKING:
    from service.verify.verifier import Verifier


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer a question, or a file of them."""
    if options.batch:
        return _ask_batch(options, settings)
    if options.save is not None:
        check_report_paths([options.save], library=settings.library)
    with bootstrap.library(settings) as library:
        asker, question = bootstrap.asker_as_set(library, settings), _question(options)
        understood = asker.understand(question) if options.explain else None
        if understood is not None and not options.json:
            print(f"{readable(understanding_text(understood))}\n")
        answer = asker.ask(question)
        if options.save is not None:
            _save(library, answer, options)
        print_answer(answer, options, understood)
    return 0


def _question(options: argparse.Namespace) -> Question:
    """The question with what it is narrowed to."""
    scope = Scope(tuple(options.document), tuple(options.author), options.since, options.until, tuple(options.language))
    return Question(options.question, filters=scope)


def _save(library: Library, answer: Answer, options: argparse.Namespace) -> None:
    """Write the answer with its bibliography; raises ReportError for a file name that tells no form."""
    from service.export.conversation import Conversation, Exchange
    from service.export.forms import form_of
    from service.export.styles import STYLES
    from service.reviewing import write_report

    held = {holding.id: holding for holding in library.holdings()}
    conversation = Conversation(answer.question, (Exchange(answer.question, answer),))
    write_report(options.save, form_of(options.save).write(conversation, held, STYLES[options.style]))


def verify(options: argparse.Namespace, settings: Settings) -> int:
    """Hold a claim, or a file of them, against the library."""
    if options.batch:
        return _verify_batch(options, settings)
    with bootstrap.library(settings) as library:
        verdict = bootstrap.verifier_as_set(library, settings).verify(Claim(options.claim))
    if options.json:
        print_json(verdict_json(verdict))
    else:
        print(verdict_text(verdict, explain=options.explain))
    return 0


def _ask_batch(options: argparse.Namespace, settings: Settings) -> int:
    questions = batch.questions(options.batch)
    with bootstrap.library(settings) as library:
        asker = bootstrap.asker_as_set(library, settings)
        answers = ((question, _answer(asker, question)) for question in questions)
        records = (
            shapes.answer_json(answer) | (_explained(asker, question) if options.explain else {})
            for question, answer in progress_bar(answers, len(questions), options)
        )
        return _put_out(records, "answer", options)


def _verify_batch(options: argparse.Namespace, settings: Settings) -> int:
    claims = batch.claims(options.batch)
    with bootstrap.library(settings) as library:
        verifier = bootstrap.verifier_as_set(library, settings)
        verdicts = (_verdict(verifier, claim) for claim in claims)
        records = (verdict_json(verdict) for verdict in progress_bar(verdicts, len(claims), options))
        return _put_out(records, "verdict", options)


def _put_out(records: Iterable[shapes.Json], noun: str, options: argparse.Namespace) -> int:
    """Print the records of a batch, or write them to the file that was named."""
    if options.out is None:
        for record in records:
            print_json(record)
        return 0
    count = batch.write_lines(options.out, records)
    if options.json:
        print_json({f"{noun}s": count, "out": str(options.out)})
    say(f"{counted(count, noun)} written to {options.out}", options)
    return 0


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


def print_answer(answer: Answer, options: argparse.Namespace, understood: Understanding | None = None) -> None:
    """Print an answer, with what was understood of its question where that is given."""
    if options.json:
        explained = {"understanding": understanding_json(understood)} if understood else {}
        print_json(shapes.answer_json(answer) | explained)
    else:
        print(terminal.answer_text(answer, context=getattr(options, "context", False), bold=sys.stdout.isatty()))
