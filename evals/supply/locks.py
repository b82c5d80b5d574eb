"""The lock: every distribution that is installed, at one version, with the digests of all its files.

It is resolved for every platform by uv, and kept as requirements files that pip checks with `--require-hashes`: one for
what the product needs, and for each extra what it needs beyond that.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.supply.errors import LockFailed

RUN, CPU, CUDA, OCR, DEVELOPMENT, BENCH = "run", "cpu", "cuda", "ocr", "dev", "bench"
"""What the product needs; PyTorch for the CPU, and what it needs if it was built for CUDA; what each extra needs."""

PARTS: Mapping[str, tuple[str, ...]] = {
    RUN: (),
    OCR: (OCR,),
    DEVELOPMENT: (DEVELOPMENT,),
    BENCH: (DEVELOPMENT, BENCH),
}
"""What is locked and the extras that it needs, each part holding those before it."""

PYTHON = "3.11"
"""The oldest Python that is locked for."""

_CUDA = re.compile(r"(?:nvidia|cuda)-|triton$")
_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?: *; *(?P<marker>[^\\]*?))? *(?=--hash|$)")
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})\b")
_HEADS: Mapping[str, str] = {
    RUN: "What Pincite needs, with the SHA-256 of every file of it that Python's package index serves.",
    CUDA: "What PyTorch needs beside run.txt on Linux, if it is the build for CUDA, as in Python's index.",
    OCR: "What reading scanned pages needs beside run.txt.",
    DEVELOPMENT: "What testing and developing need beside run.txt and ocr.txt.",
    BENCH: "What the benchmark of the index needs beside all that: the baselines.",
}
_HOW = "Made by `make constraints`; installed by `pip install --require-hashes --no-deps`."


@dataclass(frozen=True, order=True)
class Pin:
    """One distribution of the lock; `marker` says on which platforms, and is empty for all."""

    name: str
    version: str
    marker: str
    digests: tuple[str, ...]

    def __str__(self) -> str:
        """The pin as requirements files have it."""
        head = f"{self.name}=={self.version}" + (f" ; {self.marker}" if self.marker else "")
        return " \\\n".join([head, *(f"    --hash={digest}" for digest in self.digests)])


def canonical(name: str) -> str:
    """A distribution's name as indexes compare it: `Jinja2` and `jinja2` are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(requirements: str) -> tuple[Pin, ...]:
    """The pins of a requirements file, by name; raises LockFailed for a line that is none."""
    found = []
    for line in re.sub(r"\\\r?\n\s*", " ", requirements).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        pin = _PIN.match(line)
        if pin is None:
            raise LockFailed(f"the lock has a line that pins nothing: {line[:80]!r}; make it again (make constraints)")
        digests = tuple(sorted(_HASH.findall(line)))
        found.append(Pin(canonical(pin["name"]), pin["version"], (pin["marker"] or "").strip(), digests))
    return tuple(sorted(found))


def read_lock(folder: Path) -> dict[str, tuple[Pin, ...]]:
    """The pins of each file of the lock in `folder`; raises LockFailed where one is missing."""
    try:
        return {part: pins((folder / f"{part}.txt").read_text(encoding="utf-8")) for part in (CUDA, *PARTS)}
    except OSError as error:
        raise LockFailed(f"the lock in {folder} can't be read ({error}); make it again (make constraints)") from error


def make_lock(root: Path, renew: bool = False) -> Mapping[str, tuple[Pin, ...]]:
    """Resolve what `root`/pyproject.toml asks for, and write `locks/` and `constraints.txt` anew.

    Versions in constraints.txt are kept unless `renew`. Raises LockFailed, and then nothing is changed.
    """
    kept = root / "constraints.txt"
    today = kept.read_text(encoding="utf-8") if kept.exists() else ""
    whole = _resolved(root, PARTS[BENCH], prefer="" if renew else today)
    versions = to_constraints(whole)
    parts = divided([(part, _resolved(root, PARTS[part], versions=versions)) for part in PARTS])
    check_builds(parts, pins((root / "locks" / f"{CPU}.txt").read_text(encoding="utf-8")))
    for part, held in parts.items():
        (root / "locks" / f"{part}.txt").write_text(to_requirements(part, held), encoding="utf-8")
    kept.write_text(versions, encoding="utf-8")
    return parts


def divided(resolved: Sequence[tuple[str, Sequence[Pin]]]) -> dict[str, tuple[Pin, ...]]:
    """Each part's pins less those of the parts before it; what only a build for CUDA needs is a part of its own."""
    parts: dict[str, tuple[Pin, ...]] = {}
    known: set[Pin] = set()
    for part, held in resolved:
        new = sorted(set(held) - known)
        known.update(new)
        parts[part] = tuple(pin for pin in new if not _CUDA.match(pin.name))
        parts[CUDA] = (*parts.get(CUDA, ()), *(pin for pin in new if _CUDA.match(pin.name)))
    return parts


def check_builds(parts: Mapping[str, Sequence[Pin]], builds: Iterable[Pin]) -> None:
    """Raise LockFailed unless each build is of the version that is locked."""
    locked = {pin.name: pin.version for held in parts.values() for pin in held}
    for build in builds:
        version = build.version.partition("+")[0]
        if locked.get(build.name) != version:
            raise LockFailed(
                f"locks/{CPU}.txt has {build.name} {version}, but {locked.get(build.name, 'none')} is to be locked: "
                f"put the build of that version there, or ask for {build.name}=={version} in pyproject.toml"
            )


def to_requirements(part: str, held: Iterable[Pin]) -> str:
    """The file of one part."""
    return f"# {_HEADS[part]}\n# {_HOW}\n" + "".join(f"{pin}\n" for pin in held)


def to_constraints(held: Iterable[Pin]) -> str:
    """The versions alone, one a line."""
    return "".join(f"{line}\n" for line in sorted({f"{pin.name}=={pin.version}" for pin in held}))


def _resolved(root: Path, extras: Sequence[str], *, prefer: str = "", versions: str = "") -> tuple[Pin, ...]:
    """What the product and `extras` need on every platform, as wheels; of `versions`, else rather of those in `prefer`.

    What builds the product is among it, so that nothing is fetched without its digest. Raises LockFailed.
    """
    project = root / "pyproject.toml"
    building: Sequence[str] = tomllib.loads(project.read_text(encoding="utf-8"))["build-system"]["requires"]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, content in (("building", "\n".join(building)), ("versions", versions), ("lock", prefer)):
            (folder / f"{name}.txt").write_text(content, encoding="utf-8")
        _run_uv(
            [str(project), str(folder / "building.txt"), "--constraint", str(folder / "versions.txt"),
             *(argument for extra in extras for argument in ("--extra", extra)),
             "--universal", "--python-version", PYTHON, "--generate-hashes", "--only-binary", ":all:",
             "--no-header", "--no-annotate", "--output-file", str(folder / "lock.txt")]
        )  # fmt: skip
        return pins((folder / "lock.txt").read_text(encoding="utf-8"))


def _run_uv(arguments: Sequence[str]) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise LockFailed(f"uv can't lock what pyproject.toml asks for: {' '.join(done.stderr.split())[:1000]}")
