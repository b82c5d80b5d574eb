"""One module a suite: what `python -m evals NAME` runs."""
