"""Doubts about a page: each has a page that raises it and one, much like it, that does not."""

from __future__ import annotations

import itertools
from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from corpus.document import Page
from corpus.reading import page_doubts
from corpus.reading.page_doubts import (
    confidence,
    doubts,
    forms_words,
    hidden_share,
    needs_a_look,
    notices,
    without_text,
)
from corpus.reading.sheet import Sheet, Word

ENGLISH = (
    "The harbour made the town rich, and the town made the harbour larger. Firms that share suppliers learn from "
    "each other, and workers who change their place carry knowledge with them. Nobody planned this, although many "
    "governments claim that they did. What remains open is why some regions keep their lead for a century. "
)
RUSSIAN = (
    "Кластеры представляют собой географические концентрации взаимосвязанных компаний и организаций в определённой "
    "области. Близость поставщиков и покупателей повышает производительность фирм, которые учатся друг у друга, и "
    "облегчает поиск работников. Однако преимущества распределяются между участниками неравномерно. "
)
UZBEK = (
    "Klasterlar ma’lum bir hududda o‘zaro bog‘liq bo‘lgan kompaniyalar va tashkilotlarning to‘planishidir. Yetkazib "
    "beruvchilarning yaqinligi firmalarning unumdorligini oshiradi va ishchilarni topishni osonlashtiradi. Ammo foyda "
    "ishtirokchilar orasida teng taqsimlanmaydi, shuning uchun davlat siyosati ehtiyotkor bo‘lishi kerak. "
)
TURKISH = (
    "Kümeler, belirli bir alanda birbirine bağlı şirketlerin ve kurumların coğrafi yoğunlaşmalarıdır. Tedarikçilerin "
    "yakınlığı işletmelerin verimliliğini artırır ve işçi bulmayı kolaylaştırır. Ancak kazançlar eşit dağılmaz, bu "
    "nedenle devlet politikası dikkatli olmalıdır. Bölgeler arasındaki farklar yüzyıllar boyunca sürmüştür. "
)
GERMAN = "Schlechtwetterfronten durchqueren Norddeutschland selbst im Hochsommer; Angstschweiß hilft nichts. " * 8
POLISH = "Wszystkie przedsiębiorstwa chrząszczy w Szczebrzeszynie współpracują z krzywymi źdźbłami trzciny. " * 8
CHINESE = "产业集群是指在特定区域内相互关联的企业和机构的地理集中。" * 10
FIGURES = " ".join(f"{n * 37 % 1000 / 10} {n}" for n in range(300))
FORMULAE = "∑ α_i x_i + β ≤ γ ∀ i ∈ N ; f(x) = ∫ g(t) dt " * 3 + ENGLISH
CONTENTS = "\n".join(f"{n} A chapter on something {'.' * 120} {n * 12}" for n in range(40))
CODE = "getLinearElement setWaterLevel DataModel readOnlyList IdentifierType GeometryCollection " * 8


def shifted(text: str, by: int) -> str:
    return "".join(chr((ord(letter) - 32 + by) % 95 + 32) if " " < letter <= "~" else letter for letter in text)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        RUSSIAN,
        UZBEK,
        TURKISH,
        GERMAN,
        POLISH,
        CHINESE,
        FIGURES,
        FORMULAE,
        CONTENTS,
        CODE,
        "",
        "12",
        "Pfft hmm",
    ],
    ids=itertools.count(),
)
def test_words_of_any_language_and_figures_are_no_garbage(text: str) -> None:
    assert forms_words(text)


@pytest.mark.parametrize(
    "text",
    [
        shifted(ENGLISH, 3),
        shifted(ENGLISH, -29),
        RUSSIAN.encode("cp1251").decode("latin-1"),
        RUSSIAN.encode("utf-8").decode("latin-1"),
        ENGLISH.encode("utf-16-be").decode("utf-16-le"),
        "CyMMa Hanora noJIyyaeM CTpoKa HaJIOra yMHOxeHHaM " * 8,
    ],
    ids=["3 on", "29 back", "CP1251", "UTF-8", "bytes swapped", "Russian read as Latin"],
)
def test_letters_that_form_no_words_are_told(text: str) -> None:
    assert not forms_words(text)


@given(st.text(max_size=400))
def test_any_text_is_judged(text: str) -> None:
    assert forms_words(text) in (True, False)


