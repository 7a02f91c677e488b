"""Attribune's extractor: text in, claims out. No database, no screen, no network."""

# Stored with every article's claims; raised when the same text would give other claims.
VERSION = "3"
