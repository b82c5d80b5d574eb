"""The library's audit, as a page."""
