"""The one reader of what a run's folder holds, which anyone may have written, or may be writing or removing just now.

Whatever is wrong with a file is a RunFolderError: one sentence with the file, the place in it and what to do.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import ExperimentFileError, load_experiment
from explorer.runs.run_folder import RunFolder, RunFolderError
from models.sentence import say
from models.spec import NetworkSpec, attempt
from models.untrusted_file import JsonError, open_regular, parse_json

LARGEST_OBJECT = 4 * 2**20
"""Bytes of a file that is one JSON object. Such files take a few thousand."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file of a run for reading in binary; an OSError of the block is a RunFolderError too."""
    try:
        with open_regular(path) as file:
            yield file
    except OSError as error:
        raise RunFolderError(
            "Cannot read {}: {}; restore the file or delete it.", path, error.strerror or error
        ) from error


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object that a file is."""
    with opened(path) as file:
        text = file.read(LARGEST_OBJECT + 1)
    if len(text) > LARGEST_OBJECT:
        raise RunFolderError(
            "{} is larger than any such file ({} MiB); restore the file or delete it.", path, LARGEST_OBJECT // 2**20
        )
    try:
        value = parse_json(text)
    except JsonError as error:
        raise RunFolderError("{} {}; restore the file or delete it.", path, error) from error
    if not isinstance(value, dict):
        raise RunFolderError("{} holds no JSON object; restore the file or delete it.", path)
    return value


def read_environment(folder: RunFolder) -> dict[str, Any]:
    """Where a run was trained; nothing where it does not say."""
    return read_object(folder.environment_file) if is_there(folder.environment_file) else {}


def read_run_experiment(folder: RunFolder) -> Experiment:
    """What a run trains."""
    path = folder.experiment_file
    try:
        return load_experiment(path)
    except ExperimentFileError as error:
        first, *others = error.problems
        what = f"{path}{first.removeprefix(path.name).removeprefix(str(path))}".rstrip(".")
        more = say(" (and {:,} more)", len(others)) if others else ""
        raise RunFolderError("{}{}; restore the file, or begin a new run.", what, more) from error


def trained_network(folder: RunFolder, experiment: Experiment) -> NetworkSpec:
    """The network of a run's experiment. Raises RunFolderError where it is none that can be built."""
    spec, issues = attempt(experiment.network)
    if spec is None:
        raise RunFolderError("{}{}; restore the file, or begin a new run.", f"{folder.experiment_file}: ", issues[0])
    return spec


def require_files(folder: RunFolder) -> None:
    """Raises RunFolderError where a name of the run's files is that of a folder, a pipe or a link to nowhere."""
    for path in (folder.lock.path, folder.state_file, folder.best_file, folder.last_file):
        if is_there(path) and not is_file(path):
            raise RunFolderError("{} is not a regular file; restore it or take it away.", path)


def is_being_written(folder: RunFolder) -> bool:
    """Whether a process records the run. What only has the lock's name is not opened: a pipe would wait for ever."""
    return is_file(folder.lock.path) and folder.lock.is_held()


def is_file(path: Path) -> bool:
    """Whether it is a regular file; False where that cannot be asked."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether anything has that name, be it a link that leads nowhere; False where that cannot be asked."""
    return os.path.lexists(path)


WeightsChoice = Literal["best", "last"]


def weights_file(folder: RunFolder, which: WeightsChoice) -> Path:
    """The file with the weights of the best epoch or of the last. Raises RunFolderError where there is none."""
    if not is_there(folder.experiment_file):
        raise RunFolderError("{} is not the folder of a run: it has no {}.", folder.path, folder.experiment_file.name)
    files = {"best": folder.best_file, "last": folder.last_file}
    if not is_there(files[which]):
        others = [name for name, file in files.items() if is_there(file)]
        advice = say("choose the {} ones", others[0]) if others else say("it was ended before the first were saved")
        raise RunFolderError("{} has no {} weights; {}.", folder.path, which, advice)
    return files[which]


def available_weights(folder: RunFolder) -> WeightsChoice | None:
    """The better ones of a run's weights: those of its best epoch, otherwise the last; None where it has none."""
    if is_there(folder.best_file):
        return "best"
    return "last" if is_there(folder.last_file) else None
