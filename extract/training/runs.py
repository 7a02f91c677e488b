"""Runs the `attribune` command and the scorers as readers run them, with a separate library in a folder."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# The data that was measured on, the measure, and its value.
Row = tuple[str, str, str]

_SCORE = re.compile(r"^ +(?P<name>[a-z][\w ,:/()-]*?) {2,}(?P<value>\d+(?:\.\d+)?.*)$", re.IGNORECASE)


class Runs:
    """Runs programs whose library, configuration and outputs are in one folder."""

    def __init__(self, folder: Path, pipeline: Path | None = None) -> None:
        self._folder = folder
        configuration = folder / "config"
        self._environment = {
            **os.environ,
            "ATTRIBUNE_LIBRARY": str(folder / "library.db"),
            "XDG_CONFIG_HOME": str(configuration),
            "PYTHONHASHSEED": "0",
        }
        if pipeline:
            (configuration / "attribune").mkdir(parents=True)
            settings = f"pipeline = {json.dumps(str(pipeline.resolve()))}\n"
            (configuration / "attribune" / "config.toml").write_text(settings, encoding="utf8")
        self._count = 0

    def attribune(self, *arguments: str | Path) -> Path:
        """Run the command; return the file with its output."""
        return self._run([sys.executable, "-c", "from tui.cli import main; main()", *map(str, arguments)])

    def program(self, *arguments: str | Path) -> Path:
        """Run a Python program; return the file with its output."""
        return self._run([sys.executable, *map(str, arguments)])

    def score(self, what: str, scorer: Path, *arguments: Path) -> Iterator[Row]:
        """Yield the numbers that a scorer prints."""
        for line in self.program(scorer, *arguments).read_text(encoding="utf8").splitlines():
            if match := _SCORE.match(line):
                yield what, match["name"], match["value"].strip()

    def _run(self, command: list[str]) -> Path:
        self._count += 1
        out = self._folder / f"{self._count}.out"
        with out.open("wb") as file:
            ran = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, env=self._environment, check=False)
        if ran.returncode:
            sys.exit(f"{command[-1]} failed: {ran.stderr.decode(errors='replace').strip()[-500:]}")
        return out
