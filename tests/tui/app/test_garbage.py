"""Garbage is collected on the timer, never while a key is handled."""

import gc

from tui.app import garbage


def collections() -> int:
    return sum(generation["collections"] for generation in gc.get_stats())


def test_what_keys_leave_is_looked_through_only_when_the_timer_asks() -> None:
    thresholds, enabled = gc.get_threshold(), gc.isenabled()
    try:
        garbage.begin()
        garbage.collect()
        before, left = collections(), [[number] for number in range(20_000)]
        assert collections() == before
        garbage.collect()
        assert collections() == before + 1
        del left
    finally:
        gc.set_threshold(*thresholds)
        if not enabled:
            gc.disable()
