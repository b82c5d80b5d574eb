"""Passages are read together with a claim, and whether any is about it parts what isn't found from the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from indexer.pair_model import Read
from indexer.retrieval import Retriever
from service import bootstrap
from service.ask.understanding import Shelves
from service.verify.bearing import MOST_READ, with_bearing
from service.verify.claim import Claim
from service.verify.evidence import judged
from service.verify.gathering import Gatherer
from service.verify.reading import read_claim
from service.verify.verifier import CLAIM_WEIGHTS, Verifier
from service.verify.word_judge import WordJudge
from service.words.content import content_words

CLAIM = "The quay of Ostby was rebuilt twice after storms."


class SharedWords:
    """Reads by the words that both have: as many as there are more than two, so much likelier."""

    def __init__(self) -> None:
        self.read: list[Read] = []

    def logits(self, question: str, passages: Sequence[Read]) -> tuple[float, ...]:
        self.read.extend(passages)
        words = set(content_words(question))
        return tuple(3.0 * len(words & set(content_words(one.sentence))) - 6.0 for one in passages)


@pytest.fixture
def pieces(papers):
    gatherer = Gatherer(papers, Retriever(papers, CLAIM_WEIGHTS))
    claim = read_claim(Claim(CLAIM), Shelves(papers))
    hits = gatherer.hits(gatherer.query(claim.text, claim.words))
    return judged(claim.text, gatherer.of_library(hits), WordJudge())


def test_the_likeliest_are_read_and_all_stay_in_their_order(pieces):
    read = with_bearing(CLAIM, pieces, SharedWords())
    assert [piece.candidate for piece in read] == [piece.candidate for piece in pieces]
    assert sum(piece.bearing is not None for piece in read) == min(MOST_READ, len(pieces))
    best = max((piece for piece in read if piece.bearing is not None), key=lambda piece: piece.bearing)
    assert "rebuilt twice" in best.candidate.text.text


def test_without_a_model_nothing_is_read(pieces):
    assert with_bearing(CLAIM, pieces, None) == tuple(pieces)


def test_rows_are_read_with_their_heads_and_sentences_with_those_beside_them(pieces):
    pairs = SharedWords()
    with_bearing(CLAIM, pieces, pairs)
    around = {one.sentence: one.context for one in pairs.read}
    assert any("Fishermen of Vikmo" in context for text, context in around.items() if "rebuilt twice" in text)
    rows = [context for text, context in around.items() if text.startswith("Harbour: ")]
    assert rows and all("Coal landed in the harbours" in context for context in rows)


def test_a_claim_that_no_passage_bears_on_is_likelier_not_found(papers):
    class Nothing:
        def logits(self, question: str, passages: Sequence[Read]) -> tuple[float, ...]:
            return (-8.0,) * len(passages)

    retriever = Retriever(papers, CLAIM_WEIGHTS)
    without = Verifier(papers, retriever, WordJudge(), Nothing()).verify(Claim(CLAIM))
    found = Verifier(papers, retriever, WordJudge(), SharedWords()).verify(Claim(CLAIM))
    assert (without.verdict, found.verdict) == ("not_found", "supported")


def test_the_shipped_model_tells_what_a_passage_is_about(papers):
    verifier = Verifier(papers, Retriever(papers, CLAIM_WEIGHTS), WordJudge(), bootstrap.pair_model())
    assert verifier.verify(Claim("Storms made it necessary to build the quay of Ostby anew.")).verdict != "not_found"
    assert verifier.verify(Claim("The quay of Ostby was paid for by a bank in the capital.")).verdict == "not_found"
