"""The sub-commands of `attribune`, one a file; each is imported only when it is asked for."""
