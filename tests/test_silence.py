"""Nothing looks up a host that the user did not name, and no dependency does either."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# Seconds after the first text; the report of the inference library, where it is on, goes out after eight.
_SECONDS = float(os.environ.get("ATTRIBUNE_SILENCE", "10"))
_APART = ("unshare", "-rnm")


def _why_not() -> str:
    try:
        done = subprocess.run(
            [*_APART, "sh", "-c", "ip link set lo up && mount --bind /etc/hosts /etc/resolv.conf"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        return f"needs `unshare`: {error}"
    return f"needs a network of its own: {done.stderr.strip()}" if done.returncode else ""


def test_extraction_update_crawl_and_app_look_up_no_name(tmp_path: Path) -> None:
    if why := _why_not():
        pytest.skip(why)
    done = subprocess.run(
        [*_APART, sys.executable, "-m", "tests.silence", str(tmp_path), str(_SECONDS)],
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_telemetry_is_off_before_the_inference_library_loads() -> None:
    """Whatever the environment says, and also where the components are all that is imported."""
    code = "import os, sys, extract; print(os.environ['ORT_DISABLE_TELEMETRY'], 'onnxruntime' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "ORT_DISABLE_TELEMETRY": "0"},
    )
    assert done.stdout == "1 False\n"
