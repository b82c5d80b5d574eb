"""An encoder's name: what a user writes, and what a library remembers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoder_name import EncoderName
from indexer.errors import EncoderUnavailable

MODELS = st.text(min_size=1, max_size=20).filter(lambda name: name.strip() and "@" not in name)


@given(MODELS, st.sampled_from(["fp32", "int8"]))
def test_library_remembers_model_and_precision(model, precision):
    name = EncoderName(model, precision)
    assert EncoderName.of_library(str(name)) == name


@given(MODELS, st.sampled_from(["fp32", "int8"]), st.none() | st.text(max_size=20))
def test_precision_asked_for_is_the_one_that_counts(model, precision, made_with):
    assert EncoderName.asked(f"{model}@{precision}").resolved(made_with) == EncoderName(model, precision)


@given(MODELS, st.sampled_from(["fp32", "int8"]))
def test_model_alone_takes_the_precision_of_the_library(model, precision):
    held = EncoderName(model, precision)
    assert EncoderName.asked(model).resolved(str(held)) == held


@given(MODELS)
def test_what_a_message_names_can_be_set(model):
    assert str(EncoderName.asked(f"{model}@int8").resolved(None)) == f"{model}@int8"
    assert str(EncoderName.asked(model).resolved(model)) == model


@pytest.mark.parametrize("made_with", [None, "another model", "another model@fp32", "m@fp32"])
def test_new_library_is_made_in_8_bits(made_with):
    assert EncoderName.asked("m").resolved(made_with) == EncoderName("m", "int8")


def test_two_precisions_are_two_names():
    assert str(EncoderName("m", "int8")) != str(EncoderName("m", "fp32")) == "m"


@pytest.mark.parametrize("text", ["m@", "m@int4", "m@INT8", "m@@int8", "a/b@fp16", "m@ int8"])
def test_mistyped_precision_is_no_part_of_a_models_name(text):
    with pytest.raises(EncoderUnavailable, match=r"@int8 or @fp32"):
        EncoderName.asked(text)


@pytest.mark.parametrize("text", ["", "@int8", "@fp32", " @int8", "@"])
def test_precision_alone_names_no_model(text):
    with pytest.raises(EncoderUnavailable, match="model"):
        EncoderName.asked(text)


def test_folder_may_bear_an_at_sign(tmp_path):
    folder = tmp_path / "mine@v2"
    folder.mkdir()
    assert EncoderName.asked(str(folder)) == EncoderName(str(folder))
    assert EncoderName.asked(f"{folder}@int8") == EncoderName(str(folder), "int8")
    assert EncoderName.asked(f"{folder}/part") == EncoderName(f"{folder}/part")
