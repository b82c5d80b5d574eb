"""What the HTTP API takes and gives, as its OpenAPI description shows it; the shapes are those of `service.shapes`."""
