"""Files for reference managers: read back, they say what was quoted and where."""

from __future__ import annotations

import json
from io import StringIO

import bibtexparser
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.bibtex import read_bibtex
from service.export.conversation import Conversation
from service.export.references import bibtex, csl_json, ris

SPITEFUL = st.text(alphabet=st.sampled_from("{}\\\"'%$&#_~^-`<>?!,@=\n\t aбЖ1"), max_size=40)
TEXTS = SPITEFUL | st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn", "Cf")), max_size=40)


def notes_in_bibtex(text):
    """The notes of each entry: `annote` under the name that our own reader knows."""
    entries = read_bibtex(text.replace("\tannote = {", "\tnote = {"), "x.bib")
    assert not entries.notices
    return {entry.key: entry.csl["note"] for entry in entries.entries}


def notes_in_ris(text):
    return {entry["id"]: entry.get("notes", []) for entry in rispy.load(StringIO(text))}


def notes_in_csl(text):
    return {item["id"]: item["note"].split("\n") for item in json.loads(text)}


QUOTED = {
    "alma1998": [
        "p. 12: “A quay is worth what is landed on it.” (citing Marshall, 1890)",
        "p. 14: “Worth.”",
        "p. 12: Table 2. Coal: “Harbour: Ostby | old; Tonnes: 4,120”",
        "p. 12: Table 2. Coal: “Harbour: Vikmo; Tonnes: 3,015”",
    ],
    "brun2004": ["p. 12: “A quay is worth what lands.”"],
    "petrov2011": ["Section “Итоги”: “Причал старый.”"],
}


def test_each_form_has_an_entry_a_work_with_its_quotations_and_pages(full, held):
    assert notes_in_ris(ris(full, held)) == QUOTED
    assert notes_in_csl(csl_json(full, held)) == QUOTED
    assert notes_in_bibtex(bibtex(full, held)) == {key: "; ".join(notes) for key, notes in QUOTED.items()}


def test_quotations_are_not_printed_by_bibliographies(full, held):
    (first, *_) = bibtexparser.parse_string(bibtex(full, held)).entries
    assert first["annote"].startswith("p. 12: “A quay") and "note" not in first.fields_dict


def test_the_fields_of_the_record_are_there(full, held):
    (first, *_) = rispy.load(StringIO(ris(full, held)))
    assert first["title"] == "Quays and what they are worth" and first["authors"] == ["Almå, Ada B."]
    (item, *_) = json.loads(csl_json(full, held))
    assert item["container-title"] == "Journal of Harbours" and item["type"] == "article-journal"


def test_nearest_passages_are_not_quoted(full, held):
    asked = Conversation("t", full.exchanges[1:])
    assert bibtex(asked, held) == "" and ris(asked, held) == "" and json.loads(csl_json(asked, held)) == []


def test_a_note_of_the_record_comes_first(conversation, quote, record, holding):
    kept = {"aaa": holding("aaa", "a.pdf", record(title="Tides", note="A gift.\nOf 1990."))}
    told = conversation(quote("aaa", "High."))
    assert notes_in_csl(csl_json(told, kept)) == {"tides": ["A gift. Of 1990.", "p. 12: “High.”"]}
    assert "note = {A gift. Of 1990.}" in bibtex(told, kept)


def test_a_work_that_is_not_held_any_more_goes_by_its_file(conversation, quote):
    assert json.loads(csl_json(conversation(quote("aaa", "High.")), {}))[0]["title"] == "aaa.pdf"


@settings(deadline=None, max_examples=150)
@given(text=TEXTS, section=TEXTS)
def test_any_quotation_comes_back(text, section, conversation, quote, held):
    told = conversation(quote("aaa", text, page_label=None, section=section))
    flat, where = " ".join(text.split()), " ".join(section.split())
    said = f"Section “{where}”: “{flat}”" if where else f"“{flat}”"
    assert notes_in_ris(ris(told, held)) == {"alma1998": [said]}
    assert notes_in_csl(csl_json(told, held)) == {"alma1998": [said]}
    assert notes_in_bibtex(bibtex(told, held)) == {"alma1998": said}
