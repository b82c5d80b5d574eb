"""The calibrated judge: gates, alignment and nearness, weighed by a small classifier."""
