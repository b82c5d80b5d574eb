"""The commands of `pincite`, and how they print."""
