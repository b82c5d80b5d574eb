"""Abstracts and key words: in the text's language, and no longer than they are."""

import pytest

from corpus.bibliography.first_page import first_page_fields
from corpus.bibliography.record import Record
from corpus.reading.reading import Reading

BODY = "The harbours of the coast are many, and the trade that goes through them is counted in them each year. " * 3


def told(text: str, name: str) -> object:
    return Record.of(first_page_fields(Reading(text))).get(name)


def paper(*parts: str) -> str:
    return "\n\n".join(["Ports and their trade", "Ann B. Lee", *parts, BODY, BODY])


ABSTRACT = "We count the firms of nineteen ports. Most of them are small, and few of them last for ten years."


@pytest.mark.parametrize(
    "label", ["Abstract. ", "ABSTRACT: ", "Abstract—", "Summary. ", "**Abstract.** ", "Abstract\n\n"]
)
def test_an_abstract_ends_where_its_key_words_begin(label: str) -> None:
    assert told(paper(label + ABSTRACT, "Keywords: ports; firms", "1. Introduction"), "abstract") == ABSTRACT


def test_an_abstract_that_nothing_ends_is_one_paragraph() -> None:
    assert told(paper(f"Abstract. {ABSTRACT}"), "abstract") == ABSTRACT


def test_an_abstract_of_paragraphs_that_a_label_ends_is_whole() -> None:
    more = "Its second paragraph says what was found, and that it was not looked for in the first place."
    assert told(paper(f"Abstract. {ABSTRACT}", more, "Keywords: ports"), "abstract") == f"{ABSTRACT} {more}"


def test_a_notice_in_its_paragraph_is_no_part_of_it() -> None:
    assert told(paper(f"Abstract. {ABSTRACT} © 2017 A Publisher. All rights reserved."), "abstract") == ABSTRACT


def test_a_paragraph_between_names_and_key_words_is_an_abstract() -> None:
    words = (
        "Ports are places where many small firms meet a few large ones, and what they learn there is seldom taught. "
    )
    assert told(paper(words * 2, "Keywords: ports"), "abstract") == (words * 2).strip()
    assert told(paper(words * 2), "abstract") is None


def test_of_two_languages_the_texts_own() -> None:
    russian = "Гавани представляют собой место, где много малых предприятий встречается с немногими крупными. " * 9
    text = (
        "Abstract. Ports are many and this text is about the trade in them as it was counted.\n\nKeywords: ports\n\n"
        "Аннотация. Гаваней много, и этот текст о торговле в них, как её считали в прежние годы.\n\n"
        f"Ключевые слова: гавани; торговля\n\n{russian}\n\n{russian}"
    )
    assert str(told(text, "abstract")).startswith("Гаваней")
    assert told(text, "keyword") == "гавани, торговля"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Keywords: ports; trade ; rivers", "ports, trade, rivers"),
        ("Key words – ports, trade.", "ports, trade"),
        ("Keywords Unpaid work · Nets · Time use", "Unpaid work, Nets, Time use"),
        ("Index Terms—ports, trade", "ports, trade"),
        ("KEYWORDS\n\nports, trade", "ports, trade"),
        ("Anahtar Kelimeler: Ücretler, Göç", "Ücretler, Göç"),
        ("Kalit so‘zlar: eksport, hudud.", "eksport, hudud"),
        ("Keywords: Porto, Portugal; trade", "Porto, Portugal, trade"),
        ("Keywords: ports, trade JEL: L16", "ports, trade"),
    ],
)
def test_key_words(line: str, words: str) -> None:
    assert told(paper(line), "keyword") == words
