"""The widgets: they draw what they are given and say by messages what was done to them."""
