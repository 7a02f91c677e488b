"""Defines the types of the fixtures `claim` and `claims`."""

from collections.abc import Callable

from extract.claim import Claim

# (text, figure) → the claim of that figure
Find = Callable[[str, str], Claim]
Claims = Callable[[str], list[Claim]]
