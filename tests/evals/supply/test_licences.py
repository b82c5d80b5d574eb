"""Every dependency's licence is known, goes with the project's own, and stands on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.supply.errors import LicenceUnknown
from evals.supply.licence_page import licence_page
from evals.supply.licences import licences, refused_parts
from evals.supply.locks import Pin, read_lock

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_is_todays() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert page == licence_page(read_lock(ROOT / "locks")), "run make licences"


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        ("MIT", ()),
        ("(Apache-2.0 OR BSD-3-Clause) AND Zlib", ()),
        ("Apache-2.0 AND Apache-2.0 WITH LLVM-exception", ()),
        ("MIT AND GPL-3.0-only", ("GPL-3.0-only",)),
        ("AGPL-3.0-or-later", ("AGPL-3.0-or-later",)),
        ("", ("none told",)),
    ],
)
def test_a_licence_that_nobody_allowed_is_refused(expression: str, refused: tuple[str, ...]) -> None:
    assert refused_parts(expression) == refused


def test_a_distribution_that_tells_no_licence_is_named() -> None:
    with pytest.raises(LicenceUnknown, match=r"no-such-thing 1\.0 has the licence none told"):
        licences([Pin("no-such-thing", "1.0", "", ())])
