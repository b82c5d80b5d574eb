"""Sample literature: eight short documents on industrial clusters, written for Pincite and not peer-reviewed."""
