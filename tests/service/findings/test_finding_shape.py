from __future__ import annotations

import json
from collections.abc import Callable

from corpus.document import Document, Span
from service.findings.finding import Finding
from service.findings.shape import finding_json
from service.quotes.quote import Place

TEXT = """# Harbours

## Growth

The harbour handled 4,120 tonnes of coal. Its quay was rebuilt twice.
"""


def test_a_finding_shows_its_passage_and_what_it_rests_on(text_document: Callable[..., Document]) -> None:
    document = text_document(TEXT)
    start = TEXT.index("Its quay")
    place = Place("b.md", "0f3c", 3, 9, "twice.", None, None, None, "(B, n.d.)")
    finding = Finding("uncited_claim", "doubt", Span(start, start + 8), "No source is named.", (place,), ("a step",))
    made = finding_json(finding, document)
    assert made["text"] == "Its quay" and made["section"] == "Growth" and made["page"] is None
    assert (made["type"], made["verdict"], made["message"]) == ("uncited_claim", "doubt", "No source is named.")
    assert made["related"] == [
        {
            "doc": "b.md",
            "document_id": "0f3c",
            "start": 3,
            "end": 9,
            "text": "twice.",
            "page": None,
            "page_label": None,
            "section": None,
            "citation": "(B, n.d.)",
        }
    ]
    assert made["steps"] == ["a step"]
    json.dumps(made)
