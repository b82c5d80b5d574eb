"""The arguments of the command line: a contract with programs that run it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from corpus.bibliography import export
from indexer.typed_fields import VARIABLES
from service.errors import NameMissing
from service.export.styles import STYLES
from service.settings import Settings
from service.shapes import LAYERS

Run = Callable[[argparse.Namespace, Settings], int]

FORMATS = {"bibtex": export.to_bibtex, "ris": export.to_ris, "csl-json": export.to_csl_json}
"""What a bibliography can be printed as."""


def parsed(commands: Mapping[str, Run], arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; what makes no sense ends the program with status 2."""
    top = parser(commands)
    options = top.parse_args(arguments)
    if getattr(options, "out", None) is not None and options.batch is None:
        top.error("--out goes with --batch")
    if getattr(options, "batch", None) is not None and getattr(options, "save", None) is not None:
        top.error("--save goes with one question")
    return options


def parser(commands: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The whole parser; `options.run` is the command's function."""
    top = argparse.ArgumentParser(
        prog="pincite",
        description="Answers questions about a body of literature with verbatim quotations, shown on their page.",
    )
    _everywhere(top, None, False)
    top.add_argument("--version", action="version", version=f"pincite {version('pincite')}")
    subparsers = top.add_subparsers(required=True, metavar="COMMAND")
    for name, (summary, arguments) in _COMMANDS.items():
        command = subparsers.add_parser(name, help=summary, description=summary, parents=[_every_command()])
        arguments(command)
        command.set_defaults(run=commands[name])
    return top


def _every_command() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    # What isn't said after the command leaves what was said before it.
    _everywhere(shared, argparse.SUPPRESS, argparse.SUPPRESS)
    return shared


def _everywhere(command: argparse.ArgumentParser, unnamed: object, unsaid: object) -> None:
    """What can be said before a command as well as after it."""
    command.add_argument(
        "--library", type=_folder, metavar="DIR", default=unnamed, help="the library's folder (else PINCITE_LIBRARY)"
    )
    command.add_argument("--json", action="store_true", default=unsaid, help="print JSON")
    command.add_argument("--quiet", action="store_true", default=unsaid, help="print no progress and no small talk")


def _add(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="a file or a folder")


def _none(command: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def _show(command: argparse.ArgumentParser) -> None:
    _document(command)
    command.add_argument("--layer", choices=LAYERS, help="print this layer of it")


def _document(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "document", type=_name, metavar="DOC", help="its file name or id, as `pincite list` prints them"
    )


def _correct(command: argparse.ArgumentParser) -> None:
    _document(command)
    for name in VARIABLES:
        if name == "authors":
            command.add_argument("--author", dest="authors", action="append", metavar="NAME", help="Family, Given")
        else:
            command.add_argument(f"--{name.lower()}", metavar="TEXT", help='"" where the work has none')
    command.add_argument(
        "--take-back", action="append", default=[], metavar="FIELD", help="let it be again what was read"
    )


def _ask(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", metavar="QUESTION")
    what.add_argument("--batch", type=_path, metavar="FILE", help="questions, one JSON object a line")
    command.add_argument("--out", type=_path, metavar="FILE", help="where the batch's answers go (default: printed)")
    command.add_argument("--explain", action="store_true", help="print what was understood of the question as well")
    command.add_argument("--context", action="store_true", help="print the sentences around each quotation too")
    command.add_argument("--save", type=_path, metavar="FILE", help="write the answer with its bibliography, too")
    command.add_argument("--style", choices=STYLES, default="apa", help="how --save cites (default: apa)")
    _narrowing(command)


def _narrowing(command: argparse.ArgumentParser) -> None:
    only = command.add_argument_group("where to look", "each may be given several times; any of them will do")
    only.add_argument("--document", action="append", default=[], metavar="DOC", help="a name, an id, words of a title")
    only.add_argument("--author", action="append", default=[], metavar="NAME", help="an author's name")
    only.add_argument("--language", action="append", default=[], metavar="CODE", help="as in en, de, ru")
    only.add_argument("--since", type=int, metavar="YEAR", help="nothing older")
    only.add_argument("--until", type=int, metavar="YEAR", help="nothing newer")


def _verify(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("claim", nargs="?", metavar="CLAIM")
    what.add_argument("--batch", type=_path, metavar="FILE", help="claims, one JSON object a line")
    command.add_argument("--out", type=_path, metavar="FILE", help="where the batch's verdicts go (default: printed)")
    command.add_argument("--explain", action="store_true", help="print why each passage was taken so, and all steps")


def _review(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "manuscript", type=_path, metavar="MANUSCRIPT", help="a PDF, DOCX, HTML, Markdown or text file"
    )
    command.add_argument(
        "--html", type=_path, metavar="FILE", help="write the report as a web page that needs nothing else"
    )
    command.add_argument(
        "--pdf", type=_path, metavar="FILE", help="write the manuscript's PDF with the findings as notes"
    )
    command.add_argument("--all", action="store_true", help="print what was checked and is in order, too")


def _audit(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "documents", nargs="*", type=_name, metavar="DOC", help="its file name or id (default: all documents)"
    )
    command.add_argument(
        "--html", type=_path, metavar="FILE", help="write the report as a web page that needs nothing else"
    )
    command.add_argument("--all", action="store_true", help="print what was checked and is in order, too")


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--repair", action="store_true", help="mend what can be mended without losing anything")


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, required=True)


def _address(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine alone)")
    command.add_argument("--port", type=_port, default=8000, help="0 takes any free one (default: 8000)")
    command.add_argument(
        "--name", action="append", default=[], metavar="HOST", help="a name that others address this server by"
    )
    command.add_argument(
        "--token-file", type=_path, metavar="FILE", help="holds the token that others need (else PINCITE_TOKEN)"
    )


def _demo(command: argparse.ArgumentParser) -> None:
    _address(command)
    command.add_argument("--no-serve", action="store_true", help="stop before serving the page")


def _path(text: str) -> Path:
    # Python takes an empty path for the folder that the program runs in, and a shell makes one of an unset variable.
    return Path(_name(text))


def _name(text: str) -> str:
    """Raises NameMissing: unlike wrong usage it isn't answered with the usage, which would hide the one line."""
    if not text.strip():
        raise NameMissing(f"the name {text!r} is empty: name a file, a folder or a document")
    return text


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("a library needs a folder, not an empty name")
    return Path(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 5 or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)


_COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "add": ("Put files and folders into the library.", _add),
    "list": ("Print what the library holds.", _none),
    "show": ("Print a document, or one layer of it.", _show),
    "correct": ("Put bibliographic fields of a document right by hand.", _correct),
    "remove": ("Take a document out of the library.", _document),
    "ask": ("Answer a question with quotations from the library.", _ask),
    "verify": ("Say whether the library supports a claim or contradicts it, with the evidence.", _verify),
    "review": ("Check a manuscript against itself and against the works that it cites.", _review),
    "audit": ("Check the library's documents against themselves and against each other.", _audit),
    "check": ("Look whether everything in the library's folder is as it was put in, and repair it.", _check),
    "export": ("Print the library's bibliography.", _export),
    "serve": ("Serve the web page.", _address),
    "demo": ("Read the sample literature, ask it two questions, and serve the page.", _demo),
}
