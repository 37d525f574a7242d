"""`resdense train`: trains an experiment in this process and shows how it goes."""

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from explorer.commands.progress import TrainingProgress
from explorer.commands.recipe_arguments import with_recipe_arguments
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe_rules import require_legal
from explorer.experiment.source import load_legal_source
from explorer.runs.events import Event, JobFinished, JobPaused
from explorer.runs.resume import RunFinishedError, experiment_to_resume
from explorer.runs.run_folder import RunFolder, default_runs_root
from explorer.training.distributed_ranks import join_ranks
from explorer.training.job_control import JobControl
from explorer.training.ranks import Ranks
from explorer.training.training_job import train

FAILED = 1
BAD_INPUT = 2
SIGNAL = 128
"""Added to a signal's number it is the exit status of what that signal ended, as shells have it."""


class TrainArgumentsError(ValueError):
    """What is to be trained, or gone on with, is not said; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class _Task:
    experiment: Experiment
    folder: RunFolder
    resume: bool


def run(arguments: argparse.Namespace) -> int:
    """Trains; the first Ctrl-C stops it and keeps the run, Ctrl-Z saves and suspends it."""
    ranks = join_ranks()
    # The others are told by the first what there is to do.
    task = ranks.spread(_first_task(arguments, ranks) if ranks.is_first else None)
    if isinstance(task, RunFinishedError):
        return _say_finished(task, ranks)
    if isinstance(task, ValueError):
        return _refuse(task, ranks)
    status = _train(task, arguments, ranks)
    if status != FAILED:
        ranks.leave()
    return status


def _first_task(arguments: argparse.Namespace, ranks: Ranks) -> _Task | ValueError:
    try:
        return _task(arguments)
    except ValueError as error:
        if ranks.is_alone and not isinstance(error, RunFinishedError):
            raise
        return error


def _say_finished(error: RunFinishedError, ranks: Ranks) -> int:
    if ranks.is_first:
        print(error)
    ranks.leave()
    return 0


def _refuse(error: ValueError, ranks: Ranks) -> int:
    if ranks.is_first:
        raise error
    return BAD_INPUT


def _train(task: _Task, arguments: argparse.Namespace, ranks: Ranks) -> int:
    is_new = not task.folder.experiment_file.is_file()
    signals = _Signals(ranks)
    with TrainingProgress(is_silent=not ranks.is_first) as progress, signals.heeded(progress):
        ended = train(
            task.experiment,
            task.folder,
            lambda event: signals.show(event, progress),
            signals.control,
            threads=arguments.threads,
            resume=task.resume,
            ranks=ranks,
        )
    if isinstance(ended, JobFinished):
        return SIGNAL + signals.received if ended.stopped else 0
    print(f"resdense: {ended.message}", file=sys.stderr)
    if progress.has_started:
        return FAILED
    if is_new and ranks.is_first:
        _empty(task.folder)
        if arguments.out is None and arguments.resume is None:
            task.folder.path.rmdir()
    return BAD_INPUT


def _task(arguments: argparse.Namespace) -> _Task:
    if arguments.resume is None:
        experiment = _asked(arguments.source, arguments)
        return _Task(experiment, _new_folder(arguments.out, experiment.name), resume=False)
    source, path = _to_resume(arguments)
    # Before the folder: a mistake in what is asked must not leave one behind.
    asked = None if source is None else _asked(source, arguments)
    if asked is None and not path.is_dir():
        raise TrainArgumentsError(f"There is no folder {path}; name the folder of a run, or what to train.")
    folder = RunFolder.again(path) if asked is not None else RunFolder(path)
    experiment = experiment_to_resume(folder, asked)
    if asked is None:
        changed = with_recipe_arguments(experiment, arguments)
        require_legal(changed.recipe)
        experiment = experiment_to_resume(RunFolder.again(path), changed)
    return _Task(experiment, folder, resume=True)


def _to_resume(arguments: argparse.Namespace) -> tuple[str | None, Path]:
    """What is to be trained, None for what the run says, and the run's folder."""
    match arguments.source, arguments.resume, arguments.out:
        case source, "", out if out is not None:
            return source, Path(out)
        case None, source, out if out is not None:
            # `train --resume SOURCE --out DIR`: the word behind the flag is the source.
            return source, Path(out)
        case source, path, None if path:
            return source, Path(path)
    raise TrainArgumentsError(
        "Name the folder of the run once: train SOURCE --out DIR --resume, or train --resume DIR."
    )


def _asked(source: str | None, arguments: argparse.Namespace) -> Experiment:
    if source is None:
        raise TrainArgumentsError(
            "Name what to train as SOURCE, a preset or a file; or a run to go on with: --resume DIR."
        )
    experiment = with_recipe_arguments(load_legal_source(source), arguments)
    require_legal(experiment.recipe)
    return experiment


def _new_folder(out: str | None, name: str) -> RunFolder:
    return RunFolder.create(default_runs_root(), name) if out is None else RunFolder.at(Path(out))


class _Signals:
    """What signals ask: Ctrl-C and SIGTERM to stop, a second Ctrl-C to leave at once, Ctrl-Z to pause."""

    def __init__(self, ranks: Ranks) -> None:
        self._ranks = ranks
        self.control = JobControl()
        self.received = 0
        """The signal that asked to stop; 0 while none has."""

    def show(self, event: Event, progress: TrainingProgress) -> None:
        """Shows an event; what is paused by Ctrl-Z is suspended, until the shell has it go on."""
        progress.show(event)
        if isinstance(event, JobPaused):
            with progress.put_away():
                signal.raise_signal(signal.SIGSTOP)
            self.control.go_on()

    @contextmanager
    def heeded(self, progress: TrainingProgress) -> Iterator[None]:
        """Within the block signals are for the training."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def stop(number: int, _: FrameType | None) -> None:
            self.received = number
            self.control.stop()
            if not self._ranks.is_alone:
                # The launcher passes on what the terminal has sent to this process already.
                progress.say("Stopping after this step; what is done is kept.")
                return
            signal.signal(signal.SIGINT, signal.default_int_handler)
            progress.say("Stopping after this step; what is done is kept. Ctrl-C again leaves at once.")

        def pause(*_: object) -> None:
            self.control.pause()

        handlers = {signal.SIGINT: stop, signal.SIGTERM: stop}
        if self._ranks.is_alone and hasattr(signal, "SIGTSTP"):
            handlers[signal.SIGTSTP] = pause
        before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _empty(folder: RunFolder) -> None:
    """Takes away what a training left that never began, so that the same command can be given again."""
    for file in (folder.experiment_file, folder.environment_file, *folder.first_files()):
        file.unlink(missing_ok=True)
