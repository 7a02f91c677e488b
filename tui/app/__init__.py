"""The application: opens the library, binds keys and runs jobs; has no widgets."""
