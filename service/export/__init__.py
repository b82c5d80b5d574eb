"""Exports: conversations as documents with a bibliography, and what they quote for reference managers."""
