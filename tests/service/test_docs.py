"""The documents for users tell of every command, option, setting and field, and of nothing that isn't there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from service import cli
from service.ask.answer import Answer
from service.commands.arguments import FORMATS, parser
from service.quotes.quote import Quote
from service.settings import NAMES
from service.shapes import LAYERS

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def subcommands():
    (action,) = [action for action in parser(cli.COMMANDS)._actions if hasattr(action, "choices") and action.choices]
    return dict(action.choices)


def test_every_command_has_its_heading_and_no_other_has():
    assert re.findall(r"^## pincite (\S+)", COMMANDS, re.MULTILINE) == list(subcommands())


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_option_is_told(name):
    section = COMMANDS.split(f"## pincite {name}")[1].split("\n## ")[0] + COMMANDS.split("\n## ")[0]
    for action in subcommands()[name]._actions:
        for option in action.option_strings:
            assert option in {"-h", "--help"} or option in section, f"{option} of {name}"


def test_every_choice_is_told():
    assert all(f"`{choice}`" in COMMANDS or f"`--layer {choice}`" in COMMANDS for choice in (*LAYERS, *FORMATS))


def test_every_setting_is_told_and_no_other():
    assert set(re.findall(r"PINCITE_[A-Z_]+", SETTINGS)) == set(NAMES)


def test_every_field_of_an_answer_is_told():
    names = {field.name for kind in (Answer, Quote) for field in fields(kind)}
    assert {name for name in names if f'"{name}"' not in COMMANDS} == set()


def test_links_between_documents_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"
