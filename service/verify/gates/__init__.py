"""Gates: each compares one kind of fact in a claim with the same kind in an evidence text."""
