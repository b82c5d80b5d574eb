"""The lock holds what is asked for, at one version each, with digests, and for every index alike."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from packaging.requirements import Requirement

from evals.supply.errors import LockFailed
from evals.supply.installed import departures
from evals.supply.locks import (
    CPU,
    CUDA,
    PARTS,
    RUN,
    Pin,
    canonical,
    check_builds,
    divided,
    pins,
    read_lock,
    to_constraints,
)

ROOT = Path(__file__).resolve().parents[3]
LOCK = read_lock(ROOT / "locks")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

NAMES = some.from_regex(r"[a-z][a-z0-9]{0,8}(?:-[a-z0-9]{1,5})?", fullmatch=True)
PINS = some.builds(
    Pin,
    NAMES,
    some.from_regex(r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,3}(?:\+cpu)?", fullmatch=True),
    some.sampled_from(["", "sys_platform == 'win32'", "python_full_version < '3.15' and sys_platform == 'linux'"]),
    some.lists(some.integers(0, 2**256 - 1).map("sha256:{:064x}".format), min_size=1, max_size=3, unique=True)
    .map(sorted)
    .map(tuple),
)


@given(some.lists(PINS, max_size=5))
def test_pins_are_read_as_they_are_written(written: list[Pin]) -> None:
    assert pins("# head\n" + "".join(f"{pin}\n" for pin in written)) == tuple(sorted(written))


def test_a_line_that_pins_nothing_is_told() -> None:
    with pytest.raises(LockFailed, match="numpy>=2"):
        pins("numpy>=2\n")


@pytest.mark.parametrize("part", list(PARTS))
def test_whatever_is_asked_for_is_locked_at_a_version_that_fits(part: str) -> None:
    project = PROJECT["project"]
    building = PROJECT["build-system"]["requires"]
    asked = [*project["dependencies"], *building] if part == RUN else project["optional-dependencies"][part]
    locked = {pin.name: pin.version for held in LOCK.values() for pin in held}
    for need in map(Requirement, asked):
        if canonical(need.name) != "pincite":
            assert need.specifier.contains(locked[canonical(need.name)]), f"{need}: run make constraints"


def test_every_pin_has_digests_and_no_name_has_two_versions() -> None:
    held = [pin for part in LOCK.values() for pin in part]
    assert [pin.name for pin in held if not pin.digests] == []
    assert len({pin.name for pin in held}) == len({(pin.name, pin.version) for pin in held})


def test_constraints_say_the_same_versions() -> None:
    held = [pin for part in LOCK.values() for pin in part]
    assert (ROOT / "constraints.txt").read_text(encoding="utf-8") == to_constraints(held)


def test_what_only_gpus_need_stands_apart() -> None:
    assert {pin.name for pin in LOCK[CUDA]} >= {"nvidia-cublas", "triton"}
    assert [pin.name for part in PARTS for pin in LOCK[part] if "nvidia" in pin.name] == []


def test_the_build_for_the_cpu_is_of_the_locked_version() -> None:
    builds = pins((ROOT / "locks" / f"{CPU}.txt").read_text(encoding="utf-8"))
    check_builds(LOCK, builds)
    with pytest.raises(LockFailed, match=r"torch==1\.0"):
        check_builds(LOCK, [Pin("torch", "1.0+cpu", "", builds[0].digests)])


def test_a_part_holds_what_those_before_it_do_not() -> None:
    one, two, gpu = (Pin(name, "1", "", ("sha256:" + "0" * 64,)) for name in ("one", "two", "nvidia-three"))
    parts = divided([(RUN, [one, gpu]), ("dev", [one, two, gpu])])
    assert parts == {RUN: (one,), CUDA: (gpu,), "dev": (two,)}


def test_what_is_installed_is_what_is_locked() -> None:
    """Where this fails the code may be right, and the environment older than the lock: make clean, and make again."""
    assert departures(LOCK) == ()


def test_a_departure_is_told() -> None:
    other = {
        RUN: (
            Pin("numpy", "0.1", "", ()),
            Pin("not-there", "1", "", ()),
            Pin("nor-there", "1", "sys_platform == 'x'", ()),
        )
    }
    assert [line.split(":")[0] for line in departures(other)] == [
        "not-there 1 is locked, and not installed",
        next(line for line in departures(other) if line.startswith("numpy ")).split(":")[0],
    ]


def test_no_committed_file_that_installs_names_an_index() -> None:
    files = [
        "Makefile",
        "pyproject.toml",
        "constraints.txt",
        ".ci/run",
        *(f"locks/{path.name}" for path in (ROOT / "locks").iterdir()),
    ]
    named = re.compile(r"--(?:extra-)?index-url|--find-links|pythonhosted|pypi\.org|download\.pytorch")
    assert [file for file in files if named.search((ROOT / file).read_text(encoding="utf-8"))] == []


def test_every_line_of_the_makefile_that_installs_checks_digests() -> None:
    done = subprocess.run(
        ["make", "-n", "-B", ".venv/.development"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    installs = [line for line in done.stdout.splitlines() if "pip install" in line]
    assert len(installs) == 5
    assert [line for line in installs if "--require-hashes" not in line and "--editable" not in line] == []
    assert [line for line in installs if "--no-deps" not in line] == []
