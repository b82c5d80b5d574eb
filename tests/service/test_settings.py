"""Settings come from the environment, and what makes no sense is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import bootstrap
from service.errors import SettingError
from service.settings import NAMES, Settings


def test_nothing_set_gives_the_defaults():
    assert Settings.from_environment({"PATH": "/bin"}) == Settings()


def test_each_setting_is_taken():
    values = dict.fromkeys(NAMES, "7") | {
        "PINCITE_OCR": "off",
        "PINCITE_RANKER": "off",
        "PINCITE_LOG": "json",
        "PINCITE_OCR_LANGUAGES": "eng+uzb_cyrl",
    }
    settings = Settings.from_environment(values)
    assert settings.library == Path("7")
    assert settings.encoder == "7"
    assert settings.limits.seconds == settings.limits.pages == 7
    assert settings.limits.memory_bytes == 7 * 1024 * 1024
    assert settings.limits.file_bytes == 7_000_000
    assert (settings.ocr, settings.ocr_languages, settings.limits.ocr_seconds) == ("off", ("eng", "uzb_cyrl"), 7)
    assert (settings.token, settings.hosts, settings.log) == ("7", ("7",), "json")
    assert (settings.server.upload_bytes, settings.server.waiting_bytes) == (7_000_000, 7_000_000)
    others = {name: value for name, value in vars(settings.server).items() if not name.endswith("_bytes")}
    assert set(others.values()) == {7}


def test_the_token_is_not_shown_with_the_settings():
    assert "hunter2" not in repr(Settings.from_environment({"PINCITE_TOKEN": "hunter2"}))


def test_names_of_the_server_are_taken_without_what_is_no_name():
    given = {"PINCITE_HOSTS": "Papers.Example, 10.0.0.7;[fe80::1] localhost,papers.example"}
    assert Settings.from_environment(given).hosts == ("papers.example", "10.0.0.7", "fe80::1", "localhost")
    for wrong in ("http://papers.example", "papers.example:8000", "", "a b/c", "*.example", ".example"):
        with pytest.raises(SettingError, match="PINCITE_HOSTS"):
            Settings.from_environment({"PINCITE_HOSTS": wrong})


def test_misspelt_setting_is_refused_with_the_right_names():
    with pytest.raises(SettingError, match=r"PINCITE_LIBARY.*PINCITE_LIBRARY"):
        Settings.from_environment({"PINCITE_LIBARY": "/tmp"})


@pytest.mark.parametrize("value", ["", "0", "-1", "many", "1.5", "²"])
def test_limit_needs_a_whole_number(value):
    with pytest.raises(SettingError, match="PINCITE_READ_SECONDS"):
        Settings.from_environment({"PINCITE_READ_SECONDS": value})


@pytest.mark.parametrize("name", ["READ_SECONDS", "ANSWER_SECONDS", "STOP_SECONDS", "BODY_SECONDS", "UPLOAD_MB"])
@pytest.mark.parametrize("digits", [13, 400, 5000])
def test_a_number_that_no_clock_holds_is_refused_in_a_short_line(name, digits):
    with pytest.raises(SettingError, match=f"PINCITE_{name} has {digits} digits: 12 are the most") as refusal:
        Settings.from_environment({f"PINCITE_{name}": "9" * digits})
    assert len(str(refusal.value)) < 100


def test_noughts_before_a_number_change_nothing():
    assert Settings.from_environment({"PINCITE_READ_SECONDS": "0" * 5000 + "7"}).limits.seconds == 7
    with pytest.raises(SettingError, match="above 0"):
        Settings.from_environment({"PINCITE_READ_SECONDS": "0" * 20})


def test_encoder_is_chosen_by_its_name():
    assert bootstrap.encoder(Settings(encoder="hashing-32")).dimension == 32
    assert bootstrap.encoder(Settings(encoder="some/model")).name == "some/model@int8"


@pytest.mark.parametrize(
    ("name", "value"), [("OCR", "on"), ("OCR", ""), ("OCR_LANGUAGES", "eng;/etc"), ("OCR_LANGUAGES", "")]
)
def test_an_engine_or_a_language_that_makes_no_sense_is_refused(name, value):
    with pytest.raises(SettingError, match=f"PINCITE_{name}"):
        Settings.from_environment({f"PINCITE_{name}": value})


def test_ocr_can_be_turned_off_and_one_that_is_not_there_is_said_so(monkeypatch):
    assert bootstrap.recogniser(Settings(ocr="off")) is None
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SettingError, match="no tesseract command"):
        bootstrap.recogniser(Settings(ocr="tesseract"))
