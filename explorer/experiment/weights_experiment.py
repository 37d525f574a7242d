"""The experiment that a file of weights says it is of, read from its metadata alone. No torch."""

from pathlib import Path

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import (
    LARGEST_FILE,
    SUFFIX,
    ExperimentFileError,
    load_experiment,
    read_experiment,
)
from models.sentence import say
from models.weights_header import HeaderError, read_metadata

WEIGHTS_SUFFIXES = (".safetensors", ".pt", ".pth")


def load_weights_experiment(path: Path) -> Experiment:
    """The experiment whose weights are in `path`: as the file says, or the experiment that was exported beside it.

    Its recipe begins with these weights.

    Raises:
        ExperimentFileError: the file cannot be read, is damaged, or does not say.
    """
    path = path.absolute()
    try:
        text = read_metadata(path).get("experiment")
    except HeaderError as error:
        raise ExperimentFileError((str(error),)) from error
    except OSError as error:
        raise ExperimentFileError((say("{} cannot be read: {}.", path, error.strerror or error),)) from error
    experiment = _beside(path) if text is None else _read(text, path)
    return experiment.model_copy(update={"recipe": experiment.recipe.model_copy(update={"start_from": str(path)})})


def _read(text: str, path: Path) -> Experiment:
    try:
        if len(text) > LARGEST_FILE:
            raise ExperimentFileError((say("its experiment is larger than any."),))
        return read_experiment(text)
    except ExperimentFileError as error:
        raise ExperimentFileError(tuple(say("{}: {}", path.name, problem) for problem in error.problems)) from error


def _beside(path: Path) -> Experiment:
    experiment_file = path.with_name(path.stem + SUFFIX)
    if not experiment_file.is_file():
        raise ExperimentFileError(
            (
                say(
                    "{} does not say which network it is of; open that network, and begin its training "
                    "with this file (Weights to begin with).",
                    path,
                ),
            )
        )
    return load_experiment(experiment_file)
