"""Public gold data, read from the folder that the user names: nothing of it is part of the project."""
