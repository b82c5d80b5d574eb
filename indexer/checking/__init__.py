"""Checking: what is damaged in a library, and mending it."""
