"""Defines the entity labels: those of the shipped pipeline, and OntoNotes' in other pipelines."""

PEOPLE, ORGANIZATIONS, PLACES = frozenset({"PER", "PERSON"}), frozenset({"ORG", "NORP"}), frozenset({"LOC", "GPE"})
