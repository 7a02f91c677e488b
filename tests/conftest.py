"""Limits each test process to one core, spares garbage collections, and makes runs the same on every machine."""

import gc
import os

from hypothesis import HealthCheck, settings

# Each test process has one core: more threads of NumPy's would only wait for each other.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# Whether a test passes depends neither on the speed of the machine nor on what is drawn this time.
settings.register_profile("alike", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("alike")


def pytest_collection_finish() -> None:
    """Exempt from garbage collection the objects that stay to the end: all modules and tests."""
    gc.collect()
    gc.freeze()
