"""Reference lists: where they stand, how they part into entries, and what each entry says."""
