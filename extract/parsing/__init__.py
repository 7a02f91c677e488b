"""Sentences, trees, tags, lemmas and names: the encoder and what makes a Doc of its scores."""
