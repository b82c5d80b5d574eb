"""The probe: texts on which an exported encoder has to give the vectors of the model that it was made from."""

from __future__ import annotations

from importlib.resources import files

import numpy as np

from indexer.encoder import Vectors

LEAST_COSINE = 0.9999
"""How near each exported vector has to come to the original one."""

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


def agree(found: Vectors, expected: Vectors) -> bool:
    """Whether each found unit vector is near enough to the expected one; one that holds a NaN never is."""
    return found.shape == expected.shape and bool(np.all(np.sum(found * expected, axis=1) >= LEAST_COSINE))


def published_vectors() -> Vectors:
    """What sentence-transformers makes of the probe with the packaged model, to three decimal digits."""
    with (files("indexer") / "probe_vectors" / PUBLISHED).open("rb") as stream:
        return np.asarray(np.load(stream, allow_pickle=False), dtype=np.float32)
