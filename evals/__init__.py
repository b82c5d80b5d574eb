"""Is it true? Measures of each stage, from outside."""
