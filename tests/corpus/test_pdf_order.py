from __future__ import annotations

from pathlib import Path

import pytest
import typst
from pypdf import PdfWriter
from pypdf.generic import RectangleObject

from corpus.document import Span
from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Reading

FILLER = "Growers of the valley met in the old hall and spoke of the coming harvest at some length."


def read(source: str, folder: Path) -> Reading:
    path = folder / "page.pdf"
    path.write_bytes(typst.compile(source.encode(), ignore_system_fonts=True))
    return read_pdf(path)


def in_order(text: str, *phrases: str) -> bool:
    places = [text.find(phrase) for phrase in phrases]
    return -1 not in places and places == sorted(places)


def test_columns_under_short_headings_are_read_stretch_by_stretch(tmp_path: Path) -> None:
    source = "#set page(width: 14cm, height: 24cm, margin: 1.5cm)\n#set text(9pt)\n"
    phrases = []
    for part in range(5):
        source += f"= {part + 1} Methods\n#columns(2)[Left part {part} begins. {FILLER * 3} #colbreak() "
        source += f"Right part {part} begins. {FILLER * 3}]\n"
        phrases += [f"{part + 1} Methods", f"Left part {part}", f"Right part {part}"]
    reading = read(source, tmp_path)
    assert in_order(reading.text, *phrases)
    assert reading.pages[0].confidence == 1.0


def test_the_sides_of_an_ordinary_page_are_not_cut_by_headings(tmp_path: Path) -> None:
    body = "".join(f"== Part {n}\n{FILLER} {FILLER}\n\n" for n in range(12))
    reading = read(f"#set page(width: 14cm, height: 16cm, columns: 2, margin: 1.5cm)\n#set text(9pt)\n{body}", tmp_path)
    assert in_order(reading.text, *(f"Part {n}" for n in range(12)))


def test_a_title_notes_and_a_figure_across_both_columns(tmp_path: Path) -> None:
    source = f"""
#set page(width: 15cm, height: 18cm, columns: 2, margin: 1.5cm)
#set text(9pt)
#set par(justify: true)
#place(top + center, scope: "parent", float: true)[#text(14pt)[Of the Orchards] #linebreak() Ada Quince, Bo Medlar]
Opening words stand here. {FILLER * 6} The first column ends.
#colbreak()
#place(bottom + center, scope: "parent", float: true)[#rect(width: 80%, height: 2cm) Figure 1: A drawn orchard.]
The second column begins. {FILLER * 6} Closing words stand here."""
    text = read(source, tmp_path).text
    assert in_order(text, "Of the Orchards", "Opening words", "first column ends", "second column begins", "Closing")
    assert "ends.\n\nThe second" in text.replace("Figure 1: A drawn orchard.\n\n", "")


def test_a_note_between_two_columns_stays_out_of_the_sentence(tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(420))
    source = f"""
#set page(width: 13cm, height: 15cm, columns: 2, margin: 1.2cm)
#set text(9pt, hyphenate: true, lang: "en")
#set par(justify: true)
It begins#footnote[The note says that {"much more has been said of it elsewhere " * 3}and ends.] {words} and it ends."""
    text = read(source, tmp_path).text
    whole = text[text.index("word0") : text.index("and it ends.")]
    assert whole.split() == words.split()


def test_a_caption_broken_by_a_column_is_joined(tmp_path: Path) -> None:
    source = f"""
#set page(width: 12cm, height: 8cm, columns: 2, margin: 1cm)
#set text(9pt)
{FILLER * 3}

Figure 2: The countries of the west and Ger-
#colbreak()
many in the year of plenty.

{FILLER}"""
    assert "the west and Germany in the year of plenty." in " ".join(read(source, tmp_path).text.split())


def test_lines_pushed_down_by_raised_marks_stay_in_their_paragraph(tmp_path: Path) -> None:
    mark = '#box(height: 1.05em, text(size: 0.7em, baseline: -0.5em)["[7]"])'
    sentence = f"Many studies of the valley have shown {mark} that growers stand beside growers"
    source = f"#set page(width: 11cm, height: 12cm)\n#set text(10pt)\n{', '.join([sentence] * 6)}."
    assert read(source, tmp_path).text.strip().count("\n\n") == 0


