"""Quotations: a run of words against the library's texts, word by word, and words that were taken without marks."""
