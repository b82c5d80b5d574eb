"""Pages that are only images: their words, where they stand, and what a user is told."""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

import pytest
import typst
from PIL.Image import Image
from pypdf import PdfReader, PdfWriter

from corpus.document import Document
from corpus.errors import FileWithoutText, RecognitionFailed
from corpus.reading.fitting_recogniser import FittingRecogniser
from corpus.reading.limits import Limits
from corpus.reading.pdf import read_pdf
from corpus.reading.pdfium import PdfiumFile
from corpus.reading.rapid_ocr import RapidOcr
from corpus.reading.read import read
from corpus.reading.recognition import RecognisedWord, Recogniser, Recognition
from corpus.reading.tesseract import Tesseract, installed_languages, languages_of
from corpus.reading.workers.worker import ReadingWorker
from evals.hostile.bomb_scans import bomb_scans

DPI = 150
PAPER = """#set page(width: 14cm, height: 20cm, margin: 1.5cm)
#set text(size: 11pt)
= On the Growth of Harbours
Coal made the harbour rich, and the town grew with it. The first quay was built in 1782, and within forty years
three thousand people worked there. None of them had planned a cluster.

== What the surveys say
#columns(2, gutter: 20pt)[
Of the 412 firms that were asked, most had moved to be near their suppliers. They named skilled workers first,
and cheap land last. Few of them spoke of taxes, and none of the climate, which had brought the first merchants
to this coast a century before. #colbreak()
A second survey found the same in 1998. Its authors doubt that any policy could have made the difference, since
growth came before the policy. What a town may do is to leave room, and to repair its quays in time, before the
ships go elsewhere.
]
"""
ENGINES = [
    pytest.param(RapidOcr(), marks=pytest.mark.skipif(not RapidOcr.is_installed(), reason="needs pincite[ocr]")),
    pytest.param(
        Tesseract(("eng",)),
        marks=pytest.mark.skipif("eng" not in installed_languages(), reason="needs tesseract with English"),
    ),
]
RUSSIAN = pytest.mark.skipif("rus" not in installed_languages(), reason="needs tesseract with Russian")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ocr") / "paper.pdf"
    path.write_bytes(typst.compile(PAPER.encode()))
    return path


def scanned(path: Path, degrees: float = 0.0, dpi: int = DPI) -> Path:
    """The same pages as images, turned clockwise."""
    with PdfiumFile(path) as document:
        pictures = [document.picture(n, dpi / 72).convert("L") for n in range(1, len(document) + 1)]
    turned = [p.rotate(-degrees, expand=degrees % 90 == 0, fillcolor=255, resample=3) for p in pictures]
    scan = path.with_name(f"{path.stem} {degrees:g} {dpi}.pdf")
    turned[0].save(scan, save_all=True, append_images=turned[1:], resolution=dpi)
    return scan


def share(text: str, found: str) -> float:
    wanted, got = re.findall(r"\w+", text), re.findall(r"\w+", found)
    blocks = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


@dataclass(frozen=True)
class Knowing:
    """Recognises each picture as the page of `source`, turned upright: an engine that makes no mistake."""

    source: Path
    quarters: int
    name: str = "one that knows"

    def recognitions(self, pictures: Iterable[Image]) -> Iterator[Recognition]:
        for number, picture in enumerate(pictures, start=1):
            with PdfiumFile(self.source) as document:
                sheet = document.sheet(number)
            scale = (picture.height if self.quarters % 2 else picture.width) / sheet.width
            words = []
            for line, word in enumerate(sheet.words):
                edges = [scale * edge for edge in sheet.edges[4 * word.start : 4 * (word.start + len(word.text))]]
                box = min(edges[0::4]), min(edges[1::4]), max(edges[2::4]), max(edges[3::4])
                words.append(RecognisedWord(word.text, *box, 0.9, line))
            yield Recognition(tuple(words), self.quarters)


@dataclass(frozen=True)
class Failing:
    name: str = "one that fails"

    def recognitions(self, pictures: Iterable[Image]) -> Iterator[Recognition]:
        for _ in pictures:
            raise RecognitionFailed("it broke")
        yield from ()


@dataclass(frozen=True)
class Blind:
    name: str = "one that sees nothing"

    def recognitions(self, pictures: Iterable[Image]) -> Iterator[Recognition]:
        yield from (Recognition() for _ in pictures)


