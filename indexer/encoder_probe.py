"""The probe: texts on which an exported encoder has to give the vectors of the model that it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from indexer.encoder import Vectors, unit_rows
from indexer.encoder_name import Precision


@dataclass(frozen=True)
class Bound:
    """How near exported unit vectors have to come to the original ones: the least of their cosines, and the mean.

    `centred`: cosines as seen from the middle of the original ones. Some models put all texts close together, and
    there a small error is a large one.
    """

    least: float
    mean: float
    centred: bool = False


EXACT = Bound(0.9999, 0.9999)
IN_EIGHT_BITS = Bound(0.94, 0.98, centred=True)
"""The packaged model comes to 0.965 (two of the shortest texts) and 0.989; in 5 bits it would be 0.87 and 0.93."""

BOUNDS: dict[Precision, Bound] = {"fp32": EXACT, "int8": IN_EIGHT_BITS}

PROBE = (
    "",
    "Yes.",
    "  Space before, between   and after  ",
    "Where do the suppliers of small firms come from, and who pays for the way?",
    "In 2019 the share rose from 12.4 % to 17.9 % (p < 0.01), i.e. by 5.5 percentage points; see Table 3.",
    "The HARBOUR was enlarged twice; naïve façades, Ærø & Łódź – “quoted” words … e-mail: a.b@c.org",
    "Die Zahl der Betriebe nahm zu, während die Löhne kaum stiegen.",
    "Сколько предприятий работает в этой отрасли сегодня?",
    "这个地区有多少家企业？ 地域の企業は何社ありますか。",
    "كم عدد الشركات في هذه المنطقة؟",
    " ".join(f"Sentence {number} of a long passage tells of another mill on the river." for number in range(60)),
)
"""Short and long (longer than most models read), with figures, in several scripts."""

PUBLISHED = "all-MiniLM-L6-v2.npy"


def agree(found: Vectors, expected: Vectors, bound: Bound = EXACT) -> bool:
    """Whether the found unit vectors are near enough to the expected ones; where one holds a NaN they never are."""
    if found.shape != expected.shape:
        return False
    if bound.centred:
        middle = expected.mean(axis=0)
        found, expected = unit_rows(found - middle), unit_rows(expected - middle)
    cosines = np.sum(found * expected, axis=1)
    return bool(np.all(cosines >= bound.least) and cosines.mean() >= bound.mean)


def published_vectors() -> Vectors:
    """What sentence-transformers makes of the probe with the packaged model, to three decimal digits."""
    with (files("indexer") / "probe_vectors" / PUBLISHED).open("rb") as stream:
        return np.asarray(np.load(stream, allow_pickle=False), dtype=np.float32)
