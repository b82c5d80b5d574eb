"""Reviewing: a manuscript against itself and against the library."""
