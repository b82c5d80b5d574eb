"""How surely each page was read, why not more surely, and what a user is told of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from PIL.Image import Image

from corpus.document import Page
from corpus.reading.sheet import Sheet, Word

IMAGE_ONLY = "image only"
MOSTLY_IMAGE = "an image with next to no text"
NOT_MADE_OUT = "image only, and OCR made nothing out"
BY_OCR = "read by OCR"
OVER_IMAGE = "text laid over an image"
NOT_SHOWN = "text that the page does not show"
UNNAMED = "characters that the font does not name"
NO_WORDS = "letters that form no words"
DISORDER = "reading order uncertain"

_WORTH = {
    IMAGE_ONLY: 0.0,
    NOT_MADE_OUT: 0.0,
    MOSTLY_IMAGE: 0.4,
    OVER_IMAGE: 0.8,
    NOT_SHOWN: 0.6,
    UNNAMED: 0.6,
    NO_WORDS: 0.2,
    DISORDER: 0.6,
}
_FEW_LETTERS = 200
_LARGE = 0.5
_MOST_DISORDER = 0.1
_MOST_UNNAMED = 0.02
_MOST_HIDDEN = 0.05
_SUSPICIOUS = 0.05
_TINY = 2.0
_LAID_OVER = 0.5
_CONTRAST = 24
SALVAGED = "the file is cut off or damaged: what could be saved of it was read, and pages may be missing"
"""The notice of a file whose end is lost."""

_GET_OCR = "install OCR (pip install 'pincite[ocr]') or turn it on (PINCITE_OCR)"
_TOLD = {
    BY_OCR: ("was read by OCR from its image", "were read by OCR from their images"),
    NOT_MADE_OUT: (
        "holds no text (images only, in which OCR made nothing out)",
        "hold no text (images only, in which OCR made nothing out)",
    ),
    IMAGE_ONLY: (
        f"holds no text (images only): to have it read, {_GET_OCR}, remove the file and add it again",
        f"hold no text (images only): to have them read, {_GET_OCR}, remove the file and add it again",
    ),
    MOSTLY_IMAGE: ("holds next to no text beside a large image", "hold next to no text beside a large image"),
    NOT_SHOWN: (
        "holds text that a reader of the page does not see",
        "hold text that a reader of the page does not see",
    ),
    NO_WORDS: (
        "holds letters that form no words: the file names its characters wrongly",
        "hold letters that form no words: the file names its characters wrongly",
    ),
}
"""The notice of each doubt that has one, for one page and for several."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_WORDS = 30
_LATIN_VOWELS, _CYRILLIC_VOWELS = "aeiouyæœøıə", "аеиоуыэюяєіѣ"
_VOWELS = str.maketrans("", "", _LATIN_VOWELS + _CYRILLIC_VOWELS)
_LETTERS = re.compile(r"[a-zæœøıəßđłþðа-яєіѣђљњћџғқҳ]+")
_FEWEST_VOWELS, _MOST_VOWELS = 0.22, 0.68
_ACCENTED = re.compile("[À-ÖØ-öø-ÿ]")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_ACCENTED = 0.4
_INNER_CAPITAL = re.compile("(?<![a-zа-яё])[a-zа-яё]{1,2}[A-ZА-ЯЁ]|[A-ZА-ЯЁ]{2}[a-zа-яё]{1,2}(?![a-zа-яё])")
_MOST_INNER_CAPITALS = 0.15
_SWAPPED = re.compile("[" + "".join(chr(256 * high) for high in range(0x21, 0x7F)) + "]")
_MOST_SWAPPED, _FEWEST_SWAPPED = 0.5, 9
_ALPHANUMERIC = re.compile(r"[^\W_]")
_FILLING = re.compile(r"[\s.…·_=|—–-]+")
_FEWEST_MARKS, _FEWEST_ALPHANUMERIC = 100, 0.45


def doubts(sheet: Sheet, disorder: float) -> tuple[str, ...]:
    """Why the page may be read wrongly; `disorder` is the share of its lines that stand out of order."""
    return tuple(_doubts(sheet, disorder))


def confidence(sheet: Sheet, found: Sequence[str]) -> float:
    """How surely the page was read, 0 to 1: what OCR says of it, less for each doubt."""
    sure = 1.0 if sheet.recognised is None else sheet.recognised
    for doubt in found:
        sure *= _WORTH.get(doubt, 1.0)
    return round(sure, 4)


def needs_a_look(sheet: Sheet) -> bool:
    """Whether text may be hidden on the page, so that its image must tell."""
    if not sheet.words or sheet.recognised is not None:
        return False
    return max(sheet.invisible, sheet.white, _tiny_share(sheet.words)) > _SUSPICIOUS


def hidden_share(sheet: Sheet, picture: Image) -> float:
    """The share of the page's letters in whose place `picture`, the page as shown, has nothing but one colour."""
    grey = picture.convert("L")
    scale = grey.width / max(sheet.width, 1.0)
    letters = hidden = 0
    for word in sheet.words:
        edges = sheet.edges[4 * word.start : 4 * (word.start + len(word.text))]
        place = tuple(
            int(scale * edge) for edge in (min(edges[0::4]), min(edges[1::4]), max(edges[2::4]), max(edges[3::4]))
        )
        letters += len(word.text)
        hidden += len(word.text) * _is_plain(grey, place[0], place[1], place[2] + 1, place[3] + 1)
    return hidden / letters if letters else 0.0


