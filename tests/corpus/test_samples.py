"""The sample literature: marked as such, true in what it cites, and the same bytes each time it is typeset."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import bibtexparser
import pytest

from corpus.document import Document
from corpus.reading.read import read
from corpus.samples import typeset

SAMPLES = Path(typeset.SAMPLES)
DOCUMENTS = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".pdf", ".md", ".docx"})
PDFS = [path for path in DOCUMENTS if path.suffix == ".pdf"]

# Title, year and locator of every real work that the samples cite, as its publisher gives them.
WORKS = {
    "R&D spillovers and the geography of innovation and production": (1996, "86(3), 630–640"),
    "Clusters and knowledge: Local buzz, global pipelines": (2004, "28(1), 31–56"),
    "The Marshallian industrial district as a socio-economic notion": (1990, "37–51"),
    "Proximity and innovation: A critical assessment": (2005, "39(1), 61–74"),
    "Knowledge spillovers and local innovation systems": (2001, "10(4), 975–1005"),
    "Clusters, convergence, and economic performance": (2014, "43(10), 1785–1799"),
    "Defining clusters of related industries": (2016, "16(1), 1–38"),
    "California dreamin’: The feeble case for cluster policies": (2011, "3(1), 3–45"),
    "Testing for localization using micro-geographic data": (2005, "72(4), 1077–1106"),
    "Geographic concentration in U.S. manufacturing industries": (1997, "105(5), 889–927"),
    "National industry cluster templates": (2000, "34(1), 1–19"),
    "The governance of global value chains": (2005, "12(1), 78–104"),
    "The micro-determinants of meso-level learning and innovation": (2005, "34(1), 47–68"),
    "Upgrading in global value chains: Lessons from Latin American clusters": (2005, "33(4), 549–573"),
    "The weakness of strong ties": (1993, "255–277"),
    "The strength of weak ties": (1973, "78(6), 1360–1380"),
    "The Location of Economic Activity": (1948, "New York: McGraw-Hill"),
    "How does insertion in global value chains affect upgrading": (2002, "36(9), 1017–1027"),
    "Geographic localization of knowledge spillovers": (1993, "108(3), 577–598"),
    "Increasing returns and economic geography": (1991, "483–499"),
    "Geography and Trade": (1991, "Cambridge, MA: MIT Press"),
    "The elusive concept of localization economies": (2002, "34(3), 429–449"),
    "Sticky places in slippery space": (1996, "72(3), 293–313"),
    "Principles of Economics": (1890, "London: Macmillan"),
    "Deconstructing clusters: Chaotic concept or policy panacea?": (2003, "5–35"),
    "Cluster life cycles: Dimensions and rationales of cluster evolution": (2010, "19(1), 205–238"),
    "The Second Industrial Divide": (1984, "New York: Basic Books"),
    "The Competitive Advantage of Nations": (1990, "New York: Free Press"),
    "Clusters and the new economics of competition": (1998, "77–90"),
    "Location, competition, and economic development": (2000, "14(1), 15–34"),
    "Regional Advantage": (1994, "Harvard University Press"),
    "Collective efficiency and increasing returns": (1999, "465–483"),
    "Über den Standort der Industrien": (1909, "Tübingen: Mohr"),
}
_REFERENCE_HEADING = re.compile(r"\b(?:References|Sources) (?=(?:\[?1[.\]] )?[A-Z][\w’-]+, [A-Z])")
_DATED = re.compile(r"\((\d{4})\)\. ")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {path.name: read(path) for path in DOCUMENTS}


def flat(text: str) -> str:
    """The text with one kind of space and apostrophe, and page ranges whole that were broken at a line's end."""
    spaced = re.sub(r"\s+", " ", text.replace("\u00ad", "")).replace("'", "’").replace("*", "")
    return re.sub(r"(?<=\d–) (?=\d)", "", spaced)


def test_there_are_six_pdfs_a_markdown_and_a_word_document() -> None:
    suffixes = [path.suffix for path in DOCUMENTS]
    assert (suffixes.count(".pdf"), suffixes.count(".md"), suffixes.count(".docx")) == (6, 1, 1)


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 1_500_000


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_pdf_has_two_to_six_pages(path: Path, documents: dict[str, Document]) -> None:
    assert 2 <= len(documents[path.name].pages) <= 6


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_notice_stands_at_the_beginning(path: Path, documents: dict[str, Document]) -> None:
    document = documents[path.name]
    first = document.pages[0].spans[0].of(document.text) if document.pages else document.text[:1500]
    assert typeset.NOTICE in flat(first)
    assert "figures are invented" in flat(first)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_author_is_said_to_be_fictitious(path: Path, documents: dict[str, Document]) -> None:
    assert re.search(r"\(a fictitious author\)|\(fictitious authors\)", flat(documents[path.name].text)[:1500])


def test_every_document_has_a_bibliographic_entry() -> None:
    entries = bibtexparser.parse_file(str(SAMPLES / "library.bib")).entries_dict
    assert sorted(entries) == [path.stem for path in DOCUMENTS]
    for path in DOCUMENTS:
        fields = entries[path.stem].fields_dict
        assert fields["file"].value == path.name
        assert "not peer-reviewed" in fields["note"].value
        assert path.stem.split("-")[1] == fields["year"].value


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_cited_works_have_their_true_year_and_locator(path: Path, documents: dict[str, Document]) -> None:
    text = flat(documents[path.name].text)
    found = 0
    for title, (year, locator) in WORKS.items():
        for match in re.finditer(re.escape(title), text, re.IGNORECASE):
            around = text[max(0, match.start() - 12) : match.end() + 230]
            assert str(year) in around and locator in around, f"{title}: {around}"
            found += 1
    assert found >= 3


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_no_entry_is_unknown(path: Path, documents: dict[str, Document]) -> None:
    """Each entry of an author-year list is a work of the table above or another sample."""
    text = flat(documents[path.name].text)
    heading = _REFERENCE_HEADING.search(text)
    if heading is None:
        assert path.stem == "brandl-2018-history", "only this document gives its sources in footnotes"
        return
    for entry in _DATED.finditer(text, heading.end()):
        title = text[entry.end() : entry.end() + 230].casefold()
        known = any(title.startswith(work.casefold()) for work in WORKS)
        assert known or "pincite sample papers" in title, title


@pytest.mark.slow
def test_typesetting_gives_the_same_bytes_again() -> None:
    assert list(typeset.typeset()) == list(typeset.typeset())


@pytest.mark.slow
def test_the_documents_are_what_their_sources_give() -> None:
    for path, content in typeset.typeset():
        if path.suffix == ".docx":  # two builds of zlib may pack the same members differently
            assert _members(content) == _members(path.read_bytes())
        else:
            assert content == path.read_bytes(), f"{path.name}: run `python -m corpus.samples.typeset`"


def _members(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
