"""The workspace: everything that readers keep beside one library."""

from __future__ import annotations

from pathlib import Path

from service.workspace import conversations, reviews
from service.workspace.conversations import Conversations
from service.workspace.database import WorkspaceFile
from service.workspace.reviews import Reviews

NAME = "workspace.sqlite"


class Workspace:
    """What the readers of one library keep, in the library's folder. Safe for threads."""

    def __init__(self, folder: Path | None) -> None:
        """Open the workspace in `folder`, or make it; with None, keep everything until this process ends.

        Raises WorkspaceError.
        """
        self._file = WorkspaceFile(None if folder is None else folder / NAME, (*conversations.SCHEMA, *reviews.SCHEMA))
        self.conversations = Conversations(self._file)
        self.reviews = Reviews(self._file)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
