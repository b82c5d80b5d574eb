"""Facts about a document itself are looked up and quoted from its front matter or its reference list."""

from __future__ import annotations

import pytest

from corpus.reading.read import read
from service import bootstrap
from service.ask.answer import Question
from service.ask.understanding.record_fields import fields_asked


@pytest.fixture(scope="module")
def asker(medicine):
    return bootstrap.asker(medicine)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Who wrote the paper on bed nets?", "Grace Wanjiru Long"),
        ("Where do the authors of the vaccination study work?", "University of Bergen"),
        ("When was Okonkwo's paper accepted?", "Accepted 17 August 2019"),
        ("What is the DOI of the vaccination study?", "10.1234/sleep.2019.0042"),
        ("Where does Okonkwo work?", "University of Bergen"),
        ("Which e-mail address does Okonkwo give?", "m.okonkwo@uib.example"),
        ("keywords of the sleep paper", "sleep restriction, influenza"),
        ("In which journal was the study on bed nets published?", "Journal of Field Epidemiology"),
        ("Who is Maria Okonkwo?", "Maria Okonkwo"),
        ("What is reference 2 of the vaccination study?", "Spiegel, K. (2002)"),
        ("What is the last reference in the paper on bed nets?", "Lengeler"),
        ("What does the vaccination study say with reference [1]?", "formed fewer antibodies"),
    ],
)
def test_a_fact_is_quoted_from_its_line(asker, medicine, question, line):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert line in answer.quotes[0].text
    for quote in answer.quotes:
        assert medicine.document(medicine.holding(quote.document_id)).text[quote.start : quote.end] == quote.text


def test_a_count_is_told_in_a_notice(asker):
    answer = asker.ask(Question("How many references does Okonkwo's paper have?"))
    assert any("2 entries in its reference list" in notice.text for notice in answer.notices)


@pytest.mark.parametrize("question", ["How many authors has Okonkwo's paper?", "number of authors of the sleep paper"])
def test_authors_are_counted(asker, question):
    answer = asker.ask(Question(question))
    assert not answer.abstained
    assert any("2 authors" in notice.text for notice in answer.notices)


@pytest.mark.parametrize(
    "question", ["How many authors are there?", "Who wrote the papers?", "Who are the authors of the paper?"]
)
def test_where_no_document_is_named_each_is_told_of(asker, question):
    answer = asker.ask(Question(question))
    assert {quote.doc for quote in answer.quotes} == {"sleep-2019.md", "nets.md"}


def test_where_no_document_tells_it_that_is_said(asker):
    answer = asker.ask(Question("Under which licence are the papers published?"))
    assert answer.abstained
    assert "any document tells this (licence)" in answer.reason


def test_of_many_documents_one_has_to_be_named(library, hold, text_document):
    for number in range(13):
        text = f"# Weir {number}\n\nTobias Quill\n\nKeywords: weir\n\n## Weirs\n\nWeir {number} is deep.\n"
        hold(library, text_document(text, f"weir-{number}.md"))
    answer = bootstrap.asker(library).ask(Question("Who are the authors of the paper?"))
    assert answer.abstained
    assert "13 documents: name the one" in answer.reason


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In which languages are the documents?", "language is English"),
        ("Which paper has the most references?", "sleep-2019.md has 2 entries in its reference list"),
        ("How many authors wrote the study on glaciers?", "This may be asked of 2 documents"),
        ("When was Long's paper accepted?", "record of nets.md tells this (date accepted)"),
    ],
)
def test_what_no_line_tells_is_the_reason(asker, question, told):
    answer = asker.ask(Question(question))
    assert answer.abstained
    assert told in answer.reason


def test_what_a_document_says_of_universities_is_no_affiliation():
    assert fields_asked("What does Okonkwo suggest about universities?", names_a_document=True) == ()


def test_what_a_document_does_not_tell_of_itself_is_not_found(asker):
    answer = asker.ask(Question("What is the DOI of the paper on bed nets?"))
    assert answer.abstained
    assert "nets.md" in answer.reason


