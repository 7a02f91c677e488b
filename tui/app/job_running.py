"""The part of the application that runs jobs (adding, updating, subscribing) and shows their progress."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.leaving import LeavingApp
from tui.screens.library_screen import LibraryScreen
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.app.jobs import Job

ADDING, UPDATING, SUBSCRIBING = "adding", "updating", "subscribing"


class JobRunningApp(LeavingApp, inherit_bindings=False):
    """An app that runs commands in separate processes and shows their progress in the last line."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._jobs: list[Job] = []

    @property
    def library_path(self) -> Path:
        """The library's file, to which the commands write."""
        raise NotImplementedError

    @property
    def doing(self) -> str:
        """What is running, and its progress."""
        return " · ".join(job.words for job in self._jobs)

    async def stop_jobs(self) -> None:
        """Stop all jobs; what they have stored stays."""
        await asyncio.gather(*(job.stop() for job in self._jobs))

    def action_add(self) -> None:
        """Ask for a page or a file, and add it."""
        from tui.screens.add_screen import AddScreen

        self.push_screen(AddScreen(), self._add)

    def _add(self, name: str | None) -> None:
        if name:
            self._start(ADDING, "add", "--", name)

    def action_update(self) -> None:
        """Poll all feeds."""
        self._update("update", "--all")

    def update_feed(self, number: int) -> None:
        """Poll one feed."""
        self._update("feed update", "--", str(number))

    def subscribe(self, address: str) -> None:
        """Find the feed at an address and subscribe to it."""
        self._start(SUBSCRIBING, "feed add", "--", address)

    def _update(self, command: str, *arguments: str) -> None:
        if any(job.name == UPDATING for job in self._jobs):
            self.notify("An update is running.", markup=False)
        else:
            self._start(UPDATING, command, *arguments)

    def _start(self, name: str, command: str, *arguments: str) -> None:
        from tui.app.jobs import Job

        job = Job(name, command, self.library_path, arguments)
        self._jobs.append(job)
        self._show_doing()
        self.run_worker(job.run(self.post_message), group="jobs")

    def _show_doing(self) -> None:
        for screen in self.screen_stack:
            for bar in screen.query(KeyBar):
                bar.doing = self.doing

    def on_job_progressed(self, event: "Job.Progressed") -> None:
        self._show_doing()

    def on_job_ended(self, event: "Job.Ended") -> None:
        self._jobs.remove(event.job)
        self._show_doing()
        if event.trouble:
            self.notify(event.trouble, severity="error", markup=False, timeout=10)
            return
        if subscribed := event.job.tally.subscribed:
            self._update("feed update", "--", *subscribed)
        if result := event.job.result:
            self.notify(f"{result}{self._hint(event.job)}", markup=False)
        if failed := event.job.tally.failed:
            self.notify(f"Not added: {failed}", severity="warning", markup=False, timeout=15)

    def _hint(self, job: "Job") -> str:
        """Select in the list what a job has added; if the list leaves it out, return how to see it."""
        if job.name != ADDING or not job.tally.articles or not isinstance(self.screen, LibraryScreen):
            return ""
        return "" if self.screen.choose(job.tally.articles[0]) else " It is not in this list: Esc shows all."
