"""Decides which claims of different articles state one quantity."""
