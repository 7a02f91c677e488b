"""Functions that need no grammar: control characters, language, excerpts, names and units. No spaCy."""
