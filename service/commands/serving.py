"""The commands that serve the page."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.library import Library
from service import bootstrap
from service.ask.answer import Question
from service.commands.answering import print_answer
from service.commands.holding import take_files
from service.commands.printing import say
from service.settings import Settings, host_name

if TYPE_CHECKING:
    from service.web.access.door import Door

_log = logging.getLogger("pincite.service")

DEMO_QUESTIONS = (
    "Which kinds of nearness does Boschma distinguish?",
    "What does Almgren say about clusters in China?",
)
"""One that the sample literature answers, and one that it doesn't."""


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the web page until stopped."""
    _door(options, settings)  # Before the library is made: who may not be served to is told at once.
    with bootstrap.library(settings, create=True) as library:
        return _serve(library, options, settings)


def demo(options: argparse.Namespace, settings: Settings) -> int:
    """Read the sample literature, ask it two questions, and serve the page."""
    from indexer.intake import files_in

    if not options.no_serve:
        _door(options, settings)
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

    door = _door(options, settings)
    if door.hosts is None:
        _log.warning("any host name is answered: name this server's with --name, so that no other is")
    return serve_forever(library, settings, options.host, options.port, door, is_quiet=options.quiet)


def _door(options: argparse.Namespace, settings: Settings) -> Door:
    """Who may come in; raises SettingError where anyone could."""
    from service.web.access.door import door
    from service.web.access.token import Token, token_in

    token = None
    if options.token_file is not None:
        token = token_in(options.token_file)
    elif settings.token:
        token = Token(settings.token, "PINCITE_TOKEN")
    return door(options.host, (*settings.hosts, *(host_name(name, "--name") for name in options.name)), token)
