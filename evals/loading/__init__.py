"""Many readers at once: what they ask and how they behave."""
