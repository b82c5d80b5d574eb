"""The workspace: everything that readers keep beside one library."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from service.workspace import conversations, reviews
from service.workspace.conversations import Conversations
from service.workspace.database import WorkspaceFile
from service.workspace.reviews import Reviews

NAME = "workspace.sqlite"


class Workspace:
    """What the readers of one library keep, in the library's folder. Safe for threads."""

    def __init__(self, folder: Path | None) -> None:
        """Open the workspace in `folder`, or make it; with None, keep everything until this process ends.

        Where there is no room for it, it goes on in memory until there is. Raises WorkspaceError.
        """
        self._open(None if folder is None else folder / NAME, may_begin_carried=True)

    @classmethod
    def at(cls, path: Path) -> Self:
        """The workspace in the file at `path`, made where there is none; raises WorkspaceError."""
        made = cls.__new__(cls)
        made._open(path, may_begin_carried=False)
        return made

    def _open(self, path: Path | None, *, may_begin_carried: bool) -> None:
        schema = (*conversations.SCHEMA, *reviews.SCHEMA)
        self._file = WorkspaceFile(path, schema, may_begin_carried=may_begin_carried)
        self.conversations = Conversations(self._file)
        self.reviews = Reviews(self._file)

    @property
    def is_kept(self) -> bool:
        """Whether what readers do outlasts the server; not where it goes on in memory for want of room or rights."""
        return self._file.is_kept

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
