"""Readers: one module a file format, one module a heavy library."""
