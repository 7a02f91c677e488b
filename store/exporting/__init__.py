"""Writes articles for other programs and for people: a module for each format."""
