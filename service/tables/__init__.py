"""Tables as sources: rows found, figures worked out from their cells, and disagreements named."""
