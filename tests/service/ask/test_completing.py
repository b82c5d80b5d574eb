"""A passage is quoted with the points and the list that it announces."""

from __future__ import annotations

import pytest

from service.ask.completing import with_list_of_it, with_points

TEXT = """# Ropes

Three things make a rope last. Firstly, the hemp must be dry. Additionally, the tar must be hot. Boats are
another matter.

The best rope is called the long lay, by its makers. It is made in two steps:

- the yarn is spun;
- the strands are laid.

The walk is long. It rains there.
"""


def test_points_are_quoted_with_what_announces_them(text_document):
    document = text_document(TEXT, "ropes.md")
    lead = next(s for s in document.sentences if s.of(document.text).startswith("Three things"))
    whole = with_points(lead, document).of(document.text)
    assert whole.endswith("the tar must be hot.")


def test_a_list_that_follows_on_a_pronoun_is_quoted_too(text_document):
    document = text_document(TEXT, "ropes.md")
    best = next(s for s in document.sentences if s.of(document.text).startswith("The best rope"))
    assert with_list_of_it(best, document).of(document.text).endswith("the strands are laid.")


@pytest.mark.parametrize("start", ["Boats are", "The walk", "Firstly"])
def test_other_sentences_stay_as_they_are(text_document, start):
    document = text_document(TEXT, "ropes.md")
    span = next(s for s in document.sentences if s.of(document.text).startswith(start))
    assert with_points(span, document) == span
    assert with_list_of_it(span, document) == span


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The old books have certain gaps that merit attention. No book tells of tar. Boats are many.", 2),
        ("There are three reasons. Hemp rots where it is wet. Boats are many.", 2),
        ("Ropes bring several advantages. However, they rot. Boats are many.", 1),
        ("Several reasons speak for hemp. It is cheap. Boats are many.", 1),
        ("Three reasons were found in old books on hemp. Hemp rots. Boats are many.", 1),
    ],
)
def test_what_only_announces_is_quoted_with_the_next_sentence(text_document, text, quoted):
    document = text_document(f"# Ropes\n\n{text}\n", "ropes.md")
    first = next(s for s in document.sentences if s.of(document.text).startswith(text[:9]))
    whole = with_points(first, document).of(document.text)
    assert whole == ". ".join(text.split(". ")[:quoted]) + "."
