import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.structure.callouts import callouts
from corpus.structure.ordinary_words import OrdinaryWords

WORDS = st.lists(
    st.sampled_from(["Rome", "rome", "in", "at", "North", "north", "Sea", "sea", "O'Neil", "o'neil", "(", "."])
)
NAMES = ("Rome", "North Sea", "O'Neil", "North", "rome", "Sea")


@given(WORDS.map(" ".join))
def test_a_name_is_looked_for_as_a_pattern_would(text: str) -> None:
    words = OrdinaryWords(text)
    for name in NAMES:
        placed = rf"\b(?:in|within|across|throughout|at)\s{re.escape(name)}\b(?!\s?[(\[])"
        small = rf"\b{re.escape(name.lower())}\b"
        found = re.search(f"{placed}|{small}", text) is not None
        assert (name in words) == (found and name != name.lower()), name


def unlisted(count: int) -> str:
    """A text of so many citations of works that it does not list, each by another name."""
    names = (f"{chr(65 + n % 26)}{''.join(chr(97 + n // 26**k % 26) for k in range(4))}" for n in range(count))
    return " ".join(
        f"Ports have grown in many of the regions as was shown before then ({name} & Roe, 1990)." for name in names
    )


@pytest.mark.slow
def test_many_unlisted_citations_take_time_in_proportion() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        callouts(text, ())
        return time.process_time() - start

    short, long = unlisted(2000), unlisted(8000)
    assert len(callouts(short, ())) == 2000
    once = min(seconds(short), seconds(short))
    assert once < 1
    assert min(seconds(long), seconds(long)) <= 8 * once