def boxes_of(document: Document, words: str) -> list[tuple[float, float, float, float]]:
    start = document.text.index(words)
    found = [document.glyphs.box(offset) for offset in range(start, start + len(words))]
    return [box for box in found if box is not None]


@pytest.mark.parametrize("quarters", range(4))
def test_words_stand_where_the_page_shows_them_however_it_lies(paper: Path, quarters: int) -> None:
    # A page turned clockwise is upright after the other three quarters.
    scan = scanned(paper, 90 * quarters)
    document = read(scan, recogniser=Knowing(paper, -quarters % 4))
    assert share(read(paper).text, document.text) > 0.97
    with PdfiumFile(scan) as opened:
        picture = opened.picture(1, 2.0).convert("L")
    for box in boxes_of(document, "harbour"):
        left, top, right, bottom = (2 * edge for edge in box)
        assert 0 <= left < right <= picture.width and 0 <= top < bottom <= picture.height
    around = boxes_of(document, "harbour")
    crop = picture.crop(
        (
            int(2 * min(b[0] for b in around)), int(2 * min(b[1] for b in around)),
            int(2 * max(b[2] for b in around)), int(2 * max(b[3] for b in around)),
        )
    )  # fmt: skip
    tall = crop.height > crop.width
    assert crop.getextrema()[0] < 100 and tall == (quarters % 2 == 1)


def test_a_page_read_by_ocr_says_so(paper: Path) -> None:
    reading = read_pdf(scanned(paper), recogniser=Knowing(paper, 0))
    assert [page.doubts for page in reading.pages] == [("read by OCR",)]
    assert reading.pages[0].confidence == pytest.approx(0.9)
    assert reading.notices == ("page 1 was read by OCR from its image",)


def test_a_page_with_text_is_not_recognised(paper: Path) -> None:
    assert read_pdf(paper, recogniser=Failing()) == read_pdf(paper)


@pytest.mark.parametrize("engine", [None, Failing(), Blind()], ids=["none", "failing", "blind"])
def test_images_that_nothing_can_read_are_refused_with_a_reason(paper: Path, engine: Recogniser | None) -> None:
    with pytest.raises(FileWithoutText, match=r"pincite\[ocr\]" if engine is None else "OCR made out no text"):
        read_pdf(scanned(paper), recogniser=engine)


def test_one_image_among_pages_with_text_stays_an_image_where_ocr_fails(paper: Path, tmp_path: Path) -> None:
    mixed = joined(tmp_path / "mixed.pdf", paper, scanned(paper))
    reading = read_pdf(mixed, recogniser=Failing())
    assert [page.confidence for page in reading.pages] == [1.0, 0.0]
    assert "OCR made nothing out" in reading.notices[0]


def test_a_stamp_on_a_scan_is_not_its_text(paper: Path, tmp_path: Path) -> None:
    stamped = stamped_with(
        scanned(paper), "Downloaded from an archive, for personal use only", tmp_path / "stamped.pdf"
    )
    assert "Downloaded" in read_pdf(stamped).text
    assert "Coal made the harbour rich" in read_pdf(stamped, recogniser=Knowing(paper, 0)).text


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 1.5])
def test_engines_read_a_scan_however_it_lies(engine: Recogniser, degrees: float, paper: Path) -> None:
    document = read(scanned(paper, degrees), recogniser=engine)
    assert share(read(paper).text, document.text) > 0.97
    assert [page.doubts for page in document.pages] == [("read by OCR",)]
    assert 0.8 < document.pages[0].confidence < 1.0


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_engines_mark_words_in_their_place(engine: Recogniser, paper: Path) -> None:
    ours, theirs = read(paper), read(scanned(paper), recogniser=engine)
    for words in ("harbour rich", "workers first", "the policy."):
        (a, b), (c, d) = ((found[0][0], found[-1][2]) for found in (boxes_of(ours, words), boxes_of(theirs, words)))
        assert c == pytest.approx(a, abs=3) and d == pytest.approx(b, abs=3)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_engines_give_the_same_each_time_and_in_the_worker(engine: Recogniser, paper: Path) -> None:
    scan = scanned(paper)
    with ReadingWorker(Limits(seconds=120)) as worker:
        assert worker.read(partial(read_pdf, recogniser=engine), scan) == read_pdf(scan, recogniser=engine)


