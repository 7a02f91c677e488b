"""Search: what a person types, the full-text index, and searches under names."""
