"""`resdense train`: trains an experiment in this process and shows how it goes."""

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from explorer.commands.progress import TrainingProgress
from explorer.commands.recipe_arguments import with_recipe_arguments
from explorer.experiment.recipe_rules import require_legal
from explorer.experiment.source import load_legal_source
from explorer.runs.events import JobFinished
from explorer.runs.run_folder import RunFolder, default_runs_root
from explorer.training.training_job import train

FAILED = 1
BAD_INPUT = 2
SIGNAL = 128
"""Added to a signal's number it is the exit status of what that signal ended, as shells have it."""


def run(arguments: argparse.Namespace) -> int:
    """Trains; the first Ctrl-C stops it and keeps the run."""
    experiment = with_recipe_arguments(load_legal_source(arguments.source), arguments)
    require_legal(experiment.recipe)
    folder = _folder(arguments.out, experiment.name)
    stop = _Stop()
    with TrainingProgress() as progress, stop.on_signals(progress):
        ended = train(experiment, folder, progress.show, stop.is_asked, threads=arguments.threads)
    if isinstance(ended, JobFinished):
        return SIGNAL + stop.signal if ended.stopped else 0
    print(f"resdense: {ended.message}", file=sys.stderr)
    if progress.has_started:
        return FAILED
    _empty(folder)
    if arguments.out is None:
        folder.path.rmdir()
    return BAD_INPUT


class _Stop:
    """Whether a signal has asked the training to stop."""

    def __init__(self):
        self.signal = 0

    def is_asked(self) -> bool:
        return self.signal != 0

    @contextmanager
    def on_signals(self, progress: TrainingProgress) -> Iterator[None]:
        """Within the block Ctrl-C and SIGTERM ask to stop, and a second Ctrl-C interrupts at once."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def ask(number: int, _: FrameType | None) -> None:
            self.signal = number
            signal.signal(signal.SIGINT, signal.default_int_handler)
            progress.say("Stopping after this step; what is done is kept. Ctrl-C again leaves at once.")

        before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _folder(out: str | None, name: str) -> RunFolder:
    return RunFolder.create(default_runs_root(), name) if out is None else RunFolder.at(Path(out))


def _empty(folder: RunFolder) -> None:
    """Takes away what a training left that never began, so that the same command can be given again."""
    for file in (folder.experiment_file, folder.environment_file, folder.metrics_file, folder.lock.path):
        file.unlink(missing_ok=True)
