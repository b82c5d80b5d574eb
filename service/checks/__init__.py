"""Checks: what a document by itself tells of its references, tables, paragraphs and claims.

A manuscript under review and a document of the library are checked by the same ones.
"""
