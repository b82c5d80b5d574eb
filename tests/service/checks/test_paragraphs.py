"""Passages that stand twice in a document, each reported once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.checks.paragraphs import duplicate_passages

QUAY = (
    "The quay of Ostby was rebuilt twice within ten years, because the first builders had trusted the clay below it. "
    "Granite blocks were carried from the inland quarries on sledges, and every household owed the town four days of "
    "labour. "
    "When the second wall sank as well, the council sent for an engineer who had drained the marshes further south. "
    "He drove oak piles through the clay to the rock, and the wall that he raised on them has not moved since."
)
ICE = (
    "Ice was the winter harvest of the town, cut from three lakes by men who fished during the rest of the year. "
    "It was packed in sawdust and shipped to warmer ports, where brewers and butchers paid for it by weight. "
    "The trade ended when machines made ice at the place where it was wanted, and the sheds along the lakes were sold."
)
TAR = (
    "Tar was burnt in pits on the slopes above the fjord, and the smoke was seen from ships a day away. "
    "A pit burnt for nine days under turf, and a boy had to watch it day and night lest the fire break through."
)
REWORDED = (
    "Twice within ten years Ostby had to rebuild its quay, since the first masons trusted in the clay under the water. "
    "Sledges carried blocks of granite from quarries inland, and four days of labour were owed to the town by every "
    "household. "
    "Once the second wall sank too, an engineer was sent for by the council, one who had drained marshes in the south. "
    "He drove oak piles through the clay down to the rock, and the wall on top of them has stood without moving."
)


def document_text(*paragraphs, title="# Harbours of the north"):
    return "\n\n".join([title, "## Introduction", *paragraphs]) + "\n"


def found(document):
    return [(f.type, f.verdict, f.span.of(document.text)) for f in duplicate_passages(document)]


def test_paragraph_that_stands_twice_is_reported_where_it_stands_again(text_document):
    document = text_document(document_text(QUAY, ICE, "## Trade", QUAY, TAR))
    (finding,) = duplicate_passages(document)
    assert (finding.type, finding.verdict) == ("duplicate_paragraph", "problem")
    assert finding.span.start == document.text.rindex(QUAY)
    assert finding.span.of(document.text) == QUAY
    assert [place.start for place in finding.related] == [document.text.index(QUAY)]


def test_reworded_paragraph_is_a_doubt(text_document):
    document = text_document(document_text(QUAY, ICE, "## Trade", REWORDED))
    assert found(document) == [("duplicate_paragraph", "doubt", REWORDED)]


def test_paragraph_within_a_longer_one_is_found_at_its_sentences(text_document):
    document = text_document(document_text(ICE, QUAY, "## Trade", f"{TAR} {ICE} {TAR[:98]}"))
    assert ("duplicate_paragraph", "problem", ICE) in found(document)


def test_paragraphs_of_their_own_are_none(text_document):
    assert found(text_document(document_text(QUAY, ICE, TAR))) == []


def test_repeat_in_the_abstract_is_a_doubt_at_most(text_document):
    text = "\n\n".join(["# Harbours", "## Abstract", ICE, "## Introduction", ICE, QUAY])
    assert [verdict for _, verdict, _ in found(text_document(text))] == ["doubt"]


def test_sentence_that_the_conclusion_repeats_is_expected(text_document):
    sentence = QUAY.split(". ")[3]
    text = document_text(QUAY, ICE, "## Conclusion", f"Much was lost at sea in those years. {sentence}")
    assert found(text_document(text)) == []


def test_long_sentence_made_twice_is_one_claim(text_document):
    sentence = QUAY.split(". ")[3]
    document = text_document(document_text(QUAY, "## Trade", f"{TAR} {sentence} {ICE}"))
    assert found(document) == [("duplicate_claim", "problem", sentence)]


def test_sentences_with_other_figures_are_other_claims(text_document):
    one = "In the harbour of Vikmo the customs officers counted 412 barrels of tar and oil in a single week."
    text = document_text(f"{QUAY} {one}", f"{TAR} {one.replace('412', '780')}")
    assert found(text_document(text)) == []


def test_quotation_that_is_quoted_again_is_told(text_document):
    quoted = "“a quay is worth what is landed on it in a hard winter”"
    text = document_text(
        f"{QUAY} The engineer wrote that {quoted}, and was believed by most.",
        f"{TAR} It was said by the council as well that {quoted} before they voted.",
    )
    (finding,) = found(text_document(text))
    assert finding == ("duplicate_claim", "problem", quoted.strip("“”"))


def test_citations_after_unrelated_sentences_repeat_nothing(text_document):
    bundle = "(Holm & Berg, 2003) (Lund, 2009) (Vik & Moe, 1999) (Ostby, 2011) (Quill, 2015) (Marshall, 1890)"
    text = document_text(f"The town was small {bundle}.", f"Fish was dear in spring {bundle}.", QUAY)
    assert found(text_document(text)) == []


def test_captions_and_licences_are_no_prose(text_document):
    caption = f"Figure 2. {ICE}"
    licence = (
        "This work is licensed under a Creative Commons Attribution licence, which permits anyone to copy it. " * 2
    )
    assert found(text_document(document_text(caption, QUAY, caption.replace("2", "3"), licence, licence))) == []


@pytest.fixture(scope="module")
def vocabulary():
    return sorted({word.strip(".,") for word in f"{QUAY} {ICE} {TAR}".split() if len(word) > 4})


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.randoms(use_true_random=False))
def test_a_repeat_belongs_to_one_finding(text_document, vocabulary, seed):
    """Whatever paragraphs stand in whatever order: no two findings overlap, and each names an earlier place."""
    parts = [seed.choice((QUAY, ICE, TAR, REWORDED, " ".join(seed.sample(vocabulary, 30)) + ".")) for _ in range(6)]
    document = text_document(document_text(*parts))
    spans = [finding.span for finding in duplicate_passages(document)]
    assert not any(a.overlaps(b) for k, a in enumerate(spans) for b in spans[k + 1 :])
    assert all(f.related[0].end <= f.span.start for f in duplicate_passages(document))


def test_a_repeated_quotation_is_told_by_where_it_stands_first(text_document):
    words = "a quay is worth what is landed on it in a winter and not what it cost"
    text = f"# Quays\n\n## Aims\n\nHolm writes: “{words}”.\n\n## Ends\n\nHolm writes again: “{words}”.\n"
    text += f"\n## Last\n\nAs Holm writes, “{words}”.\n"
    document = text_document(text)
    found = [finding for finding in duplicate_passages(document) if finding.type == "duplicate_claim"]
    assert found
    for finding in found:
        assert "under “Aims”" in finding.message
        assert "second time" not in finding.message
