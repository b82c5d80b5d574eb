"""Verdicts rest on verbatim passages, for and against, and the same claim gives the same verdict."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.encoder import HashingEncoder
from indexer.retrieval import Retriever
from service.errors import ClaimError
from service.verify.claim import LONGEST_CLAIM, Claim
from service.verify.shape import verdict_json
from service.verify.verifier import CLAIM_WEIGHTS, Verifier
from service.verify.word_judge import WordJudge
from service.verify.wording import verdict_text
from tests.service.verify.conftest import PAPERS, verifier_of

SOME_WORDS = "harbour Ostby coal tonnes quay storms guilds apprentices lessons drawing never not 4,120 1887 a third"
WORDS = SOME_WORDS.split()


def digest(library, name):
    return library.holding(name).digest


def test_a_claim_that_stands_there_is_supported_by_the_passage(verifier):
    verdict = verifier.verify(Claim("The quay of Ostby was rebuilt twice after storms.", id="c1"))
    assert (verdict.id, verdict.verdict) == ("c1", "supported")
    assert verdict.supporting[0].quote.doc == "harbours-2011.md"
    assert "rebuilt twice" in verdict.supporting[0].quote.text
    assert "harbours-2011.md" in verdict.reason


def test_a_claim_that_a_passage_denies_is_contradicted(verifier):
    verdict = verifier.verify(Claim("The guilds paid for the lessons of their apprentices."))
    assert verdict.verdict == "contradicted"
    assert "never paid" in verdict.contradicting[0].quote.text


def test_what_nothing_speaks_of_is_not_found_and_the_nearest_is_shown_as_such(verifier):
    verdict = verifier.verify(Claim("Astronomers catalogued the moons of distant planets."))
    assert verdict.verdict == "not_found"
    assert not any(piece.decides for piece in verdict.evidence)
    assert verdict.evidence


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_any_words_get_a_verdict_of_verbatim_passages(verifier, papers, words):
    try:
        verdict = verifier.verify(Claim(" ".join(words)))
    except ClaimError:
        return
    assert 0 <= verdict.confidence <= 1
    assert len(verdict.evidence) <= 5
    assert verdict.reason and verdict.steps
    places = [(piece.quote.doc, piece.quote.start) for piece in verdict.evidence]
    assert len(places) == len(set(places))
    for piece in verdict.evidence:
        text = papers.document(papers.holding(piece.quote.document_id)).text
        assert text[piece.quote.start : piece.quote.end] == piece.quote.text
        assert piece.stance in ("for", "against")
        assert 0 <= piece.probability <= 1
    if verdict.verdict == "supported":
        assert verdict.supporting or verdict.parts
    assert verifier.verify(Claim(" ".join(words))) == verdict
    assert json.loads(json.dumps(verdict_json(verdict)))["verdict"] == verdict.verdict


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("  …  ", "no words"),
        ("🎉🎉🎉", "no words"),
        ("Harbours", "names something"),
        ("Coal trade", "names something"),
        ("Read this paper!", "asks for something"),
        ("Compare the harbours of the north.", "asks for something"),
        ("x " * LONGEST_CLAIM, "characters"),
        ("Who rebuilt the quay?", "pincite ask"),
        ("It is so.", "what it is about"),
        ("a \ud800 b harbour", "no text"),
    ],
)
def test_a_text_that_is_no_claim_is_refused(verifier, text, said):
    with pytest.raises(ClaimError, match=said):
        verifier.verify(Claim(text))


def test_an_empty_library_says_so(library):
    verdict = Verifier(library, Retriever(library, CLAIM_WEIGHTS), WordJudge()).verify(Claim("The quay was rebuilt."))
    assert verdict.verdict == "not_found"
    assert "pincite add" in verdict.reason


class TestAttributing:
    STATEMENT = "The quay of Ostby was rebuilt twice after storms."

    def test_the_credited_work_is_enough(self, verifier, papers):
        verdict = verifier.verify(Claim(self.STATEMENT, credited=(digest(papers, "harbours"),)))
        assert (verdict.verdict, verdict.said_by) == ("supported", ())

    def test_what_another_work_says_is_a_misattribution_and_the_source_is_named(self, verifier, papers):
        verdict = verifier.verify(Claim(self.STATEMENT, credited=(digest(papers, "schools"),)))
        assert verdict.is_misattributed
        assert [place.doc for place in verdict.said_by] == ["harbours-2011.md"]
        assert "rebuilt twice" in verdict.said_by[0].text
        assert "schools-1998.md" in verdict.reason and "harbours-2011.md" in verdict.reason

    def test_the_words_of_a_claim_may_name_the_work(self, verifier):
        verdict = verifier.verify(Claim("Sample (1998) argues that the quay of Ostby was rebuilt twice after storms."))
        assert verdict.is_misattributed
        assert [place.doc for place in verdict.said_by] == ["harbours-2011.md"]

    def test_what_nobody_says_is_not_found_and_no_misattribution(self, verifier, papers):
        text = "Astronomers catalogued the moons of distant planets."
        verdict = verifier.verify(Claim(text, credited=(digest(papers, "schools"),)))
        assert (verdict.verdict, verdict.said_by) == ("not_found", ())

    def test_a_report_of_the_credited_author_makes_no_misattribution(self, library_of):
        review = (
            "# A review\n\nCarl Third, 2015\n\nSample (1998) found that prizes moved apprentices to finish early.\n"
        )
        schools = "# Schools\n\nBerta Sample, 1998\n\nTechnical schools taught drawing to their pupils in winter.\n"
        library = library_of({"review-2015.md": review, "schools-1998.md": schools})
        verifier = Verifier(library, Retriever(library, CLAIM_WEIGHTS), WordJudge())
        verdict = verifier.verify(
            Claim("Prizes moved apprentices to finish early.", credited=(digest(library, "schools"),))
        )
        assert verdict.said_by == ()

    def test_a_credited_work_that_is_gone_is_no_error(self, verifier):
        assert verifier.verify(Claim(self.STATEMENT, credited=("0" * 64,))).verdict == "supported"

    def test_a_work_that_is_not_held_is_told(self, verifier):
        verdict = verifier.verify(Claim("Zimmermann (1975) finds that astronomers catalogued the moons of planets."))
        assert verdict.unheld == ("Zimmermann (1975)",)
        assert "Zimmermann (1975) is not held" in verdict.reason

    def test_what_others_say_is_not_credited_to_a_work_that_is_not_held(self, verifier):
        verdict = verifier.verify(
            Claim("Zorblatt (1999) argues that the quay of Ostby was rebuilt twice after storms.")
        )
        assert (verdict.verdict, verdict.unheld) == ("not_found", ("Zorblatt (1999)",))
        assert not any(piece.decides for piece in verdict.evidence)
        assert "Zorblatt (1999) is not held" in verdict.reason and "harbours-2011.md says it" in verdict.reason

    def test_what_is_reported_of_a_work_that_is_not_held_is_its(self, library_of):
        review = "# A review\n\nCarl Third, 2015\n\nZorblatt (1999) argues that the quay was rebuilt after storms.\n"
        library = library_of({"review-2015.md": review, "schools-1998.md": PAPERS["schools-1998.md"]})
        verdict = verifier_of(library).verify(Claim("Zorblatt (1999) argues that the quay was rebuilt after storms."))
        assert verdict.verdict == "supported"


class TestTables:
    def test_a_figure_is_held_against_its_cell(self, verifier):
        right = verifier.verify(Claim("Vikmo landed 3,015 tonnes of coal."))
        wrong = verifier.verify(Claim("Vikmo landed 5,015 tonnes of coal."))
        assert (right.verdict, wrong.verdict) == ("supported", "contradicted")
        assert right.evidence[0].quote.row is not None
        assert "3015" in wrong.reason and "5,015" in wrong.reason


class TestParts:
    def test_two_claims_in_one_sentence_are_judged_apart(self, verifier):
        paid = "the guilds have paid for the lessons of their apprentices"
        text = f"The quay of Ostby was rebuilt twice after storms; {paid}."
        verdict = verifier.verify(Claim(text))
        assert [part.verdict for part in verdict.parts] == ["supported", "contradicted"]
        assert verdict.verdict == "contradicted"
        assert {piece.stance for piece in verdict.evidence if piece.decides} == {"for", "against"}

    def test_sentences_are_claims_of_their_own(self, verifier):
        text = "The quay of Ostby was rebuilt twice after storms. Astronomers catalogued all moons of distant planets."
        verdict = verifier.verify(Claim(text))
        assert [part.verdict for part in verdict.parts] == ["supported", "not_found"]
        assert verdict.verdict == "partly_supported"


class TestWording:
    def test_the_verdict_comes_first_then_the_evidence(self, verifier):
        text = verdict_text(verifier.verify(Claim("The quay of Ostby was rebuilt twice after storms.")))
        assert text.startswith("SUPPORTED (")
        assert text.index("Evidence for:") < text.index("rebuilt twice")
        assert "Steps:" not in text

    def test_steps_are_shown_when_asked_for(self, verifier):
        text = verdict_text(
            verifier.verify(Claim("The guilds paid for the lessons of their apprentices.")), explain=True
        )
        assert text.startswith("CONTRADICTED (")
        assert "Evidence against:" in text and "One of the two is a denial." in text and "Steps:" in text


def test_a_claim_in_a_language_that_is_not_read_is_told_so(papers):
    class EnglishOnly(HashingEncoder):
        reads_only_english = True

    library = papers
    library.encoder = EnglishOnly(256)
    verdict = verifier_of(library).verify(Claim("Der Hafen von Ostby wurde nach den Stürmen wieder aufgebaut."))
    assert verdict.verdict == "not_found"
    assert verdict.reason.startswith("The claim is in German, and the encoder")