def test_entries_of_a_list_without_marks_are_paragraphs(tmp_path: Path) -> None:
    entries = ["they create advantage;", "they spread knowledge and skill;", "they share their costs;", "they last."]
    source = "#set page(width: 14cm, height: 10cm)\n#set par(spacing: 0.65em)\n" + f"{FILLER * 3} It is so because:\n\n"
    text = read(source + "\n\n".join(entries), tmp_path).text
    assert text.strip().split("\n\n")[1:] == entries


def test_feet_whose_title_changes_are_left_out_and_give_labels(tmp_path: Path) -> None:
    source = """
#set page(width: 12cm, height: 9cm, margin: 1.5cm, footer: context [
  #let titles = ("Soils", "Winds and their uses", "The press", "Cider", "A last word")
  #titles.at(here().page() - 1) #h(1fr) #(here().page() + 116)])
#set text(10pt)
"""
    pages = [f"Page {n} opens. {FILLER * 6} It closes." for n in range(5)]
    reading = read(source + "\n#pagebreak()\n".join(pages), tmp_path)
    assert [page.label for page in reading.pages] == ["117", "118", "119", "120", "121"]
    assert "Winds and their uses" not in reading.text
    assert "118" not in reading.text


def test_years_at_the_edge_are_no_page_numbers(tmp_path: Path) -> None:
    pages = [f"Page {n} opens here.\n\n{FILLER * 5}\n\nReports of the press, {2010 + n // 6}." for n in range(20)]
    source = "#set page(width: 12cm, height: 9cm, margin: 1.5cm)\n#set text(10pt)\n" + "\n#pagebreak()\n".join(pages)
    assert {page.label for page in read(source, tmp_path).pages} == {None}


def test_a_section_number_at_the_head_of_its_page_is_text(tmp_path: Path) -> None:
    titles = ("Soils of the valley", "Winds and rain", "The presses")
    pages = [f"{n}. {title}\n\n{FILLER * 4}" for n, title in enumerate(titles, start=1)]
    source = '#set page(width: 12cm, height: 9cm, margin: 1.5cm, numbering: "1")\n#set text(10pt)\n'
    reading = read(source + "\n#pagebreak()\n".join(page.replace(".", "\\.", 1) for page in pages), tmp_path)
    assert [page.label for page in reading.pages] == ["1", "2", "3"]
    assert all(f"{n}. {title}" in reading.text for n, title in enumerate(titles, start=1))


def test_every_character_stands_where_it_is_printed(tmp_path: Path) -> None:
    source = f"#set page(width: 12cm, height: 12cm, columns: 2)\n#set text(9pt)\nFirst. {FILLER * 8} Last."
    reading = read(source, tmp_path)
    first, last = reading.text.index("First"), reading.text.index("Last")
    left, right = reading.glyphs.box(first), reading.glyphs.box(last)
    assert left is not None
    assert right is not None
    assert left[0] < right[0]
    assert Span(first, first + 5).of(reading.text) == "First"


def test_letterspaced_words_are_whole(tmp_path: Path) -> None:
    source = "#set page(width: 14cm, height: 10cm)\n#text(tracking: 0.35em)[ABSTRACT]\n\n" + FILLER
    text = read(source + "\n\n#text(tracking: 0.3em)[Keywords and such]\n\nA b c stay.", tmp_path).text
    assert in_order(text, "ABSTRACT", "Growers", "Keywords and such", "A b c stay.")


def test_the_names_above_two_columns_stand_with_their_own(tmp_path: Path) -> None:
    source = f"""
#set page(width: 16cm, height: 20cm, margin: 1.5cm)
#set text(9pt)
#align(center, text(15pt)[Of the Orchards])
#grid(columns: (1fr, 1fr), align: center,
  [Ada Quince \\ University of Pears \\ Pearville], [Bo Medlar \\ Institute of Plums \\ Plumstead])
#v(1em)
#columns(2)[Opening words. {FILLER * 10} Last words.]"""
    text = read(source, tmp_path).text
    assert in_order(text, "Ada Quince", "Pearville", "Bo Medlar", "Plumstead", "Opening words", "Last words")


NOTES = r"""*Article notes* \ Received 9 May 2018 \ Accepted 2 June 2019
#v(4pt)
*Keywords* \ orchards; casks; growers; \ the roads to town"""
ABSTRACT = rf"*Abstract* \ The harvest was counted. {FILLER} It stands below."


