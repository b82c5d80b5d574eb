"""A sentence that reports another work names it; what the authors say of their own study is their own."""

from __future__ import annotations

import pytest

from corpus.document import Document
from service.quotes.crediting import MOST_NAMED, reports

LIST = """
## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
2. Porter, M. E. (1998). On Competition. Boston: Harvard Business School Press.
3. Becker, G., & Murphy, K. (1992). The division of labor. Quarterly Journal of Economics, 107, 1137.
4. Krugman, P. (1991). Geography and Trade. Cambridge: MIT Press.
5. Weber, A. (1909). Theory of the Location of Industries. Chicago: University of Chicago Press.
6. Hoover, E. (1948). The Location of Economic Activity. New York: McGraw-Hill.
"""


def reported(document: Document, words: str) -> tuple[str, ...]:
    sentence = next(span for span in document.sentences if words in span.of(document.text))
    return reports(document, sentence)


@pytest.mark.parametrize(
    ("sentence", "works"),
    [
        ("A quay is worth what is landed on it in a winter [1].", ("Marshall, 1890",)),
        ("A quay is worth what is landed on it. [1]", ("Marshall, 1890",)),
        ("Ropes wear out in a single season [2, 3].", ("Porter, 1998", "Becker & Murphy, 1992")),
        ("We found that a quay is worth what is landed on it, as others did [1].", ()),
        ("This study confirms that ropes wear out in a season [2].", ()),
        ("A quay is worth what is landed on it in a winter.", ()),
    ],
)
def test_numbered_callouts_credit_the_statement(text_document, sentence, works):
    document = text_document(
        f"# Quays\n\nQuays differ in length and in depth [4]. {sentence} Nothing else is known of quays.\n{LIST}"
    )
    assert reported(document, sentence[:20]) == works
    assert reported(document, "Nothing else") == ()


def test_callouts_by_name_and_year_credit_the_statement(text_document):
    listed = LIST.replace("\n1. ", "\n- ")
    document = text_document(f"# Quays\n\nRopes wear out in a single season (Porter, 1998). Quays stay.\n{listed}")
    assert reported(document, "Ropes wear") == ("Porter, 1998",)
    assert reported(document, "Quays stay") == ()


def test_an_author_who_is_named_as_saying_it_is_credited(text_document):
    document = text_document(
        f"# Quays\n\nQuays matter [1]. According to Krugman, every quay draws trade to itself.\n{LIST}"
    )
    assert reported(document, "According to") == ("Krugman, 1991",)


def test_a_long_row_of_works_is_cut_short(text_document):
    document = text_document(f"# Quays\n\nMany have said that quays matter a great deal [1-6].\n{LIST}")
    found = reported(document, "Many have")
    assert len(found) == MOST_NAMED
    assert found[-1] == "3 more"
