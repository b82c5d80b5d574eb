"""Reviews of manuscripts, as pages."""
