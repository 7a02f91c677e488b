"""How the shipped pipeline is trained, exported and measured."""
