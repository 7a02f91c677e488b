"""The part of the application that runs jobs (adding, updating, subscribing) and shows their progress."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding

from tui.app.article_keys import article_of
from tui.app.leaving import LeavingApp
from tui.app.notices import short
from tui.screens.library_screen import LibraryScreen
from tui.text.cell_wording import title_of
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.library.articles import Article
    from tui.app.jobs import Job

ADDING, UPDATING, SUBSCRIBING = "adding", "updating", "subscribing"
BINDINGS = (
    Binding("X", "stop_job", "stop", tooltip="Stop what runs in the background", id="stop_job"),
    Binding("O", "open_result", "result", tooltip="Read what came in last", id="open_result", show=False),
)


class JobRunningApp(LeavingApp, inherit_bindings=False):
    """An app that runs commands in separate processes and shows their progress in the last line."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._jobs: list[Job] = []
        # The article that a job added last, None before the first.
        self._result: int | None = None
        # What was typed last to be added, and why it could not be.
        self._not_added = ("", "")
        # The addresses of feeds that were subscribed to during an update.
        self._unpolled: list[str] = []
        # Where the outcome of a job is shown, if not in a notice.
        self._reports: dict[Job, Callable[[str], bool]] = {}
        # What the list has chosen since before the last addition; the addition that Enter waits for, None for none.
        self._chosen_before: Article | None = None
        self._awaited: Job | None = None

    def read(self, article_id: int | None) -> None:
        """Show an article in the reader."""
        raise NotImplementedError

    def title_in_library(self, article_id: int) -> str:
        """Return the title of an article, "" if it is gone."""
        raise NotImplementedError

    def key_of(self, name: str, default: str) -> str:
        """Return the key of an action, as it is shown to a person."""
        raise NotImplementedError

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
        await asyncio.gather(*(job.end() for job in self._jobs))

    def action_add(self) -> None:
        """Ask for a page or a file, and add it."""
        from tui.screens.add_screen import AddScreen

        self.push_screen(AddScreen(*self._not_added), self._add)
        self._not_added = ("", "")

    def _add(self, name: str | None) -> None:
        if name:
            self._chosen_before = article_of(self.screen)
            self._start(ADDING, "add", "--", name, about=name)

    def read_when_added(self, chosen: "Article | None") -> bool:
        """Read what is being added as soon as it comes in, unless the reader has chosen another article since then.

        Return False if Enter is to read the chosen article: nothing is being added, or it is pressed again.
        """
        adding = next((job for job in reversed(self._jobs) if job.name == ADDING and not job.stopping), None)
        waits = adding is not None and adding is not self._awaited and self._is_same(chosen)
        self._awaited = adding if waits else None
        if waits:
            again = f" {self.key_of('open_article', 'Enter')} again reads “{title_of(chosen)}”." if chosen else ""
            self.notify(short(f"It opens when it comes in.{again}"), markup=False)
        return waits

    def _is_same(self, chosen: "Article | None") -> bool:
        before = self._chosen_before
        return (chosen and chosen.id) == (before and before.id)

    def action_update(self) -> None:
        """Poll all feeds."""
        self._update("update", "--all")

    def update_feed(self, number: int) -> None:
        """Poll one feed."""
        self._update("feed update", "--", str(number))

    def subscribe(self, address: str, report: "Callable[[str], bool]") -> None:
        """Find the feed at an address and subscribe to it.

        report: is told why that failed, "" if it didn't, and returns whether it shows that.
        """
        self._start(SUBSCRIBING, "feed add", "--", address, report=report)

    def _update(self, command: str, *arguments: str) -> None:
        if self._updates:
            self.notify("An update is running.", markup=False)
        else:
            self._start(UPDATING, command, *arguments)

    def _poll_subscribed(self) -> None:
        """Poll the feeds that were subscribed to, once no other update runs."""
        if self._unpolled and not self._updates:
            self._update("feed update", "--", *self._unpolled)
            self._unpolled = []

    @property
    def _updates(self) -> bool:
        return any(job.name == UPDATING for job in self._jobs)

    def _start(
        self, name: str, command: str, *arguments: str, about: str = "", report: "Callable[[str], bool] | None" = None
    ) -> None:
        from tui.app.jobs import Job

        job = Job(name, command, self.library_path, arguments, about)
        if report:
            self._reports[job] = report
        self._jobs.append(job)
        self._show_doing()
        self.screen.refresh_bindings()
        self.run_worker(job.run(self.post_message), group="jobs")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "stop_job":
            return bool(self._jobs)
        return super().check_action(action, parameters)

    def action_stop_job(self) -> None:
        """Stop the job that was started last; a second time, end it."""
        waiting = [job for job in self._jobs if not job.stopping] or self._jobs
        waiting[-1].stop()
        self._show_doing()

    def action_open_result(self) -> None:
        """Read the article that a job added last."""
        if self._result is None:
            self.notify("Nothing came in since Attribune was started.", markup=False)
        else:
            self.read(self._result)

    def _show_doing(self) -> None:
        for bar in self.screen.query(KeyBar):
            bar.doing = self.doing

    def on_job_progressed(self, event: "Job.Progressed") -> None:
        self._show_doing()

    def on_job_ended(self, event: "Job.Ended") -> None:
        job = event.job
        self._jobs.remove(job)
        self._show_doing()
        self.screen.refresh_bindings()
        if job.tally.articles:
            self._result = job.tally.articles[0]
        self._unpolled = [] if job.stopping else [*self._unpolled, *job.tally.subscribed]
        self._poll_subscribed()
        report = self._reports.pop(job, None)
        failed = event.trouble or job.tally.failed
        shown = report is not None and report(f"Stopped {job.name}." if job.stopping else failed)
        if job.stopping:
            self.notify(f"Stopped {job.name}. {job.result}", markup=False)
            return
        if shown and failed:
            return
        if failed and job.name == ADDING and not job.tally.articles:
            self._not_added = (job.target, failed)
        if event.trouble:
            self.notify(event.trouble, severity="error", markup=False, timeout=10)
            return
        if result := self._named(job):
            self.notify(f"{result}{self._hint(job)}", markup=False)
        if failed:
            self.notify(f"Not added: {failed}", severity="warning", markup=False, timeout=15)

    def _named(self, job: "Job") -> str:
        """Return the result of a job, with the title if it added one article."""
        title = (
            self.title_in_library(job.tally.articles[0]) if job.name == ADDING and len(job.tally.articles) == 1 else ""
        )
        return f"Added “{title}”." if title and job.tally.outcomes.get("added") else job.result

    def _hint(self, job: "Job") -> str:
        """Read what a job has added if Enter waits for it, or else select it; return how to see it if that fails."""
        if job.name != ADDING or not job.tally.articles:
            return ""
        listing = self.screen
        # Into an empty list it comes as the chosen article.
        if (
            job is self._awaited
            and isinstance(listing, LibraryScreen)
            and (self._is_same(listing.article) or not self._chosen_before)
        ):
            listing.choose(job.tally.articles[0])
            self.read(job.tally.articles[0])
            return ""
        key = self.key_of("open_result", "O")
        if not isinstance(listing, LibraryScreen):
            return f" {key} reads it."
        shown = listing.choose(job.tally.articles[0])
        return "" if shown else f" It is not in this list: {key} reads it, Esc shows all."
