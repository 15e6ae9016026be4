"""The published form of the index: small files named by content (docs/search-format.md)."""
