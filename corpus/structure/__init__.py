"""Layers over a text: sections, sentences, tables, references, callouts and quotations."""
