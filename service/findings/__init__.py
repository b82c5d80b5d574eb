"""Findings: what a check of a document found, with the passage that it is about and what it rests on."""
