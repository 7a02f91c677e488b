"""Kills a process in the middle of a write; needs a C compiler."""

import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

_SOURCE = Path(__file__).with_name("kill_at_write.c")


@dataclass(slots=True)
class Trap:
    """Kills the command that it is set for at one of its writes; folder: only writes below it count."""

    folder: Path
    library: Path
    # How many writes each command made when it last ran to its end.
    writes: dict[str, int] = field(default_factory=dict)

    @classmethod
    def made(cls, folder: Path) -> "Trap":
        """Compile the library that is preloaded into a command, into the parent folder, and return the trap."""
        library = folder.with_name(f"{folder.name}-trap.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"], check=True)
        return cls(folder, library)

    def watch(self) -> dict[str, str]:
        """Return the environment in which the writes of a command are counted."""
        return self._set(0)

    def set(self, name: str, chance: random.Random) -> dict[str, str]:
        """Return the environment in which a command is killed at one of its writes, each as likely as the others."""
        return self._set(chance.randint(1, self.writes.get(name, 30)))

    def learn(self, name: str) -> None:
        """Remember how many writes a watched command made."""
        self.writes[name] = max(1, self._made())

    def went_off(self, environment: dict[str, str]) -> bool:
        """Return True if the command reached the write at which it was to be killed."""
        return self._made() >= int(environment["KILL_AT"])

    def _set(self, at: int) -> dict[str, str]:
        self._count.write_bytes(bytes(8))
        return {
            "LD_PRELOAD": str(self.library),
            "KILL_FOLDER": f"{self.folder}/",
            "KILL_COUNT": str(self._count),
            "KILL_AT": str(at),
        }

    def _made(self) -> int:
        return int.from_bytes(self._count.read_bytes(), sys.byteorder)

    @property
    def _count(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}-count")
