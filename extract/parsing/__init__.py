"""Finds sentences, trees, tags, lemmas and names: the encoder, and the Doc made from its scores."""
