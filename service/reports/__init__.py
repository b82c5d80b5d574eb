"""Reports: findings for people who weren't there, as a page of its own and as notes in a PDF."""
