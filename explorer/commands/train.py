"""`resdense train`: trains an experiment in this process and shows how it goes."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from explorer.commands.arguments import add_recipe_options, with_recipe_arguments
from explorer.commands.loading import leaving_on_interrupt
from explorer.commands.progress import TrainingProgress
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe_rules import require_legal
from explorer.experiment.source import load_legal_source
from explorer.runs.events import Event, JobFailed, JobFinished, JobPaused, JobStarted
from explorer.runs.resume import RunFinishedError, experiment_to_resume
from explorer.runs.run_claim import RunClaim
from explorer.runs.run_folder import RunFolder, default_runs_root
from explorer.training.job_control import JobControl

FAILED = 1
BAD_INPUT = 2
SIGNAL = 128
"""Added to a signal's number it is the exit status of what that signal ended, as shells have it."""

Train = Callable[..., JobFinished | JobFailed]


class TrainArgumentsError(ValueError):
    """What is to be trained, or gone on with, is not said; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What every process of a training is told."""

    experiment: Experiment
    path: Path
    resume: bool


def add_options(parser: argparse.ArgumentParser) -> None:
    add_recipe_options(parser, source_nargs="?")
    parser.add_argument("--out", metavar="DIR", help="a new or empty folder for the run")
    parser.add_argument(
        "--resume",
        metavar="DIR",
        nargs="?",
        const="",
        help="go on with the run in DIR, or with the one in --out, which is begun where there is none",
    )
    parser.add_argument(
        "--beyond-memory",
        action="store_true",
        help="begin though parameters, gradients and optimiser alone are larger than the device's memory",
    )


def run(arguments: argparse.Namespace) -> int:
    """Trains; the first Ctrl-C stops it and keeps the run, Ctrl-Z saves and suspends it.

    What may be refused is looked at, and the folder held, before torch is loaded: that takes seconds.
    """
    is_launched = "TORCHELASTIC_RUN_ID" in os.environ
    with ExitStack() as claims:
        task = claim = None
        if not is_launched or os.environ["RANK"] == "0":
            try:
                task, claim = _begin(arguments, claims)
            except RunFinishedError as error:
                print(error)
                if not is_launched:
                    return 0
        with leaving_on_interrupt(claims.close):
            # With torch.
            from explorer.training.runtime.distributed_ranks import join_ranks
            from explorer.training.training_job import train

            ranks = join_ranks()
        # The others are told by the first what there is to do, also that it is nothing.
        task = ranks.broadcast(task)
        perform = partial(train, threads=arguments.threads, beyond_memory=arguments.beyond_memory, ranks=ranks)
        status = 0 if task is None else _train(task, claim, perform, _Signals(is_alone=ranks.is_alone))
        if status != FAILED:
            ranks.leave()
    return status


def _train(task: _Task, claim: RunClaim | None, train: Train, signals: "_Signals") -> int:
    """Without a claim this is a process that does not write."""
    folder = RunFolder(task.path) if claim is None else claim.folder

    def show(event: Event) -> None:
        if claim is not None and isinstance(event, JobStarted | JobFinished):
            claim.commit()
        signals.show(event, progress)

    with TrainingProgress(is_silent=claim is None) as progress, signals.handled(progress):
        ended = train(task.experiment, folder, show, signals.control, resume=task.resume)
    if isinstance(ended, JobFinished):
        return SIGNAL + signals.received if ended.stopped else 0
    print(f"resdense: {ended.message}", file=sys.stderr)
    return FAILED if progress.has_started else BAD_INPUT


def _begin(arguments: argparse.Namespace, claims: ExitStack) -> tuple[_Task, RunClaim]:
    """The arguments come first: a mistake in them must not leave a folder behind."""
    if arguments.resume is None:
        experiment, out = _asked(arguments.source, arguments), arguments.out
        path = RunFolder.create(default_runs_root(), experiment.name).path if out is None else Path(out)
        claim = claims.enter_context(RunClaim(path, is_made=out is None))
        return _Task(experiment, path, resume=False), claim
    source, path = _to_resume(arguments)
    if source is not None:
        asked = _asked(source, arguments)
    elif path.is_dir():
        asked = with_recipe_arguments(experiment_to_resume(RunFolder(path)), arguments)
        require_legal(asked.recipe)
    else:
        raise TrainArgumentsError(f"There is no folder {path}; name the folder of a run, or what to train.")
    claim = claims.enter_context(RunClaim(path, resume=True))
    return _Task(experiment_to_resume(claim.folder, asked), path, resume=True), claim


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


class _Signals:
    """What signals ask: Ctrl-C and SIGTERM to stop, a second Ctrl-C to leave at once, Ctrl-Z to pause."""

    def __init__(self, *, is_alone: bool) -> None:
        self._is_alone = is_alone
        self.control = JobControl()
        self.received = 0
        """The signal that asked to stop; 0 while none has."""

    def show(self, event: Event, progress: TrainingProgress) -> None:
        """Shows an event; what is paused by Ctrl-Z is suspended, until the shell has it go on."""
        progress.show(event)
        if isinstance(event, JobPaused):
            with progress.put_away():
                signal.raise_signal(signal.SIGSTOP)
            self.control.resume()

    @contextmanager
    def handled(self, progress: TrainingProgress) -> Iterator[None]:
        """Within the block signals are for the training."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def stop(number: int, _: FrameType | None) -> None:
            self.received = number
            self.control.stop()
            if not self._is_alone:
                # The launcher passes on what the terminal has sent to this process already.
                progress.say("Stopping after this step; what is done is kept.")
                return
            signal.signal(signal.SIGINT, signal.default_int_handler)
            progress.say("Stopping after this step; what is done is kept. Ctrl-C again leaves at once.")

        def pause(*_: object) -> None:
            self.control.pause()

        handlers: dict[int, Callable[[int, FrameType | None], object]] = {signal.SIGINT: stop, signal.SIGTERM: stop}
        if self._is_alone and hasattr(signal, "SIGTSTP"):
            handlers[signal.SIGTSTP] = pause
        before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
