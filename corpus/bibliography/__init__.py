"""Who wrote a document, when and where it appeared, and how that is known."""
