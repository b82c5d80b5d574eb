"""What a server takes from its readers, and how long it waits for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ServerLimits:
    """The most that a server takes; seconds and bytes are whole numbers above 0.

    `requests_a_minute` and `at_once` hold for a reader and for all readers together; the first only where others than
    this machine reach the server.
    """

    upload_bytes: int = 500_000_000
    upload_files: int = 1000
    waiting_uploads: int = 20
    waiting_bytes: int = 2_000_000_000
    requests_a_minute: int = 600
    at_once: int = 8
    queue: int = 200
    body_seconds: int = 30
    answer_seconds: int = 120
    stop_seconds: int = 10
    connections: int = 1000
