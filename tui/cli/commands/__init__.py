"""The sub-commands of `attribune`, a module each, imported on demand."""