@pytest.mark.parametrize("rules", [True, False])
@pytest.mark.parametrize("sizes", [(9, 7), (8.5, 8)])
@pytest.mark.parametrize("notes_first", [True, False])
def test_an_abstract_beside_a_narrow_column_is_read_whole(
    rules: bool, sizes: tuple[float, float], notes_first: bool, tmp_path: Path
) -> None:
    wide, narrow = f"[#set text({sizes[0]}pt); {ABSTRACT}]", f"[#set text({sizes[1]}pt); {NOTES}]"
    sides, widths = ((narrow, wide), "4cm, 1fr") if notes_first else ((wide, narrow), "1fr, 4cm")
    line = "#line(length: 100%)" if rules else ""
    source = f"""
#set page(width: 17cm, height: 24cm, margin: 2cm)
#set text(10pt)
#text(16pt)[Of the Orchards and Their Casks in the Valleys of the North]

Ada Quince, School of Orchards, Medlar University
{line}
#grid(columns: ({widths}), gutter: 14pt, {sides[0]}, {sides[1]})
{line}
== Introduction
{FILLER} {FILLER} {FILLER}"""
    text = read(source, tmp_path).text
    abstract = text[text.index("The harvest") : text.index("stands below.")]
    assert FILLER in abstract
    assert not any(note in abstract for note in ("Received", "Accepted", "Keywords", "casks;"))
    assert in_order(text, "Ada Quince", "Received 9 May 2018", "Accepted", "Keywords", "Introduction")
    assert not any(word in text for word in ("\t", "￼"))


@pytest.mark.parametrize("quarters", [90, 180, 270])
def test_turned_pages_with_columns_and_a_table_read_as_upright_ones(quarters: int, tmp_path: Path) -> None:
    cells = ", ".join(f"[{cell}]" for cell in ("Valley", "Casks", "East", "12", "West", "15"))
    source = f"#set page(width: 14cm, height: 12cm, columns: 2, margin: 1.2cm)\n#set text(9pt)\n{FILLER * 5}\n"
    upright = read(f"{source}\n#table(columns: 2, {cells})\n{FILLER * 5}", tmp_path)
    writer = PdfWriter(clone_from=tmp_path / "page.pdf")
    for page in writer.pages:
        page.rotate(quarters)
    writer.write(tmp_path / "turned.pdf")
    turned = read_pdf(tmp_path / "turned.pdf")
    assert (turned.text, turned.grids) == (upright.text, upright.grids)
    assert len(turned.grids) == 1


def test_words_outside_the_crop_box_are_not_read(tmp_path: Path) -> None:
    read("#set page(width: 10cm, height: 10cm, margin: 1cm)\nCut off.\n\nShown here.\n\nShown below.", tmp_path)
    writer = PdfWriter(clone_from=tmp_path / "page.pdf")
    page = writer.pages[0]
    page.cropbox = RectangleObject((0, 0, float(page.mediabox.right), float(page.mediabox.top) - 45))
    writer.write(tmp_path / "cut.pdf")
    assert read_pdf(tmp_path / "cut.pdf").text.split() == ["Shown", "here.", "Shown", "below."]


def test_front_matter_without_gaps_is_parted(tmp_path: Path) -> None:
    source = r"""#set page(width: 12cm, height: 14cm, margin: 1cm)
#set text(9pt)
#set par(justify: false)
See https:\//example.org/lines/of/the/orchards/in/the/valleys/of/north \
OF THE ORCHARDS IN THE VALLEYS OF THE FAR NORTH COUNTRY \
The growers of the valley met in the old hall and spoke of the harvest \
that was to come at some length, which is the end of it, as follows now: \
Table 1. Valleys and casks"""
    paragraphs = read(source, tmp_path).text.strip().split("\n\n")
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["See", "OF", "The", "Table"]


def test_titles_in_capitals_within_a_list_stay_in_their_entries(tmp_path: Path) -> None:
    title = "THE ROADS FROM THE ORCHARDS TO THE TOWN AND BACK AGAIN WITH CASKS ON CARTS AND MULES"
    names = "Quince, A., Medlar, B., & Rowan, C. (2010)."
    entries = [f"{names} {title}. Annals of Casks and of Carts {n}, 1–9." for n in range(3)]
    source = "#set page(width: 7.5cm, height: 14cm, margin: 1cm)\n#set text(9pt)\n#set par(justify: true)\n"
    source += "\n\n".join(entries).replace(names, f"{names}#linebreak(justify: true)")
    paragraphs = read(source, tmp_path).text.strip().split("\n\n")
    assert paragraphs == entries
