"""Turns files, folders, standard input and web pages into articles."""
