"""The library's page: what is held, and what comes in."""
