"""Makes meaning vectors for handmade claims: equal for equal subjects, different for others."""

import base64
from zlib import crc32

import numpy as np


def meaning_of(subject: str) -> str:
    """Return the vectors of a subject as `Claim.meaning` stores them."""
    steps = np.random.default_rng(crc32(subject.encode())).normal(size=128)
    return base64.b85encode(np.clip(np.round(steps * 20), -127, 127).astype(np.int8).tobytes()).decode()
