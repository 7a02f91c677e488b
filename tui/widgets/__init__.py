"""The widgets: they draw what they are given and report input by messages."""
