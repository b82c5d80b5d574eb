"""Reference lists held against the text that cites them, and against themselves."""
