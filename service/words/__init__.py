"""Words: what tells one text from another, and what inflection hides."""
