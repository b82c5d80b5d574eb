"""Accents drawn as characters of their own over a letter, as older TeX fonts do: `´` and `e` are one é."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

NO_INK = 0x200D
"""The code of a character that was made part of another one."""

_COMBINING = {
    0x60: 0x300, 0xB4: 0x301, 0x5E: 0x302, 0x2C6: 0x302, 0x7E: 0x303, 0x2DC: 0x303, 0xAF: 0x304, 0x2D8: 0x306,
    0x2D9: 0x307, 0xA8: 0x308, 0x2DA: 0x30A, 0x2DD: 0x30B, 0x2C7: 0x30C, 0xB8: 0x327, 0x2DB: 0x328,
}  # fmt: skip
_DOTLESS = {ord("ı"): ord("i"), ord("ȷ"): ord("j")}

Extent = Callable[[int], tuple[float, float]]


def composed(codes: list[int], operations: Sequence[int | None], extent: Extent) -> list[int]:
    """`codes` with each accent and the letter that it is drawn over made one; the accent becomes NO_INK.

    `extent` tells the left and right edges of a character's ink by its index.
    """
    if _COMBINING.keys().isdisjoint(codes):
        return codes
    for index, code in enumerate(codes):
        if code not in _COMBINING or operations[index] is None:
            continue
        for letter in (_drawn_beside(operations, index, 1), _drawn_beside(operations, index, -1)):
            if letter is None:
                continue
            whole = _whole(codes[letter], _COMBINING[code])
            if whole is not None and _stands_over(extent(index), extent(letter)):
                codes[letter] = whole
                between = range(min(index, letter) + 1, max(index, letter))
                for place in (index, *between):
                    codes[place] = NO_INK
                break
    return codes


def _drawn_beside(operations: Sequence[int | None], index: int, step: int) -> int | None:
    """The nearest character before or after one that is drawn and not made up."""
    for place in (index + step, index + 2 * step):
        if 0 <= place < len(operations) and operations[place] is not None:
            return place
    return None


def _whole(letter: int, mark: int) -> int | None:
    if not chr(letter).isalpha():
        return None
    one = unicodedata.normalize("NFC", chr(_DOTLESS.get(letter, letter)) + chr(mark))
    return ord(one) if len(one) == 1 else None


def _stands_over(accent: tuple[float, float], letter: tuple[float, float]) -> bool:
    middle = (accent[0] + accent[1]) / 2
    return letter[0] < middle < letter[1]