@RUSSIAN
@pytest.mark.slow
def test_tesseract_chooses_the_language_by_the_page(tmp_path: Path) -> None:
    path = tmp_path / "russian.pdf"
    text = "Близость поставщиков повышает производительность фирм, но выгоды распределяются неравномерно. " * 8
    path.write_bytes(typst.compile(f"#set page(width: 14cm, height: 12cm)\n{text}".encode()))
    assert share(text, read(scanned(path, dpi=200), recogniser=Tesseract()).text) > 0.95


def test_languages_belong_to_their_script() -> None:
    installed = ("chi_sim", "eng", "osd", "rus", "tur", "uzb", "uzb_cyrl")
    assert languages_of("Cyrillic", installed) == ("rus", "uzb_cyrl")
    assert languages_of("Latin", installed) == languages_of(None, installed) == ("eng", "tur", "uzb")
    assert languages_of("Han", installed) == ("chi_sim",)
    assert languages_of("Thai", installed) == ()


def joined(path: Path, *parts: Path) -> Path:
    writer = PdfWriter()
    for part in parts:
        for page in PdfReader(part).pages:
            writer.add_page(page)
    writer.write(path)
    return path


def stamped_with(scan: Path, words: str, path: Path) -> Path:
    stamp = typst.compile(
        f"#set page(width: 14cm, height: 20cm, margin: 4pt, fill: none)\n#text(size: 6pt)[{words}]".encode()
    )
    writer = PdfWriter(clone_from=PdfReader(scan))
    for page in writer.pages:
        page.merge_page(PdfReader(io.BytesIO(stamp)).pages[0])
    writer.write(path)
    return path


def test_text_that_makes_no_sense_gives_way_to_what_is_recognised_only_if_that_does(paper: Path) -> None:
    # Each letter by the one five on, as a font may name them.
    letters = string.ascii_lowercase
    text = "workers who change their place carry what they know with them, and firms learn from that. " * 6
    words = text.translate(str.maketrans(letters, letters[5:] + letters[:5]))
    garbled = paper.with_name("garbled.pdf")
    garbled.write_bytes(typst.compile(f"#set page(width: 14cm, height: 20cm)\n{words}".encode()))
    assert read_pdf(garbled).pages[0].doubts == ("letters that form no words",)
    assert "Coal made the harbour rich" in read_pdf(garbled, recogniser=Knowing(paper, 0)).text
    assert read_pdf(garbled, recogniser=Knowing(garbled, 0)).text == read_pdf(garbled).text


@pytest.mark.slow
@RUSSIAN
@pytest.mark.skipif(not RapidOcr.is_installed(), reason="needs pincite[ocr]")
@pytest.mark.parametrize(
    ("text", "engine"),
    [
        ("Близость поставщиков повышает производительность фирм, но выгоды распределяются неравномерно. ", Tesseract),
        ("Firms that stand near their suppliers learn from each other, and grow for it. ", RapidOcr),
    ],
    ids=["Russian", "English"],
)
def test_the_engine_fits_the_script(text: str, engine: type, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(typst.compile(f"#set page(width: 14cm, height: 12cm)\n{text * 8}".encode()))
    scan = scanned(path, dpi=200)
    fitting = FittingRecogniser(RapidOcr(), Tesseract())
    assert read_pdf(scan, recogniser=fitting) == read_pdf(scan, recogniser=engine())
    assert share(text * 8, read_pdf(scan, recogniser=fitting).text) > 0.95


def test_recognised_pages_that_repeat_one_another_keep_their_words(tmp_path: Path) -> None:
    path = tmp_path / "thrice.pdf"
    path.write_bytes(
        typst.compile(b"#set page(width: 9cm, height: 6cm)\nOne page.#pagebreak()One page.#pagebreak()One page.")
    )
    assert read_pdf(scanned(path), recogniser=Knowing(path, 0)).text.split() == ["One", "page."] * 3


def test_no_picture_is_longer_or_narrower_than_engines_take(tmp_path: Path) -> None:
    shown: list[tuple[int, int]] = []

    @dataclass(frozen=True)
    class Seeing:
        name: str = "an engine that notes what it is shown"

        def recognitions(self, pictures: Iterable[Image]) -> Iterator[Recognition]:
            for picture in pictures:
                shown.append(picture.size)
                yield Recognition()

    path = tmp_path / "long.pdf"
    path.write_bytes(dict(bomb_scans())["a page 1 point high.pdf"]())
    with pytest.raises(FileWithoutText):
        read_pdf(path, recogniser=Seeing())
    assert all(max(size) < 2**15 and min(size) >= 8 for size in shown)
