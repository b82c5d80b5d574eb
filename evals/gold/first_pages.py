"""Invented first pages in the layouts of well-known publishers, with what each of them prints.

Their sources stand beside the cases; people, places, journals and identifiers are invented. The rules were written on
the part `tuning`; the parts `first test`, `second test` and `third test` were written one after the other, each read
for the first time when the rules stood, and then used to mend them.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.reading.pdf import read_pdf
from corpus.samples.typeset import pdf_bytes
from corpus.structure.layers import completed
from evals.gold.fronts import Front

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "first_pages"
_NOT_A_FIELD = ("page", "part", "author", "affiliation", "page_range")


def first_pages() -> tuple[Front, ...]:
    """Every page, typeset and read, in the order of its file of gold."""
    lines = (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_front(json.loads(line)) for line in lines if line.strip())


def _front(gold: dict[str, object]) -> Front:
    name = str(gold["page"])
    fields = {key: str(value) for key, value in gold.items() if key not in _NOT_A_FIELD and value is not None}
    if "page_range" in gold:
        fields["page"] = str(gold["page_range"])
    people, places = gold.get("author"), gold.get("affiliation")
    with TemporaryDirectory(prefix="pincite-page-") as folder:
        path = Path(folder) / f"{name}.pdf"
        path.write_bytes(pdf_bytes(FOLDER / f"{name}.typ"))
        reading = completed(read_pdf(path))
    return Front(
        name,
        reading,
        fields,
        tuple((str(family), str(given)) for family, given in people) if isinstance(people, list) else None,
        tuple(str(place) for place in places) if isinstance(places, list) else (),
        tuple(key for key, value in gold.items() if value is None),
        str(gold["part"]),
    )
