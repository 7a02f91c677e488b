"""The screens, a module each, with the style sheet beside it."""
