"""Where a model comes from is looked at before anything is made with it."""

from __future__ import annotations

import pytest

from indexer.errors import EncoderUnavailable
from indexer.model_source import check_source


def test_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(EncoderUnavailable, match="holds no sentence-transformers model"):
        check_source(str(tmp_path))


@pytest.mark.parametrize("name", ["modules.json", "config.json"])
def test_folder_of_a_model_is_taken(tmp_path, name):
    (tmp_path / name).write_text("{}", encoding="utf-8")
    check_source(str(tmp_path))


@pytest.mark.parametrize("name", ["/no/such/folder", "./nothing", "~/nothing", "three/parts/long", "with space", "a/"])
def test_what_can_be_no_name_on_the_hub_is_a_folder_that_is_missing(name):
    with pytest.raises(EncoderUnavailable, match="no such folder"):
        check_source(name)
