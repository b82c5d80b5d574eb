"""Quotes: verbatim runs of documents, where they stand, and whose statement they are."""
