"""Where two places disagree, both are quoted, each as its whole row or sentence."""

from __future__ import annotations

from corpus.document import Span
from service.ask.disputing import disputed_quotes
from service.tables.computation import Disagreement, Disputed

TEXT = """# Quays

Ostby has a quay of 40 metres. It was rebuilt twice.

| Harbour | Metres |
|---|---|
| Ostby | 44 |
| Vikmo | 12 |
"""


def test_both_places_are_quoted_once(text_document, hits_of):
    document = text_document(TEXT)
    holding = hits_of(document)[0].held.document
    prose = Span(TEXT.index("40"), TEXT.index("40") + 2)
    cell = Span(TEXT.index("44"), TEXT.index("44") + 2)
    places = tuple(Disputed(document.digest, document.name, span, span.of(TEXT)) for span in (prose, cell))
    disagreement = Disagreement("number_table_mismatch", "The text has 40, the table 44.", places)

    first, second = disputed_quotes([disagreement], (), lambda _: holding, lambda _: document)
    assert first.text == "Ostby has a quay of 40 metres."
    assert second.text == "Ostby | 44" and second.row.cells == ("Ostby", "44")
    assert (first.marks, second.marks) == ((prose,), (cell,))
    assert disputed_quotes([disagreement], (first,), lambda _: holding, lambda _: document) == (second,)
    assert disputed_quotes([disagreement], (first, second), lambda _: holding, lambda _: document) == ()
