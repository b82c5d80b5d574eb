"""Processes that are killed at work, and the account of what they had reported."""
