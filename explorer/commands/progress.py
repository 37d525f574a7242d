"""How a training shows itself in the terminal: a bar that moves, and a line for every epoch."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.text import Text

from explorer.commands.console import VisibleConsole
from explorer.number_format import amount_done, duration_text
from explorer.runs.events import (
    EpochDone,
    Event,
    JobFinished,
    JobNote,
    JobPaused,
    JobStarted,
    Loading,
    RatesTried,
    StepsDone,
)


class _Console(VisibleConsole):
    """Goes silent once its reader has left (`train | head`): a training is not lost for that."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        # What is still to be flushed goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())


class TrainingProgress:
    """Shows the events of one job; a context manager. Without a terminal there are only the lines."""

    def __init__(self, console: Console | None = None, *, is_silent: bool = False):
        self.has_started = False
        """Whether the job got as far as its first step."""
        self._console = console or _Console(highlight=False, markup=False, soft_wrap=True, quiet=is_silent)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            TaskProgressColumn(),
            TextColumn("{task.fields[state]}", markup=False),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
            expand=True,
        )
        self._task = self._progress.add_task("Loading", total=None, state="")
        self._epochs = 0
        self._loading = ""
        self._steps_per_epoch = 0

    def __enter__(self) -> "TrainingProgress":
        self._progress.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    @contextmanager
    def put_away(self) -> Iterator[None]:
        """Within the block the bar is gone and the cursor is there: the terminal is somebody else's."""
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()

    def show(self, event: Event) -> None:
        """Shows one event. A failure is left to the caller, who says it on standard error."""
        match event:
            case Loading():
                self._load(event)
            case JobStarted():
                self._start(event)
            case StepsDone():
                self._advance(event)
            case RatesTried():
                state = f"rate {event.rates[-1]:.1e}, loss {event.losses[-1]:.3f}"
                self._progress.update(
                    self._task, description="Trying learning rates", total=event.num_steps, state=state
                )
                self._progress.advance(self._task, len(event.rates))
            case EpochDone():
                self.say(_epoch_line(event, self._epochs))
            case JobNote():
                self.say(event.message)
            case JobPaused():
                self.say(f"Paused and saved after step {event.step:,}.")
            case JobFinished():
                self.say(_end_line(event))
                self.say(f"Run: {event.run_folder}")

    def say(self, line: str) -> None:
        """Prints a line above the bar."""
        try:
            self._console.print(Text(line), soft_wrap=True)
        except OSError:
            # A full disk takes no line either.
            self._console.on_broken_pipe()

    def _load(self, event: Loading) -> None:
        if not self._console.is_terminal and event.what != self._loading and event.unit == "bytes":
            self.say(f"{event.what}.")
        self._loading = event.what
        total = event.total or None
        self._progress.update(
            self._task,
            description=event.what,
            total=total,
            completed=event.done,
            state=amount_done(event.done, event.total, in_bytes=event.unit == "bytes"),
        )

    def _start(self, event: JobStarted) -> None:
        self.has_started = True
        self._epochs, self._steps_per_epoch = event.epochs, event.steps_per_epoch
        self._progress.update(self._task, total=event.num_steps, completed=event.first_step - 1)
        self.say(
            f"Training {event.params:,} parameters on {event.device}: {event.train_images:,} training and "
            f"{event.test_images:,} test images, {len(event.classes)} classes."
        )
        if event.first_step > 1:
            self.say(f"Going on with step {event.first_step:,} in epoch {event.first_epoch:,}.")

    def _advance(self, event: StepsDone) -> None:
        left = "" if event.seconds_left is None else f", {duration_text(event.seconds_left)} left"
        num_steps = len(event.steps)
        self._progress.update(
            self._task,
            completed=event.steps[-1],
            description=f"Epoch {min(int(event.epoch) + 1, self._epochs)}/{self._epochs}",
            state=f"loss {sum(event.losses) / num_steps:.3f}, accuracy {sum(event.accuracies) / num_steps:.1%}{left}",
        )


def _epoch_line(event: EpochDone, epochs: int) -> str:
    width = len(str(epochs))
    best = "  best" if event.is_best else ""
    return (
        f"Epoch {event.epoch:{width}}/{epochs}  train {event.train_loss:.4f} {event.train_accuracy:6.2%}  "
        f"test {event.test_loss:.4f} {event.test_accuracy:6.2%}  {event.seconds:.1f} s{best}"
    )


def _end_line(event: JobFinished) -> str:
    ended = "Stopped" if event.stopped else "Finished"
    epochs = f"{event.epochs} epoch{'' if event.epochs == 1 else 's'}"
    if event.best_epoch is None:
        return f"{ended} after {epochs} in {duration_text(event.seconds)}, before the first test."
    return (
        f"{ended} after {epochs} in {duration_text(event.seconds)}: best test accuracy {event.best_test_accuracy:.2%} "
        f"in epoch {event.best_epoch}."
    )
