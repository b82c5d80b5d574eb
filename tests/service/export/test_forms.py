"""Forms: each writes any conversation, the same bytes every time, under a name that every system takes."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.export.conversation import Conversation
from service.export.forms import FORMS
from service.export.styles import STYLES

DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9"}


@pytest.mark.parametrize("key", FORMS)
def test_the_same_conversation_gives_the_same_bytes(key, full, held):
    form = FORMS[key]
    first, second = (form.write(full, held, STYLES["harvard"]) for _ in range(2))
    assert first == second and first


@pytest.mark.parametrize("key", [key for key, form in FORMS.items() if not form.is_styled])
def test_a_style_makes_no_difference_where_it_is_said_to_make_none(key, full, held):
    assert len({FORMS[key].write(full, held, style) for style in STYLES.values()}) == 1


@pytest.mark.parametrize("key", FORMS)
def test_nothing_can_be_exported_too(key):
    FORMS[key].write(Conversation("", ()), {}, STYLES["apa"])


@settings(deadline=None)
@given(st.text(max_size=200) | st.sampled_from(sorted(DEVICES)))
def test_a_file_name_is_safe_everywhere(title):
    for form in FORMS.values():
        name = form.file_name(title)
        assert name.endswith(form.suffix) and PurePosixPath(name).name == name == PureWindowsPath(name).name
        assert not set('/\\:*?"<>|') & set(name) and not name.startswith(".") and name.isprintable()
        assert name.partition(".")[0].strip().lower() not in DEVICES and len(name.encode()) <= 200


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Costs of quays", "Costs of quays.md"),
        ("a/b: c?", "a b c.md"),
        ("", "conversation.md"),
        ("..", "conversation.md"),
        ("\ud7fc", "conversation.md"),
        ("CON", "CON conversation.md"),
        ("word " * 30, "word word word word word word word word word word word word word word word word.md"),
    ],
)
def test_file_names(title, name):
    assert FORMS["markdown"].file_name(title) == name