def notices(sheets: Sequence[Sheet], pages: Sequence[Page], salvaged: bool = False) -> tuple[str, ...]:
    """What the user should know: of a file that was `salvaged`, and of pages without text or of doubtful text."""
    return (SALVAGED, *_notices(sheets, pages)) if salvaged else tuple(_notices(sheets, pages))


def without_text(sheets: Sequence[Sheet], salvaged: bool = False) -> str:
    """Why a file none of whose pages holds text can't be added, and what can be done."""
    if salvaged:
        return "it is cut off or damaged, and no text could be saved from it; replace it by a whole copy"
    pages = f"its {len(sheets)} pages hold" if len(sheets) != 1 else "its one page holds"
    if any(sheet.recognised is not None for sheet in sheets):
        return f"{pages} only images, in which OCR made out no text; get a clearer copy"
    if any(sheet.pictured for sheet in sheets):
        return f"{pages} no text, only images; to have them read, {_GET_OCR}"
    return f"{pages} no text: blank, damaged or only drawings; open it to see whether it is whole"


def _doubts(sheet: Sheet, disorder: float) -> Iterator[str]:
    letters = len(sheet.edges) // 4
    if sheet.recognised is not None:
        yield BY_OCR if letters else NOT_MADE_OUT
    elif not letters and sheet.pictured:
        yield IMAGE_ONLY
    elif is_mostly_image(sheet):
        yield MOSTLY_IMAGE
    if _is_laid_over(sheet):
        yield OVER_IMAGE
    elif sheet.hidden > _MOST_HIDDEN:
        yield NOT_SHOWN
    if letters and sheet.unmapped > _MOST_UNNAMED * letters:
        yield UNNAMED
    if letters and not forms_words(" ".join(word.text for word in sheet.words)):
        yield NO_WORDS
    if disorder > _MOST_DISORDER:
        yield DISORDER


def is_mostly_image(sheet: Sheet) -> bool:
    """Whether the page is a large image with a stamp or a number on it, which are not its text."""
    return len(sheet.edges) // 4 < _FEW_LETTERS and sheet.image_share > _LARGE and not _is_laid_over(sheet)


def _is_laid_over(sheet: Sheet) -> bool:
    return sheet.invisible > _LAID_OVER and sheet.image_share > _LARGE


def forms_words(text: str) -> bool:
    """Whether the letters of a page can be those of words, judged where there are enough of them.

    Fonts that map their glyphs to other characters give text that looks whole and is none. In words of the
    languages that are written in Latin or Cyrillic letters, a third to a half are vowels; accented letters are few,
    unless Cyrillic text was taken for Latin; capitals seldom follow one or two small ones; and most marks are
    letters or figures. Where the two bytes of each character are swapped, all are the first of their block. Other
    scripts are not judged.
    """
    if not text.isascii() and _is_wrongly_decoded(text):
        return False
    found = _WORD.findall(text)
    words = " ".join(found)
    if len(words) < _FEWEST_ALPHANUMERIC * len(text):
        marks = _FILLING.sub("", text)
        if len(marks) >= _FEWEST_MARKS and len(_ALPHANUMERIC.findall(marks)) < _FEWEST_ALPHANUMERIC * len(marks):
            return False
    if len(found) < _FEWEST_WORDS:
        return True
    return len(_INNER_CAPITAL.findall(words)) <= _MOST_INNER_CAPITALS * len(found) and _has_vowels(words.lower())


def _is_wrongly_decoded(text: str) -> bool:
    """Whether bytes were swapped, or Cyrillic bytes taken for accented Latin letters."""
    if len(_SWAPPED.findall(text)) > max(_MOST_SWAPPED * len(text), _FEWEST_SWAPPED):
        return True
    accented = len(_ACCENTED.findall(text))
    return accented > _FEWEST_WORDS and accented > _MOST_ACCENTED * len(_LETTER.findall(text))


def _has_vowels(words: str) -> bool:
    """Whether about as many of the letters are vowels as in words; true where most are of another script."""
    letters = words if words.isascii() else unicodedata.normalize("NFD", words)
    letters = "".join(_LETTERS.findall(letters))
    if len(letters) < len(words) / 2:
        return True
    share = 1 - len(letters.translate(_VOWELS)) / len(letters)
    return _FEWEST_VOWELS <= share <= _MOST_VOWELS


def _tiny_share(words: Sequence[Word]) -> float:
    return sum(len(word.text) for word in words if word.size < _TINY) / sum(len(word.text) for word in words)


def _is_plain(grey: Image, left: int, top: int, right: int, bottom: int) -> bool:
    low, high = grey.crop((left, top, right, bottom)).getextrema()
    return float(high) - float(low) < _CONTRAST  # type: ignore[arg-type]  # a grey picture has one band


def _notices(sheets: Sequence[Sheet], pages: Sequence[Page]) -> Iterator[str]:
    for doubt, (one, many) in _TOLD.items():
        if numbers := [page.number for page in pages if doubt in page.doubts]:
            yield _pages(numbers, one, many)
    empty = [sheet.number for sheet in sheets if not sheet.words and not sheet.pictured and sheet.recognised is None]
    if 2 * len(empty) >= len(sheets):
        yield _pages(empty, "holds no text (blank or damaged)", "hold no text (blank or damaged)")


def _pages(numbers: Sequence[int], one: str, many: str) -> str:
    """`page 3 was`, `pages 3–7, 9 were`."""
    if len(numbers) == 1:
        return f"page {numbers[0]} {one}"
    return f"pages {_ranges(numbers)} {many}"


def _ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3 and 7 as "1–3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
