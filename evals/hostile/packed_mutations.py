"""Harm inside what a file has packed: the streams of a PDF, the parts of a Word document."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from random import Random

from evals.hostile.mutations import Mutation, flipped, marked, mutated, relined, renumbered, repeated, reworded, without

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.S)
_MOST_UNPACKED = 2_000_000
_INSIDE: tuple[Mutation, ...] = (renumbered, renumbered, reworded, without, repeated, relined, flipped, marked)
_LONGEST_NUMBER = 6
_DICTIONARY_WORDS = (
    b"/Rotate 90", b"/Rotate -45", b"/UserUnit 100", b"/MediaBox [0 0 0 0]", b"/MediaBox [-1e9 1e9 3 4]",
    b"/CropBox [9 9 1 1]", b"/Count -3", b"/Encoding /None", b"/Type /Pages", b"/Kids [1 0 R]", b"/Parent 1 0 R",
    b"/PageLabels << /Nums [0 << /S /r /St -5 >>] >>", b"/PageLabels << /Nums [0 << /S /A /St 99999999999 >>] >>",
)  # fmt: skip


def mutated_pdf(data: bytes, other: bytes, random: Random) -> bytes:
    """A PDF with one of its packed streams changed where it lies, so that every offset still holds; or its objects."""
    streams = [match for match in _STREAM.finditer(data) if match.end(1) > match.start(1)]
    chance = random.random()
    if streams and chance < 0.6:
        for match in random.sample(streams, min(len(streams), random.randint(1, 3))):
            data = _with_stream(data, match, random)
        return data
    if chance < 0.75:
        return _with_word(data, random)
    if chance < 0.85:
        return _same_length_numbers(data, random)
    return mutated(data, other, random)


def _with_stream(data: bytes, match: re.Match[bytes], random: Random) -> bytes:
    packed = match.group(1)
    try:
        plain = zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        plain = b""
    changed = mutated(plain or packed, plain or packed, random, _INSIDE)
    made = zlib.compress(changed, 9) if plain else changed
    if plain and len(made) > len(packed):
        made = zlib.compress(changed[: len(changed) * len(packed) // len(made)], 9)
    return data[: match.start(1)] + made[: len(packed)].ljust(len(packed), b"\x00") + data[match.end(1) :]


def _with_word(data: bytes, random: Random) -> bytes:
    """An entry more in one of its dictionaries; offsets behind it no longer hold, as in many files that are met."""
    openings = [match.end() for match in re.finditer(rb"\d obj\s*<<", data)]
    if not openings:
        return data
    place = random.choice(openings)
    return data[:place] + b" " + random.choice(_DICTIONARY_WORDS) + b" " + data[place:]


def _same_length_numbers(data: bytes, random: Random) -> bytes:
    """Some numbers between the streams become others of as many digits."""
    found = list(re.finditer(rb"(?<![\w.])\d{1,%d}(?![\w.])" % _LONGEST_NUMBER, data))
    changed = bytearray(data)
    for match in random.sample(found, min(len(found), random.randint(1, 12))):
        digits = len(match.group())
        changed[match.start() : match.end()] = b"%0*d" % (digits, random.randrange(10**digits))
    return bytes(changed)


def mutated_docx(data: bytes, other: bytes, random: Random) -> bytes:
    """A Word document with one of its parts changed, or now and then the archive itself."""
    if random.random() < 0.1:
        return mutated(data, other, random)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, zlib.error, NotImplementedError):
        return mutated(data, other, random)
    names = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    chosen = "word/document.xml" if "word/document.xml" in parts and random.random() < 0.6 else random.choice(names)
    parts[chosen] = mutated(parts[chosen], parts[random.choice(names)], random)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)  # no clock in it
    return packed.getvalue()


def mutated_html(data: bytes, other: bytes, random: Random) -> bytes:
    """A page with its tags moved about, or any harm that a text may come to."""
    if random.random() < 0.5:
        return mutated(data, other, random)
    pieces = re.split(rb"(?<=>)|(?=<)", data)
    for _ in range(random.randint(1, 10)):
        place, source = random.randrange(len(pieces)), random.randrange(len(pieces))
        if random.random() < 0.5:
            pieces[place], pieces[source] = pieces[source], pieces[place]
        else:
            pieces[place:place] = [pieces[source]] * random.choice((1, 1, 2, 30, 400))
    return b"".join(pieces)
