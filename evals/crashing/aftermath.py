"""The aftermath of a blow: whether all that was reported is there, whole, and answers; and that a repair tidies up."""

from __future__ import annotations

import random
from contextlib import closing

from evals.crashing.account import Account
from evals.crashing.sources import STORES
from indexer.checking.check import check
from indexer.checking.repair import repair
from indexer.library import Library
from service import bootstrap
from service.ask.answer import Question
from service.settings import Settings


def aftermath(settings: Settings, account: Account, chance: random.Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is left over in the library, and what is wrong; then what is left over is repaired."""
    folder = settings.library
    if not (folder / "library.sqlite").exists():
        return (), () if not account.held else ("the library is gone",)
    report = check(folder)
    faults = [fault.what for fault in report.faults if not fault.is_harmless]
    with closing(bootstrap.library(settings)) as library:
        held = {holding.name: holding.digest for holding in library.holdings()}
        titles = {holding.digest: holding.record.text("title") for holding in library.holdings()}
        faults += account.faults(held, titles)
        faults += _answer_faults(library, chance)
    account.settle(held, titles)
    with bootstrap.reader(settings) as read:
        repair(folder, report, lambda: bootstrap.library(settings), read)
    faults += [f"not repaired: {fault.what}" for fault in check(folder).faults]
    return tuple(fault.kind for fault in report.faults if fault.is_harmless), tuple(faults)


def _answer_faults(library: Library, chance: random.Random) -> list[str]:
    """What is wrong with the answer to a question about one of the texts that are held."""
    texts = [holding for holding in library.holdings() if holding.name.startswith("warehouse-")]
    if not texts:
        return []
    holding = chance.choice(texts)
    number = int(holding.name.removeprefix("warehouse-")[:2])
    place, good = STORES[number]
    question = Question(f"How many barrels of {good} does the warehouse of {place} store?")
    answer = bootstrap.asker(library, ranker=False).ask(question)
    quotes = (*answer.quotes, *answer.nearest)
    wanted = f"{1000 + 37 * number} barrels"
    faults = []
    if not any(wanted in quote.text for quote in quotes):
        faults.append(f"{holding.name}: a question about it is not answered by its words")
    for quote in quotes:
        text = library.document(library.holding(quote.document_id)).text
        if text[quote.start : quote.end] != quote.text:
            faults.append(f"{quote.doc}: a quotation is not what stands there")
    return faults
