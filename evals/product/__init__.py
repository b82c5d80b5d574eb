"""The product as the evals meet it: the one place that knows how each part of it is called."""
