"""Auditing: what the documents of a library repeat, contradict and leave without a source."""
