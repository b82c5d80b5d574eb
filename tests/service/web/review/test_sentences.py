"""Messages that open with a file's name keep it as it is written."""

from __future__ import annotations

import pytest

from service.web.rendering import sentence


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("broken.pdf is cut off", "broken.pdf is cut off."),
        ("a/b is no file", "a/b is no file."),
        ("choose a manuscript first", "Choose a manuscript first."),
        ("stopped.", "Stopped."),
        ("why?", "Why?"),
    ],
)
def test_a_capital_comes_first_unless_that_is_a_files_name(line, told):
    assert sentence(line) == told
