"""What was understood of a question, shown to people and to programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from textwrap import shorten

from service.ask.understanding.cited_works import CitedWork
from service.ask.understanding.meaning import ORDINARY, Understanding
from service.ask.understanding.outside import OUTSIDE
from service.ask.understanding.question_language import ENGLISH, NAMES


def understanding_json(question: Understanding) -> dict[str, object]:
    """Everything that was understood, ready for `json.dumps`."""
    return {
        "asked": question.asked,
        "text": question.text,
        "earlier": question.earlier,
        "form": question.form,
        "expected": question.expected,
        "operation": question.operation,
        "negated": question.negated,
        "words": list(question.words),
        "exact": list(question.exact),
        "names": list(question.names),
        "numbers": list(question.numbers),
        "years": list(question.years),
        "sides": list(question.sides),
        "documents": [
            {"doc": document.name, "document_id": document.digest[:12], "sure": document.sure, "by": document.by}
            for document in question.documents
        ],
        "cited": [_cited_json(work) for work in question.cited],
        "credited": list(question.credited),
        "listed": [
            {
                "doc": entry.document.name,
                "document_id": entry.document.digest[:12],
                "start": entry.passage.span.start,
                "end": entry.passage.span.end,
            }
            for entry in question.listed
        ],
        "unknown_works": list(question.unknown_works),
        "targets": {name: value for name, value in vars(question.targets).items() if value is not None},
        "fields": list(question.fields),
        "of_each": question.of_each,
        "absent": list(question.absent),
        "holdings": asdict(question.holdings) if question.holdings else None,
        "kinds": list(question.kinds),
        "act": question.act.act if question.act else "",
        "side": question.evaluation.side if question.evaluation else "",
        "outside": question.outside or "",
        "corrections": [{"typed": each.typed, "meant": each.meant} for each in question.corrections],
        "language": question.language,
        "unread_language": question.unread_language,
    }


def _cited_json(work: CitedWork) -> dict[str, object]:
    return {
        "doc": work.document,
        "n": work.n,
        "label": work.label,
        "authors": list(work.authors),
        "year": work.year,
        "start": work.span.start,
        "end": work.span.end,
        "places": [{"start": place.start, "end": place.end} for place in work.places],
        "sure": work.sure,
    }


def understanding_text(question: Understanding) -> str:
    """The same in lines for a terminal, those left out that say nothing."""
    return "\n".join(["Understood as", *(f"  {label + ':':<14} {text}" for label, text in _lines(question) if text)])


def _lines(question: Understanding) -> Iterator[tuple[str, str]]:
    yield "question", question.text
    yield "follows", question.earlier
    yield "corrected", ", ".join(f"{each.typed} → {each.meant}" for each in question.corrections)
    yield "language", "" if question.language == ENGLISH else language_name(question.language)
    yield "form", question.form
    yield "asks for", _asks_for(question)
    yield "searched for", ", ".join(question.words)
    yield "must be met", ", ".join(question.exact)
    yield "sides", " | ".join(question.sides)
    yield "documents", "; ".join(f"{each.name} ({each.sure:.2f}, by {each.by})" for each in question.documents)
    yield "cited works", "; ".join(map(_cited_line, question.cited[:MOST_SHOWN]))
    yield "entries", "; ".join(shorten(entry.passage.reading, 80, placeholder=" …") for entry in question.listed)
    yield "not known", ", ".join(question.unknown_works)
    yield (
        "points to",
        ", ".join(
            f"{name.replace('_', ' ')} {value}" for name, value in vars(question.targets).items() if value is not None
        ),
    )
    yield "own facts", ", ".join(question.fields)
    yield "passages", "" if question.kinds == ORDINARY else ", ".join(question.kinds)


MOST_SHOWN = 5
"""Cited works in a terminal; `--json` has them all."""


def _asks_for(question: Understanding) -> str:
    told: list[str] = [question.expected] if question.expected != "text" else []
    told += [question.operation] if question.operation else []
    told += ["what is not"] if question.negated else []
    told += [question.act.act] if question.act else []
    told += [f"what speaks {question.evaluation.side}"] if question.evaluation else []
    told += ["documents held"] if question.holdings else []
    told += [OUTSIDE[question.outside]] if question.outside else []
    return ", ".join(told)


def _cited_line(work: CitedWork) -> str:
    authors = ", ".join(work.authors[:3])
    entry = f"reference {work.label or work.n} of {work.document}"
    return f"{authors} {work.year or 'n.d.'} ({entry}, cited {len(work.places)}×)"


def language_name(code: str) -> str:
    """The language's name in English."""
    return NAMES.get(code, code)
