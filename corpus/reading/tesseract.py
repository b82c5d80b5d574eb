"""Tesseract, called by its command where that is installed; it reads the scripts of the languages installed with it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from PIL.Image import Image

from corpus.errors import RecognitionFailed
from corpus.reading.recognition import RecognisedWord, Recognition

_COMMAND = "tesseract"
_SECONDS = 120.0
_PLAIN, _CYRILLIC = "eng", "Cyrillic"
_LATIN = ("eng", "tur", "uzb", "deu", "fra", "spa", "ita", "por", "pol")
_MOST_TRIED = 8
_TRIAL_SHARE = 0.5
_ORIENTATION, _PAGE = "0", "3"
_NO_LANGUAGE = frozenset({"osd", "equ", "snum"})
_WORD_LEVEL = "5"
_SURE_TURN = 2.0
_NON_LATIN = {
    _CYRILLIC: ("rus", "uzb_cyrl", "ukr", "kaz", "kir", "tgk", "bel", "bul", "srp", "mkd", "tat", "mon", "aze_cyrl"),
    "Greek": ("ell", "grc"),
    "Arabic": ("ara", "fas", "urd", "uig", "pus"),
    "Hebrew": ("heb", "yid"),
    "Han": ("chi_sim", "chi_tra"),
    "Japanese": ("jpn",),
    "Hangul": ("kor",),
    "Korean": ("kor",),
    "Devanagari": ("hin", "mar", "nep", "san"),
    "Thai": ("tha",),
    "Georgian": ("kat",),
    "Armenian": ("hye",),
}


@dataclass(frozen=True)
class Sight:
    """How a picture lies and in which script it is written, as far as that can be told."""

    quarters: int = 0
    script: str | None = None


@dataclass(frozen=True)
class Tesseract:
    """Recognises `languages` (Tesseract's codes), or, of those installed, the one that fits the first picture best."""

    languages: tuple[str, ...] = ()
    name: str = "Tesseract"

    @staticmethod
    def is_installed() -> bool:
        """Whether the command is there."""
        return shutil.which(_COMMAND) is not None

    def recognitions(self, pictures: Iterable[Image]) -> Iterator[Recognition]:
        """The text of each picture."""
        language: str | None = None
        for picture in pictures:
            sight = self.sight(picture)
            upright = turned(picture, sight.quarters)
            if language is None:
                language = "+".join(self.languages) or self.language(upright, sight.script)
            yield Recognition(tuple(_words(upright, language)), sight.quarters)

    def sight(self, picture: Image) -> Sight:
        """How the picture lies, and its script."""
        if "osd" not in installed_languages():
            return Sight()
        try:
            told = _run(picture, "-l", "osd", "--psm", _ORIENTATION)
        except RecognitionFailed:  # too few letters to tell
            return Sight()
        facts = dict(re.findall(r"^(.+?): (.+)$", told, re.MULTILINE))
        turn = round(float(facts.get("Rotate", 0)) / 90) % 4
        sure = float(facts.get("Orientation confidence", 0)) >= _SURE_TURN
        return Sight(turn if sure else 0, facts.get("Script"))

    def language(self, upright: Image, script: str | None) -> str:
        """The installed language that the middle of the picture is read in most surely.

        Those of the script are tried and, as a script is told wrongly where there are few letters, the first
        Latin and the first Cyrillic one.
        """
        installed = installed_languages()
        likely = [*languages_of(script, installed), *languages_of(None, installed)[:1]]
        tried = dict.fromkeys([*likely, *languages_of(_CYRILLIC, installed)[:1]])
        if len(tried) < 2:
            return next(iter(tried), _PLAIN)
        for picture in (_middle(upright), upright):
            sure = {language: Recognition(tuple(_words(picture, language))).confidence for language in tried}
            if any(sure.values()):
                break
        return max(sure, key=lambda language: sure[language])


def turned(picture: Image, quarters: int) -> Image:
    """The picture turned clockwise by so many quarters."""
    return picture.rotate(-90 * quarters, expand=True) if quarters else picture


def languages_of(script: str | None, installed: Sequence[str]) -> tuple[str, ...]:
    """Those of the installed languages that are written in the script, the likeliest first and only a few.

    A script that isn't told, or isn't known, counts as Latin.
    """
    if script in _NON_LATIN:
        return tuple(language for language in _NON_LATIN[script] if language in installed)[:_MOST_TRIED]
    elsewhere = {*_NO_LANGUAGE, *(language for languages in _NON_LATIN.values() for language in languages)}
    latin = [language for language in installed if language not in elsewhere and "_" not in language]
    return tuple(sorted(latin, key=lambda language: (_rank(language), language)))[:_MOST_TRIED]


def _rank(language: str) -> int:
    return _LATIN.index(language) if language in _LATIN else len(_LATIN)


@cache
def installed_languages() -> tuple[str, ...]:
    """The languages that Tesseract has data for, sorted, and "osd" where it can tell how a page lies."""
    try:
        listed = subprocess.run(
            [_COMMAND, "--list-langs"], capture_output=True, timeout=_SECONDS, check=True, text=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(sorted(line.strip() for line in listed.splitlines()[1:] if line.strip() and "/" not in line))


def _middle(picture: Image) -> Image:
    margin = (1 - _TRIAL_SHARE) / 2
    return picture.crop((0, int(margin * picture.height), picture.width, int((1 - margin) * picture.height)))


def _words(picture: Image, language: str) -> Iterator[RecognisedWord]:
    table = csv.DictReader(
        io.StringIO(_run(picture, "-l", language, "--psm", _PAGE, "tsv")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    lines: dict[tuple[str, str, str], int] = {}
    for row in table:
        text = (row["text"] or "").strip()
        if row["level"] == _WORD_LEVEL and text:
            line = lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), len(lines))
            left, top = float(row["left"]), float(row["top"])
            right, bottom = left + float(row["width"]), top + float(row["height"])
            yield RecognisedWord(text, left, top, right, bottom, max(float(row["conf"]), 0.0) / 100, line)


def _one_thread() -> tuple[str, ...]:
    """What keeps Tesseract to one thread: its others wait by turning, and take the time of whatever else runs."""
    return ("env", "OMP_THREAD_LIMIT=1") if shutil.which("env") else ()


def _run(picture: Image, *options: str) -> str:
    """What the command prints of a picture. Raises RecognitionFailed."""
    stream = io.BytesIO()
    picture.convert("L").save(stream, format="PPM")
    dpi = picture.info.get("dpi", (0, 0))[0]
    resolution = ("--dpi", str(round(dpi))) if dpi else ()
    try:
        done = subprocess.run(
            [*_one_thread(), _COMMAND, "-", "-", *resolution, *options],
            input=stream.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").split("\n")
        raise RecognitionFailed(f"Tesseract failed: {' '.join(lines[0].split())}") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise RecognitionFailed(f"Tesseract failed: {error}") from error
    return done.stdout.decode(errors="replace")
