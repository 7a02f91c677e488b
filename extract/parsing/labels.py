"""Labels of names: those of the shipped pipeline, and OntoNotes' of others."""

PEOPLE, ORGANIZATIONS, PLACES = frozenset({"PER", "PERSON"}), frozenset({"ORG", "NORP"}), frozenset({"LOC", "GPE"})
