"""The commands that serve the page."""

from __future__ import annotations

import argparse
from dataclasses import replace

from indexer.library import Library
from service import bootstrap
from service.ask.answer import Question
from service.commands.answering import print_answer
from service.commands.holding import take_files
from service.commands.printing import say
from service.settings import Settings

DEMO_QUESTIONS = (
    "Which kinds of nearness does Boschma distinguish?",
    "What does Almgren say about clusters in China?",
)
"""One that the sample literature answers, and one that it doesn't."""


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
        say(f"Reading the sample literature into {settings.library}", options)
        with bootstrap.reader(settings) as read:
            take_files(library, files_in([bootstrap.samples()]), read, options)
        asker = bootstrap.asker_as_set(library, settings)
        for question in DEMO_QUESTIONS:
            say(f"\n> {question}\n", options)
            print_answer(asker.ask(Question(question)), options)
        return 0 if options.no_serve else _serve(library, options, settings)


def _serve(library: Library, options: argparse.Namespace, settings: Settings) -> int:
    from service.web.server import serve_forever

    return serve_forever(library, settings, options.host, options.port)
