"""`python -m evals.supply COMMAND`: what is done about the supply chain; each command is a target of the Makefile."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.errors import EvalsError
from evals.supply.advisories import audited
from evals.supply.bill import bill_of_materials
from evals.supply.installed import departures
from evals.supply.licence_page import licence_page
from evals.supply.locks import PARTS, make_lock, read_lock
from evals.supply.shipped import shipped_models
from indexer.errors import IndexerError

ROOT = Path(__file__).resolve().parents[2]
LOCKS, PAGE = ROOT / "locks", ROOT / "docs" / "licences.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something isn't, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m evals.supply", description="What is done about the supply chain.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    lock = commands.add_parser("lock", help="resolve what pyproject.toml asks for, and write the lock")
    lock.add_argument("--renew", action="store_true", help="take the newest versions, not those of constraints.txt")
    commands.add_parser("licences", help="write docs/licences.md anew")
    bill = commands.add_parser("sbom", help="write the bill of materials (CycloneDX)")
    bill.add_argument("file", type=Path, metavar="FILE", help="where to")
    commands.add_parser("audit", help="check licences, models, what is installed, and known weaknesses")
    options = parser.parse_args(arguments)
    try:
        if options.command == "lock":
            return _lock(options.renew)
        if options.command == "licences":
            return _licences()
        return _bill(options.file) if options.command == "sbom" else _audit()
    except (EvalsError, IndexerError, OSError) as error:
        print(f"evals.supply: {error}", file=sys.stderr)
        return 1


def _lock(is_renewed: bool) -> int:
    parts = make_lock(ROOT, is_renewed)
    print("\n".join(f"locks/{part}.txt  {len(held)} distributions" for part, held in parts.items()))
    return 0


def _licences() -> int:
    PAGE.write_text(licence_page(read_lock(LOCKS)), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
    return 0


def _bill(file: Path) -> int:
    text = bill_of_materials(read_lock(LOCKS), ROOT)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(file)
    return 0


def _audit() -> int:
    lock = read_lock(LOCKS)
    licence_page(lock)
    print(f"licences: all of {sum(len(lock[part]) for part in PARTS)} go with Apache-2.0")
    models = shipped_models()
    for each in models:
        each.file.content()
    print(f"models: all of {len(models)} are as shipped")
    departed = departures(lock)
    print("\n".join(departed) if departed else "installed: as locked")
    found = audited(LOCKS, list(PARTS))
    if found.trouble:
        print(f"known weaknesses: could not be looked up here ({found.trouble})")
    else:
        print("\n".join(found.weaknesses) or f"known weaknesses: none in {len(found.looked_up)} distributions")
        if found.unknown:
            print(f"not looked up: {', '.join(found.unknown)}")
    return 1 if departed or found.weaknesses else 0


if __name__ == "__main__":
    sys.exit(main())
