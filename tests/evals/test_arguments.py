"""What the evals are told makes sense, or is refused before anything runs."""

from __future__ import annotations

import pytest

from evals.arguments import parsed


@pytest.mark.parametrize(
    "arguments",
    [
        ["crash", "--rounds", "0"],
        ["crash", "--rounds", "-3", "--power", "2"],
        ["crash", "--rounds", "1", "--power", "-1"],
        ["fuzz", "--minutes", "0"],
        ["fuzz", "--minutes", "nan"],
        ["fuzz", "--minutes", "inf"],
        ["fuzz", "--runs", "0"],
        ["load", "--readers", "0"],
        ["load", "--documents", "0"],
        ["load", "--passages", "-1"],
        ["load", "--seconds", "nan"],
        ["encoder", "--rounds", "0"],
        ["encoder", "--passages", "0"],
        ["speed", "--passages", "0"],
        ["speed", "--sizes", "x"],
        ["speed", "--sizes", "100,0"],
    ],
)
def test_nothing_to_try_is_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        parsed(arguments, ["ranker"])
    assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert "needs a " in told or "--rounds and --power" in told
    assert "_sizes" not in told


@pytest.mark.parametrize(
    "arguments",
    [["crash", "--rounds", "0", "--power", "3"], ["fuzz", "--minutes", "0.2"], ["speed", "--sizes", ""]],
)
def test_what_tries_something_is_taken(arguments):
    assert parsed(arguments, ["ranker"]).suite == arguments[0]
