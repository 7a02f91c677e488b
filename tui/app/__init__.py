"""The application: it opens the library, binds keys, runs jobs, and holds no widget."""
