"""Spares what the tests share: cores, and the time that the garbage collector takes."""

import gc
import os

# Each test process has one core: more threads of NumPy's would only wait for each other.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")


def pytest_collection_finish() -> None:
    """Keep the garbage collector away from what stays to the end: all modules and tests."""
    gc.collect()
    gc.freeze()
