"""The files that the crash suite works with: texts that each say one thing of their own, and the samples."""

from __future__ import annotations

import shutil
from pathlib import Path

from service import bootstrap

STORES = (
    ("Ostby", "tar"), ("Vikmo", "salt"), ("Tarnes", "herring"), ("Holmgard", "rye"), ("Lindau", "wine"),
    ("Pruva", "oil"), ("Kesten", "malt"), ("Arvika", "resin"), ("Dorum", "lime"), ("Felsen", "honey"),
    ("Grimsa", "butter"), ("Jurmala", "hemp"),
)  # fmt: skip
"""A place and what is stored there, a text each: so far apart that none is taken for another."""


def make_sources(folder: Path) -> None:
    """Texts that each say one thing of their own, and the samples."""
    folder.mkdir(parents=True)
    for number, (place, good) in enumerate(STORES):
        lines = [f"The warehouse of {place} stores {1000 + 37 * number} barrels of {good}."]
        lines += [f"On day {day} the keeper of {place} counted {day * 3 + number} ropes." for day in range(30)]
        (folder / f"warehouse-{number:02}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    for sample in sorted(bootstrap.samples().glob("*.pdf"))[:2]:
        shutil.copy(sample, folder)