def page(text: str = ENGLISH, **facts: object) -> Sheet:
    """A page of 400 by 400 points with the words ten points apart on one line, for as far as they go."""
    edges, words = array("f"), []
    for place, token in enumerate(text.split()):
        left, top = 10.0 + 60 * (place % 6), 20.0 + 14 * (place // 6)
        words.append(Word(token, len(edges) // 4, left, top, left + 50, top + 10, top + 8, 10.0, False, False, 0))
        for index in range(len(token)):
            edges.extend((left + 50 * index / len(token), top, left + 50 * (index + 1) / len(token), top + 10))
    return replace(Sheet(1, 400.0, 400.0, 400.0, 400.0, edges, tuple(words)), **facts)  # type: ignore[arg-type]


BLANK = Sheet(1, 400.0, 400.0, 400.0, 400.0, array("f"))


@pytest.mark.parametrize(
    ("sheet", "disorder", "expected"),
    [
        (page(), 0.0, ()),
        (BLANK, 0.0, ()),
        (replace(BLANK, pictured=True), 0.0, ("image only",)),
        (replace(BLANK, pictured=True, recognised=0.2), 0.0, ("image only, and OCR made nothing out",)),
        (page(recognised=0.9), 0.0, ("read by OCR",)),
        (page("Downloaded from an archive", image_share=0.95), 0.0, ("an image with next to no text",)),
        (page("Figure 3. The harbour", image_share=0.5), 0.0, ()),
        (page("An old text", invisible=1.0, image_share=1.0), 0.0, ("text laid over an image",)),
        (page(invisible=1.0, image_share=1.0, pictured=True), 0.0, ("text laid over an image",)),
        (page(invisible=1.0, image_share=0.1), 0.0, ()),
        (page(hidden=0.5), 0.0, ("text that the page does not show",)),
        (page(unmapped=100), 0.0, ("characters that the font does not name",)),
        (page(unmapped=2), 0.0, ()),
        (page(shifted(ENGLISH, -29)), 0.0, ("letters that form no words",)),
        (page(), 0.3, ("reading order uncertain",)),
    ],
    ids=itertools.count(),
)
def test_each_doubt_has_its_page(sheet: Sheet, disorder: float, expected: tuple[str, ...]) -> None:
    assert doubts(sheet, disorder) == expected
    sure = confidence(sheet, expected)
    assert sure == 1.0 if not expected else 0 <= sure < 1


def test_ocr_is_as_sure_as_its_engine_and_each_doubt_takes_some_of_it() -> None:
    assert confidence(page(), (page_doubts.BY_OCR,)) == 1.0
    assert confidence(page(recognised=0.9), (page_doubts.BY_OCR,)) == 0.9
    assert confidence(page(recognised=0.9), (page_doubts.BY_OCR, page_doubts.DISORDER)) < 0.9
    assert confidence(page(), (page_doubts.IMAGE_ONLY,)) == 0.0


def test_what_the_page_does_not_show_is_measured_on_its_image() -> None:
    sheet = page("seen unseen also", white=0.5)
    picture = Image.new("RGB", (800, 800), "white")
    ImageDraw.Draw(picture).line((20, 50, 120, 50), fill="black", width=4)
    assert needs_a_look(sheet)
    assert hidden_share(sheet, picture) == pytest.approx(10 / 14)
    assert hidden_share(sheet, Image.new("RGB", (800, 800), "white")) == 1.0
    assert not needs_a_look(page())
    assert not needs_a_look(BLANK)


def told(*sheets: Sheet, salvaged: bool = False) -> tuple[str, ...]:
    pages = [Page(sheet.number, (), doubts=doubts(sheet, 0.0)) for sheet in sheets]
    return notices(sheets, pages, salvaged)


def test_notices_name_the_pages_and_what_to_do() -> None:
    scans = [replace(BLANK, number=number, pictured=True) for number in (1, 2, 3, 7)]
    (notice,) = told(*scans, replace(page(), number=8))
    assert notice.startswith("pages 1–3, 7 hold no text (images only)") and "pip install 'pincite[ocr]'" in notice
    assert told(page(recognised=0.9)) == ("page 1 was read by OCR from its image",)
    assert "OCR made nothing out" in told(replace(scans[0], recognised=0.1))[0]
    assert "next to no text" in told(page("A stamp", image_share=1.0))[0]
    assert "does not see" in told(page(hidden=0.9))[0]
    assert "form no words" in told(page(shifted(ENGLISH, -29)))[0]
    assert told(page()) == told(page(), replace(page(), number=2), replace(BLANK, number=3)) == ()
    assert told(page(), replace(BLANK, number=2)) == ("page 2 holds no text (blank or damaged)",)
    assert told(page(), salvaged=True) == (page_doubts.SALVAGED,)


def test_a_file_without_text_is_told_why() -> None:
    scan = replace(BLANK, pictured=True)
    assert "its 2 pages hold no text, only images" in without_text([scan, scan])
    assert "pincite[ocr]" in without_text([scan])
    assert "OCR made out no text" in without_text([replace(scan, recognised=0.0)])
    assert "blank" in without_text([BLANK])
    assert "cut off or damaged" in without_text([BLANK], salvaged=True)
