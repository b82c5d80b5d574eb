"""The command line: `pincite`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.errors import CorpusError
from indexer.errors import IndexerError
from service.commands import answering, checking, holding, serving, upkeep
from service.commands.arguments import parsed
from service.commands.printing import failed, say_notes, write_anything
from service.errors import ServiceError
from service.settings import Settings

COMMANDS = {
    "add": holding.add,
    "list": holding.list_documents,
    "show": holding.show,
    "correct": holding.correct,
    "remove": holding.remove,
    "ask": answering.ask,
    "verify": answering.verify,
    "review": checking.review,
    "audit": checking.audit,
    "check": upkeep.check_library,
    "export": holding.export_records,
    "serve": serving.serve,
    "demo": serving.demo,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it is done, 1 when it failed (with one line on stderr), 2 for wrong usage."""
    write_anything()
    say_notes()
    try:
        options = parsed(COMMANDS, arguments)
        settings = Settings.from_environment()
        if options.library is not None:
            settings = replace(settings, library=options.library)
        run: Callable[[argparse.Namespace, Settings], int] = options.run
        return run(options, settings)
    except (CorpusError, IndexerError, ServiceError) as error:
        return failed(str(error))
    except KeyboardInterrupt:
        return failed("stopped; what was reported as added stays added")
    except BrokenPipeError:
        # The reader of our output has gone (`pincite list | head`): there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
