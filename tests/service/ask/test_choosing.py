"""Few quotations, best first, each statement once; more where a list, two sides or several documents are asked for."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.ask.answer import Question
from service.ask.breadth import MOST_LISTED, MOST_QUOTES, Extent, extent_of
from service.ask.choosing import LONGEST_RUN, choose, quotes
from service.ask.marking import Sought
from service.ask.understanding import understand

TRADES = ("rope", "coal", "herring", "timber", "salt", "wool", "iron", "glass", "barrels", "tar")
PARAGRAPHS = "\n\n".join(
    f"The {trade} trade employed people of the coast in its own way and season." for trade in TRADES
)
LIST = """# Trades

The town lives by these trades:

- rope and sails;
- herring, salted;
- tar.

Nothing else is made there at all by anyone.
"""


def test_an_ordinary_question_gets_the_best_and_two_more(text_document, hits_of):
    hits = hits_of(text_document(f"# Trades\n\n{PARAGRAPHS}\n"))
    assert choose(hits) == tuple(hits[:MOST_QUOTES])


def test_one_is_enough_where_the_others_are_far_from_it(text_document, hits_of):
    best, *others = hits_of(text_document(f"# Trades\n\n{PARAGRAPHS}\n"))
    assert choose([best, *(replace(other, score=0.3) for other in others)]) == (best,)


def test_a_statement_is_quoted_once_and_its_repeats_are_told(make_document, hits_of):
    statement = "Harbours with a rope walk of their own sent 40 ships to Vikmo every winter."
    one, two = make_document(statement, name="one.txt"), make_document(f"{statement[:-1]} or so.", name="two.txt")
    held = {of.digest: of for of in (one, two)}
    hits = hits_of(one, two)
    shown = quotes(choose(hits), lambda holding: held[holding.digest], hits)
    assert [(quote.doc, [again.doc for again in quote.repeats]) for quote in shown] == [("one.txt", ["two.txt"])]


def test_repeats_in_another_document_are_places_with_their_words(make_document, hits_of):
    one = make_document("Every winter 40 ships left for Vikmo with rope.", name="one.txt")
    two = make_document("With rope 40 ships left for Vikmo every winter.", name="two.txt")
    held = {of.digest: of for of in (one, two)}
    hits = hits_of(one, two)
    (quote,) = quotes(choose(hits), lambda holding: held[holding.digest], hits)
    (again,) = quote.repeats
    assert (again.doc, again.text) == ("two.txt", two.text[again.start : again.end])


def test_each_side_of_a_comparison_is_quoted_whatever_its_score(text_document, hits_of):
    hits = hits_of(text_document(f"# Trades\n\n{PARAGRAPHS}\n"))
    low = replace(hits[-1], score=0.1)
    assert low in choose(hits, [[hits[0]], [low]])


def test_every_document_is_heard_where_the_question_is_about_the_papers(make_document, hits_of):
    documents = [
        make_document(*(f"The {trade} trade number {n} fed the coast." for trade in TRADES[:3]), name=f"{n}.txt")
        for n in range(4)
    ]
    held = {of.digest: of for of in documents}
    hits = hits_of(*documents)
    extent = extent_of(understand(Question("What do the papers say about the trade of the coast?")))
    shown = quotes(choose(hits, extent=extent, read=lambda h: held[h.digest]), lambda holding: held[holding.digest])
    assert {quote.doc for quote in shown} == {of.name for of in documents}
    assert len({quote.doc for quote in quotes(choose(hits), lambda holding: held[holding.digest])}) < len(documents)


def test_questions_differ_in_how_many_quotations_they_call_for():
    def most(text: str) -> int:
        return extent_of(understand(Question(text))).most

    assert most("Why do ropes wear out?") == MOST_QUOTES
    assert most("Which kinds of rope are there?") == MOST_LISTED
    assert most("How do hemp and steel ropes differ?") == MOST_LISTED
    assert most("What do the studies conclude about ropes?") == MOST_LISTED


def test_a_list_item_is_quoted_with_its_whole_list_and_the_list_only_once(text_document, hits_of):
    document = text_document(LIST)
    items = [
        hit for hit in hits_of(document) if "herring" in hit.held.passage.reading or "tar" in hit.held.passage.reading
    ]
    chosen = choose(items, read=lambda _: document)
    (quote,) = quotes(chosen, lambda _: document)
    assert quote.text.startswith("The town lives by these trades:")
    assert quote.text.endswith("- tar.")
    assert quote.after == ""


def test_sentences_beside_each_other_are_one_quotation_of_bounded_length(make_document, hits_of):
    document = make_document(*(f"The {trade} trade employed people in its own way." for trade in TRADES))
    hits = [replace(hit, score=1.0) for hit in hits_of(document)]
    chosen = choose(hits, read=lambda _: document)
    (quote, *_) = quotes(chosen, lambda _: document)
    assert quote.text.count("trade") == LONGEST_RUN
    assert quote.after in document.text and quote.after.startswith("The timber")


def test_a_quotation_has_its_neighbours_and_its_marks(make_document, hits_of):
    document = make_document("The quay was long.", "Rope wore out in a single winter.", "Tar was dear.")
    hit = hits_of(document)[1]
    (quote,) = quotes([hit], lambda _: document, [], Sought(("ropes", "winters")))
    assert (quote.before, quote.after) == ("The quay was long.", "Tar was dear.")
    assert [document.text[mark.start : mark.end] for mark in quote.marks] == ["Rope", "winter"]


@given(scores=st.lists(st.floats(0.01, 1), min_size=1, max_size=12), most=st.integers(1, 6), near=st.floats(0, 1))
def test_whatever_the_scores_the_best_is_quoted_first_and_never_too_many(scores, most, near, make_document, hits_of):
    document = make_document(*(f"Sentence {n} is on its own subject {n} alone." for n in range(len(scores))))
    hits = sorted(
        (replace(hit, score=score) for hit, score in zip(hits_of(document), scores, strict=True)),
        key=lambda h: -h.score,
    )
    extent = Extent(most, near)
    chosen = choose(hits, extent=extent, read=lambda _: document)
    shown = quotes(chosen, lambda _: document)
    assert chosen[0] == hits[0]
    assert len(shown) <= most
    assert all(hit.score >= near * hits[0].score for hit in chosen)
    assert all(document.text[quote.start : quote.end] == quote.text for quote in shown)
