"""Notices: what a reader should know beside what was asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """Something that a reader should know; `kind` is one word for programs."""

    kind: str
    text: str
