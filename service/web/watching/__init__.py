"""What operators see of the server: a line a request, metrics, and whether it is well."""
