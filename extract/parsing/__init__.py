"""Sentences, trees, tags, lemmas and names: the encoder, and turning its scores into a Doc."""
