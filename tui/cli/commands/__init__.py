"""The sub-commands of `attribune`, one a module, each imported only when it is asked for."""
