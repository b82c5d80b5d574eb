"""Work in the background: reading uploads, checking manuscripts, auditing; told of while it runs."""
