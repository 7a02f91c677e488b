"""Finds cross-references: which articles are compared, which claims state one quantity, and how these relate."""
