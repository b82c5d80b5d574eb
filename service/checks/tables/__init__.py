"""Checks of a document's tables: by themselves, against one another and against the prose around them."""
