"""A disk that loses what was not synced: what a power cut at any moment may leave of a folder.

It is harsher than most: a file that wasn't synced keeps any of the writes since, and a name that wasn't, with the ones
after it, is lost, though the file itself was synced.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evals.crashing.recording import Call

_NameChange = tuple[str, Callable[[dict[str, int]], None]]


@dataclass
class _File:
    """Its bytes, those that lie on the disk for sure, and what was written since; None is where it was cut off."""

    content: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, offset: int, data: bytes | None) -> None:
        _put(self.content, offset, data)
        self.since.append((offset, data))

    def sync(self) -> None:
        self.synced, self.since = bytes(self.content), []

    def after_a_cut(self, chance: random.Random | None) -> bytes:
        """What is left of it: with `chance`, some of what wasn't synced."""
        left, share = bytearray(self.synced), chance.random() if chance else 0.0
        for offset, data in self.since:
            if chance is not None and chance.random() < share:
                _put(left, offset, data)
        return bytes(left)


class Disk:
    """The folder `root` as calls change it, which was empty at first."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        self._synced_names: dict[str, int] = {}
        self._name_changes: list[_NameChange] = []
        self._offsets: dict[int, int] = {}
        self._made = 0

    def take(self, call: Call) -> bool:
        """Do what a call did; whether it was one on this folder."""
        match call.name:
            case "openat" | "open" | "creat":
                return self._open(call)
            case "rename" | "renameat" | "renameat2":
                return self._rename(*(self._path(path) for path in call.strings))
            case "unlink" | "unlinkat" | "rmdir":
                return self._unlink(self._path(call.strings[0]))
            case "mkdir" | "mkdirat":
                return self._make(self._path(call.strings[0]))
            case _:
                return call.handle is not None and self._use(call, call.handle, self._path(call.place))

    def left_by_a_cut(self, place: Path, chance: random.Random | None) -> None:
        """Write what is left to a new folder `place`: what was synced, and with `chance` some of the rest."""
        names = dict(self._synced_names)
        kept = chance.randint(0, len(self._name_changes)) if chance else 0
        for _, change in self._name_changes[:kept]:
            change(names)
        place.mkdir(parents=True)
        for name in sorted(names):
            path = place / os.path.relpath(name, self._root)
            file = self._files.get(names[name])
            if not path.parent.is_dir():
                continue
            if file is None:
                path.mkdir(exist_ok=True)
            elif not name.endswith("-shm"):
                path.write_bytes(file.after_a_cut(chance))

    def _path(self, told: bytes) -> str:
        return os.path.normpath(os.fsdecode(told))

    def _is_inside(self, path: str) -> bool:
        return path == self._root or path.startswith(self._root + os.sep)

    def _open(self, call: Call) -> bool:
        path, flags = self._path(call.strings[0]), " ".join(call.words)
        self._offsets[call.result] = 0
        if not self._is_inside(path) or not ("O_CREAT" in flags or "O_TRUNC" in flags or call.name == "creat"):
            return False
        if path not in self._names:
            self._add(path, _File())
        elif "O_TRUNC" in flags:
            self._files[self._names[path]].write(0, None)
        return True

    def _make(self, path: str) -> bool:
        if not self._is_inside(path) or path == self._root:
            return False
        self._add(path, None)
        return True

    def _add(self, path: str, file: _File | None) -> None:
        self._made += 1
        number = self._made
        if file is not None:
            self._files[number] = file
        self._names[path] = number
        self._change(path, lambda names: names.__setitem__(path, number))

    def _rename(self, old: str, new: str) -> bool:
        if not self._is_inside(new) or old not in self._names:
            return False
        number = self._names[new] = self._names.pop(old)

        def change(names: dict[str, int]) -> None:
            names.pop(old, None)
            names[new] = number

        self._change(new, change)
        return True

    def _unlink(self, path: str) -> bool:
        if self._names.pop(path, None) is None:
            return False

        def change(names: dict[str, int]) -> None:
            names.pop(path, None)

        self._change(path, change)
        return True

    def _change(self, path: str, change: Callable[[dict[str, int]], None]) -> None:
        self._name_changes.append((str(Path(path).parent), change))

    def _use(self, call: Call, handle: int, path: str) -> bool:
        if call.name == "lseek":
            self._offsets[handle] = call.result
            return False
        if not self._is_inside(path):
            return False
        if call.name in ("fsync", "fdatasync"):
            return self._sync(path)
        file = self._files.get(self._names.get(path, 0))
        if file is None:
            return False
        match call.name:
            case "write":
                file.write(self._offsets.get(handle, 0), call.strings[0][: call.result])
                self._offsets[handle] = self._offsets.get(handle, 0) + call.result
            case "pwrite64":
                file.write(int(call.words[-1]), call.strings[0][: call.result])
            case "ftruncate":
                file.write(int(call.words[-1]), None)
        return True

    def _sync(self, path: str) -> bool:
        file = self._files.get(self._names.get(path, 0))
        if file is not None:
            file.sync()
            return True
        waiting: list[_NameChange] = []
        for folder, change in self._name_changes:
            if folder == path:
                change(self._synced_names)
            else:
                waiting.append((folder, change))
        self._name_changes = waiting
        return True


def _put(content: bytearray, offset: int, data: bytes | None) -> None:
    """Write `data` at an offset, or cut the file off there; what lies between is zeros."""
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    if data is None:
        del content[offset:]
    else:
        content[offset : offset + len(data)] = data
