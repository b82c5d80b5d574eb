"""TeX's bitmap fonts: Type 3 fonts that name no letters, so that a PDF holds the bare codes of TeX's own encodings.

PDFium gives such codes as they are, among them control codes where ligatures stand. The two encodings are told
apart by these: OT1 (Knuth, The TeXbook, 1986, appendix F) has its ligatures at 11 to 15, and T1, the Cork
encoding (Ferguson, TUGboat 11:4, 1990), at 27 to 31.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_BREAKS = frozenset((9, 10, 13))
_OT1_LIGATURES, _T1_LIGATURES = frozenset((11, 12, 14, 15)), frozenset(range(27, 32))
_CORK = (
    "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜÝÞẞàáâãäåæçèéêëìíîïðñòóôõöœøùúûüýþß"
)
_F_LIGATURES = (0xFB00, 0xFB01, 0xFB02, 0xFB03, 0xFB04)

T1: Mapping[int, int] = {
    **{16 + place: ord(letter) for place, letter in enumerate("“”„«»–—")},
    25: ord("ı"),
    **{27 + place: code for place, code in enumerate(_F_LIGATURES)},
    **{128 + place: ord(letter) for place, letter in enumerate(_CORK)},
}
"""The letters of the Cork encoding that are not at their Unicode places."""

OT1: Mapping[int, int] = {
    **{11 + place: code for place, code in enumerate(_F_LIGATURES)},
    **{place: ord(letter) for place, letter in {16: "ı", 19: "´", 25: "ß", 26: "æ", 27: "œ", 28: "ø"}.items()},
    **{34: ord("”"), 92: ord("“"), 123: ord("–"), 124: ord("—")},
}
"""The letters of TeX's first text encoding that are not at their Unicode places."""


def may_be_ligature(code: int) -> bool:
    """Whether a character that is drawn with this code may be a ligature of such a font."""
    return 11 <= code < 32 and code not in _BREAKS


def encoding_of(codes: Iterable[int]) -> Mapping[int, int]:
    """What the codes of a font without names mean, judged by those control codes that it draws."""
    drawn = set(codes)
    if drawn & _OT1_LIGATURES:
        return OT1
    return T1 if drawn & _T1_LIGATURES else {}
