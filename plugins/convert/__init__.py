"""Turns a keeper's sources, in any format, into the archive's documents.

One way: bytes → decode → readers/ (structure) → fields (what is known of it) → Document → file.
Knows nothing of Pelican.
"""
