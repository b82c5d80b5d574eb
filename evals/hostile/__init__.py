"""Hostile and broken files: bombs, and files that are nearly in order."""
