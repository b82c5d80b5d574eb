"""The source: a document's pages with passages marked on them."""
