"""Conversations and records to export, invented for the purpose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.bibliography.record import Field, Record
from corpus.document import Span
from indexer.catalogue import Holding
from service.ask.answer import Answer
from service.export.conversation import Conversation, Exchange
from service.export.works import Work
from service.quotes.notice import Notice
from service.quotes.quote import Place, Quote, TableRow
from service.tables.computation import CellRef, Computation


def record_of(**csl: object) -> Record:
    return Record.of(Field(name.replace("_", "-"), value, "sidecar", "works.bib") for name, value in csl.items())


def holding_of(id: str, name: str, record: Record) -> Holding:
    return Holding(id, name, id * 5, f"/in/{name}", "state", "text/plain", record, 0, 1, ())


def place_of(id: str, text: str, **more: object) -> Place:
    return Place(**{**_place(id, text), **more})  # type: ignore[arg-type]


def quote_of(id: str, text: str, **more: object) -> Quote:
    return Quote(**{**_place(id, text), **more})  # type: ignore[arg-type]


def _place(id: str, text: str) -> dict[str, object]:
    where = {"page": 3, "page_label": "12", "section": "Quays", "citation": "(Own, 1990, p. 12)"}
    return {"doc": f"{id}.pdf", "document_id": id, "start": 0, "end": len(text), "text": text, **where}


def conversation_of(*quotes: Quote, title: str = "Quays", **answer: object) -> Conversation:
    told = {"id": "", "question": "What is a quay?", "abstained": False, "reason": "", "answer": "", **answer}
    return Conversation(title, (Exchange("What is a quay?", Answer(**told, quotes=quotes)),))  # type: ignore[arg-type]


ALMA = record_of(
    type="article-journal",
    title="Quays and what they are worth",
    author=[{"family": "Almå", "given": "Ada B."}],
    container_title="Journal of Harbours",
    volume="3",
    page="1-20",
    issued={"date-parts": [[1998, 5]]},
)
BRUN = record_of(
    type="book",
    title="Is a harbour a town?",
    author=[{"family": "Brun", "given": "Carl"}],
    publisher="Pier Press",
    publisher_place="Ostby",
    issued={"date-parts": [[2004]]},
)
PETROV = record_of(
    type="article-journal",
    title="Причалы севера",
    author=[{"family": "Петров", "given": "Иван Ильич"}],
    container_title="Вопросы портов",
    volume="2",
    page="5-9",
    issued={"date-parts": [[2011]]},
    language="ru",
)
HELD = {
    "aaa": holding_of("aaa", "aaa.pdf", ALMA),
    "bbb": holding_of("bbb", "bbb.pdf", BRUN),
    "ccc": holding_of("ccc", "ccc.pdf", PETROV),
}
ROWS = [
    TableRow("Table 2. Coal", ("Harbour", "Tonnes", ""), ("Ostby | old", "4,120", ""), (Span(0, 1),)),
    TableRow("Table 2. Coal", ("Harbour", "Tonnes", ""), ("Vikmo", "3,015", ""), (Span(2, 3),)),
]
FULL = Conversation(
    "Quays: costs & coal",
    (
        Exchange(
            "What is a quay worth?",
            Answer(
                "1",
                "What is a quay worth?",
                False,
                "",
                "",
                quotes=(
                    quote_of(
                        "aaa",
                        "A quay is worth\nwhat is landed on it.",
                        repeats=(
                            place_of("bbb", "A quay is worth what lands."),
                            place_of("aaa", "Worth.", page_label="14"),
                        ),
                        reports=("Marshall, 1890",),
                        doubts=("the words stand in an image",),
                    ),
                    quote_of("ccc", "Причал старый.", page_label=None, page=None, section="Итоги"),
                    quote_of("aaa", "Ostby 4,120", row=ROWS[0]),
                    quote_of("aaa", "Vikmo 3,015", row=ROWS[1]),
                ),
                notices=(
                    Notice("second_hand", "Second-hand: the first quotation reports Marshall, 1890."),
                    Notice("table_conflict", "Table 2 has 4,120 for Ostby, but Table 3 has 4,210."),
                ),
                computations=(
                    Computation(
                        "difference",
                        "4,120 − 3,015 = 1,105 tonnes",
                        "1,105 tonnes",
                        (CellRef("aaa" * 5, "aaa.pdf", "2", 0, 1, Span(0, 1), "4,120", 4120.0, "tonnes"),),
                    ),
                ),
            ),
        ),
        Exchange(
            "Who painted it?",
            Answer(
                "2",
                "Who painted it?",
                True,
                "Not found in this library: no passage mentions “painted”.",
                "",
                nearest=(quote_of("bbb", "The town was built of tarred wood."),),
            ),
        ),
    ),
)


@pytest.fixture(scope="session")
def full() -> Conversation:
    """Two questions: one with all that an answer may hold, one that is not answered."""
    return FULL


@pytest.fixture(scope="session")
def held() -> dict[str, Holding]:
    return HELD


@pytest.fixture(scope="session")
def record() -> Callable[..., Record]:
    return record_of


@pytest.fixture(scope="session")
def holding() -> Callable[..., Holding]:
    return holding_of


@pytest.fixture(scope="session")
def quote() -> Callable[..., Quote]:
    return quote_of


@pytest.fixture(scope="session")
def place() -> Callable[..., Place]:
    return place_of


@pytest.fixture(scope="session")
def conversation() -> Callable[..., Conversation]:
    return conversation_of


@pytest.fixture(scope="session")
def works() -> list[Work]:
    return [Work(held.id, held.name, held.record) for held in HELD.values()]
