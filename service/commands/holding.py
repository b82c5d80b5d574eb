"""The commands for what the library holds."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from indexer import typed_fields
from indexer.library import Library
from service import bootstrap, shapes, terminal
from service.commands.arguments import FORMATS
from service.commands.printing import failed, files_bar, print_above_the_bar, print_json, say
from service.naming import readable
from service.settings import Settings

_log = logging.getLogger("pincite.service")

if TYPE_CHECKING:
    from indexer.intake import Outcome, Read


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Put files and folders into the library, made where there is none."""
    from indexer.intake import files_in

    files = files_in(options.paths)
    with bootstrap.library(settings, create=True) as library, bootstrap.reader(settings) as read:
        outcomes = take_files(library, files, read, options)
        # So that the first question does not have to put the vectors together.
        library.refresh()
    say(terminal.outcomes_summary(outcomes), options)
    reasons = [outcome.detail for outcome in outcomes if outcome.status == "failed"]
    if not reasons:
        return 0
    told = f"{len(reasons)} of {len(files)} files not added; first: " if len(files) > 1 else ""
    return failed(f"{told}{reasons[0]}")


def list_documents(options: argparse.Namespace, settings: Settings) -> int:
    """Print what the library holds."""
    with bootstrap.library(settings) as library:
        holdings = library.holdings()
    for holding in holdings:
        if holding.is_damaged:
            _log.warning("the record of %s is damaged: run `pincite check --repair`", holding.name)
    if options.json:
        print_json([shapes.holding_json(holding) for holding in holdings])
    else:
        print(terminal.holdings_table(holdings))
    return 0


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Print a document, or one layer of it."""
    with bootstrap.library(settings) as library:
        holding = library.holding(options.document)
        document = library.document(holding)
    if options.layer and options.json:
        print_json(shapes.layer_json(document, options.layer))
    elif options.layer:
        print(terminal.layer_text(document, options.layer))
    elif options.json:
        print_json(shapes.document_json(document, holding))
    else:
        print(terminal.document_text(document, holding))
    return 0


def correct(options: argparse.Namespace, settings: Settings) -> int:
    """Put bibliographic fields of a document right by hand; without any, print what they are."""
    texts = {name: text for name in typed_fields.VARIABLES if (text := getattr(options, name.lower())) is not None}
    with bootstrap.library(settings) as library:
        holding = library.holding(options.document)
        taken_back = typed_fields.variables(options.take_back)
        if texts or taken_back:
            texts |= {"authors": "\n".join(options.authors)} if options.authors else {}
            holding = library.correct(holding.digest, typed_fields.changes(holding.record, texts), taken_back)
    if options.json:
        print_json(shapes.holding_json(holding))
    else:
        print(terminal.fields_text(holding))
    return 0


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Forget a document."""
    with bootstrap.library(settings) as library:
        holding = library.remove(options.document)
    if options.json:
        print_json({"removed": holding.name, "id": holding.id})
    say(f"removed {readable(holding.name)}", options)
    return 0


def export_records(options: argparse.Namespace, settings: Settings) -> int:
    """Print the library's bibliography."""
    with bootstrap.library(settings) as library:
        records = [(holding.name, holding.record) for holding in library.holdings()]
    exported = FORMATS[options.format](records)
    if options.json:
        print_json({"format": options.format, "text": exported})
    else:
        print(exported, end="")
    return 0


def take_files(library: Library, files: Sequence[Path], read: Read, options: argparse.Namespace) -> list[Outcome]:
    """Take the files in, and print what became of each as soon as that is certain."""
    from indexer.intake import take

    outcomes = []
    with files_bar(len(files), options) as bar:
        for outcome in take(library, files, read, tell=bar.tell):
            bar.one_more()
            outcomes.append(outcome)
            if options.json:
                print_json(shapes.outcome_json(outcome))
            elif not options.quiet:
                print_above_the_bar(terminal.outcome_line(outcome))
    return outcomes
