"""What a person uses: the command `attribune` and the terminal application."""
