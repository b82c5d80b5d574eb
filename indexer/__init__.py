"""The library: passages in context, their vectors, their words, and the documents they stand in."""
