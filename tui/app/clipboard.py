"""Copies to the clipboards of the terminal, through tmux if needed, and of the desktop."""

import asyncio
import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from tui.app.notices import NoticingApp

# Seconds that a clipboard program may take.
_PATIENCE = 2
_TMUX = "tmux"


class ClipboardApp(NoticingApp):
    """An app that copies to every clipboard there is."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy text by OSC 52, and by programs if the terminal may ignore that; report if nothing takes it."""
        super().copy_to_clipboard(text)
        if not self.is_headless:
            self.run_worker(self._give_to_programs(text), group="clipboard")

    async def _give_to_programs(self, text: str) -> None:
        trouble = await asyncio.to_thread(give_to_programs, text, os.environ)
        if "TMUX" in os.environ and trouble and self._driver:
            # An older tmux, or another user's, may still pass this on to the terminal.
            self._driver.write(through_tmux(text))
        if trouble:
            self.notify(trouble, severity="warning", markup=False)


def through_tmux(text: str) -> str:
    """Return the escape sequence that copies text by OSC 52 in the terminal around tmux."""
    packed = base64.b64encode(text.encode()).decode()
    return f"\x1bPtmux;\x1b\x1b]52;c;{packed}\a\x1b\\"


def give_to_programs(text: str, environment: Mapping[str, str]) -> str:
    """Give text to the clipboard programs here; return why none took it, "" if one did.

    Without tmux there is no telling whether a terminal takes OSC 52; the Linux console and GNU screen don't.
    """
    command = _program(environment)
    given = bool(command) and _give(command, text)
    if "TMUX" in environment:
        if not _give([_TMUX, "load-buffer", "-w", "-"], text):
            return "" if given else "tmux did not take the copy: it is older than 3.2 or can't be reached."
        if not given and _option("set-clipboard") == "off":
            return "Copied inside tmux only, where prefix ] pastes it: its set-clipboard is off."
        return ""
    if given or environment.get("TERM", "").partition("-")[0].partition(".")[0] not in {"linux", "screen"}:
        return ""
    return "This terminal has no clipboard: tmux, wl-copy, xclip or xsel would keep a copy."


def _program(environment: Mapping[str, str]) -> list[str]:
    """Return the command that copies standard input to the desktop's clipboard, [] if there is none."""
    commands: list[list[str]] = []
    if sys.platform == "darwin":
        commands = [["pbcopy"]]
    elif sys.platform == "win32":
        commands = [["clip"]]
    if environment.get("WAYLAND_DISPLAY"):
        commands.append(["wl-copy"])
    if environment.get("DISPLAY"):
        commands += [["xclip", "-selection", "clipboard"], ["xsel", "--input", "--clipboard"]]
    return next((command for command in commands if shutil.which(command[0])), [])


def _give(command: list[str], text: str) -> bool:
    try:
        # Some keep running in the background and would hold a pipe open.
        ended = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return ended.returncode == 0


def _option(name: str) -> str:
    """Return the value of an option of the tmux server, "" if it can't be asked."""
    try:
        output = subprocess.run(
            [_TMUX, "show-options", "-sv", name], capture_output=True, timeout=_PATIENCE, check=False, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return output.stdout.strip()
