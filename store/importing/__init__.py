"""Brings in what other programs kept: a module for each format, all of which give items by their names."""
