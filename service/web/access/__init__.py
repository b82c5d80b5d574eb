"""Who may come in where others than this machine reach the server: a token, and sessions of those who signed in."""
