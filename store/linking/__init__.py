"""Cross-references: which articles are compared, which claims state one quantity, how they stand to each other."""
