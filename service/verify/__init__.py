"""Verifying: a claim against the library, with evidence for and evidence against."""
