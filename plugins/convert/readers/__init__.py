"""One module a format: bytes or text in, Draft out."""
