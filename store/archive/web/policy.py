"""Defines the limits on what we ask of other people's servers and on how long we wait for them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits of fetching; times are seconds.

    timeout: without a byte from the other side; patience: for one attempt as a whole. attempts: how many, if errors may
    pass by themselves; pause: before the second attempt, doubled before each further one. longest_pause: the longest
    Retry-After that is waited for; beyond it the server is left alone for this run. delay: between two requests to one
    host. size: bytes of an answer, unpacked; the same as for a file.
    """

    timeout: float = 20.0
    patience: float = 60.0
    attempts: int = 3
    pause: float = 1.0
    longest_pause: float = 30.0
    delay: float = 0.5
    redirects: int = 10
    size: int = 20_000_000