def test_who_paid_for_a_work_is_told_or_not_found(asker, library, hold, text_document):
    answer = asker.ask(Question("Who funded the vaccination study?"))
    assert answer.abstained
    assert "who funded it" in answer.reason
    paid = (
        "# Tolls\n\nBrenda Marsh\n\n## Tolls\n\nTolls rose. This study was funded by the Weir Board. Boats were few.\n"
    )
    hold(library, text_document(paid, "tolls.md"))
    told = bootstrap.asker(library).ask(Question("Who funded the study tolls.md?"))
    assert "Weir Board" in told.quotes[0].text


def test_subjects_are_told_apart_from_keywords(library, hold, text_document):
    text = "# Weirs\n\nSubjects: Hydraulics\n\nKeywords: weir, lock, toll\n\n## Weirs\n\nWeirs hold the water back.\n"
    hold(library, text_document(text, "weirs.md"))
    asker = bootstrap.asker(library)
    assert asker.ask(Question("What are the keywords of weirs.md?")).quotes[0].text.startswith("Keywords")
    assert asker.ask(Question("Under which subject is weirs.md filed?")).quotes[0].text.startswith("Subjects")


def test_ordinary_questions_get_no_front_matter_and_no_references(asker):
    for question in ("What was the antibody titre?", "Were treated nets given to pupils?", "malaria incidence"):
        kinds = {hit.held.passage.kind for hit in asker.rank(asker.understand(Question(question)))}
        assert kinds <= {"sentence", "row"}


@pytest.mark.parametrize(
    "text",
    [
        "What do the authors say about melatonin?",
        "According to the paper, who published the guidelines?",
        "Which authors does the study mention?",
        "How many papers were accepted for the review of nets?",
        "Who accepted the nets?",
        "What was the journey of the mosquito?",
    ],
)
def test_what_a_document_says_is_no_fact_about_it(text):
    assert fields_asked(text, names_a_document=False) == ()


def test_what_only_the_record_knows_is_the_reason_why_nothing_is_quoted(asker):
    answer = asker.ask(Question("How many pages does Okonkwo's paper have?"))
    assert answer.abstained
    assert answer.reason == "No line of a text tells this. sleep-2019.md is a text without pages."
    assert not answer.notices


DATED = {
    "harbours.md": ("Harbours and their cranes", "Abel Quill", 2015),
    "nets.md": ("Nets of the northern sea", "Berta Stone", 2012),
    "ropes.md": ("Ropes that last", "Cora Finch", 2012),
    "sails.md": ("Sails of cotton and flax", "Dana Reed", 2019),
}


@pytest.fixture
def dated(library, tmp_path):
    entries = []
    for name, (title, author, year) in DATED.items():
        entries.append(f"@article{{{name[:4]}, title={{{title}}}, author={{{author}}}, year={{{year}}}}}")
        path = tmp_path / name
        path.write_text(f"# {title}\n\n{author}\n\n## Growth\n\nIn 2015 paper was dear, and in 2019 cheap.\n", "utf-8")
    (tmp_path / "library.bib").write_text("\n".join(entries), encoding="utf-8")
    for name in DATED:
        library.put(read(tmp_path / name), tmp_path / name, "1")
    return bootstrap.asker(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the title of the 2015 paper?", "Harbours and their cranes"),
        ("What is the title of the paper from 2015?", "Harbours and their cranes"),
        ("Who wrote the 2019 study?", "Dana Reed"),
        ("Who wrote the 2012 rope paper?", "Cora Finch"),
        ("Who wrote the sails paper?", "Dana Reed"),
    ],
)
def test_a_year_tells_which_document_is_meant(dated, question, told):
    answer = dated.ask(Question(question))
    assert [quote.text for quote in answer.quotes] == [told], answer.reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Who wrote the 2012 paper?", "2 documents of 2012: name the one that is meant (nets.md, ropes.md)"),
        ("What is the title of the 2001 paper?", "no document of 2001 is held"),
    ],
)
def test_no_document_of_another_year_is_meant(dated, question, reason):
    answer = dated.ask(Question(question))
    assert answer.abstained
    assert reason in answer.reason


def test_no_description_of_one_year_names_a_document_of_another(dated):
    assert not dated.understand(Question("What does the 2015 sails paper say of flax?")).documents
