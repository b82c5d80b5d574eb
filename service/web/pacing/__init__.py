"""How much of the server a reader gets: requests a minute, work at once, and how slowly a body may come."""
