"""A question becomes quotations, or a plain "not found"."""
