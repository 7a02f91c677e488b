"""When to look through all objects for garbage, which stops the screen for two frames: never while a key is handled."""

import gc

# How many collections of younger objects precede one of all, as Python has it.
_YOUNGER = 10
_NEVER = 1_000_000


def begin() -> None:
    """Collect garbage among new objects from now on, as usual; what exists already is never looked through."""
    gc.freeze()
    gc.enable()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)


def collect() -> None:
    """Look through all objects if it is time to; for a timer, as Python does it just when a key makes new ones."""
    if gc.get_count()[2] >= _YOUNGER:
        gc.collect()
