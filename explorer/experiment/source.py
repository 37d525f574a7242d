"""A source: what a person names on the command line, a preset, a family with its depth, a file, or a run's folder."""

import os
from pathlib import Path

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import (
    LARGEST_FILE,
    SUFFIX,
    ExperimentFileError,
    load_experiment,
    read_experiment,
)
from explorer.experiment.mistakes import did_you_mean
from models.families import FAMILIES, DepthError, FamilyError, family_network, names_family
from models.presets import PRESETS
from models.sentence import SaidError, say
from models.spec import check
from models.weights_header import HeaderError, read_metadata

RUN_EXPERIMENT = "experiment.json"
"""The file of a run's folder that holds network and recipe."""


class SourceError(SaidError):
    """The source does not name a network."""


def load_source(source: str) -> Experiment:
    """The experiment that a source names: a preset, a family with its numbers, a file or a run's folder.

    A file may be an experiment, or weights that this program wrote: training then begins with them.

    Raises:
        SourceError: there is neither such a preset nor such a file, or the family has no such depth.
        ExperimentFileError: the file is not a good one.
    """
    if source in PRESETS:
        return Experiment(name=source, network=PRESETS[source])
    if names_family(source):
        try:
            return Experiment(name=source, network=family_network(source))
        except (DepthError, FamilyError) as error:
            raise SourceError("{}: {}.", source, error) from error
    path = Path(source)
    if path.is_dir() and (path / RUN_EXPERIMENT).is_file():
        return load_experiment(path / RUN_EXPERIMENT)
    if path.suffix in WEIGHTS_SUFFIXES:
        return load_weights_experiment(path)
    if path.exists() or os.sep in source or source.endswith(".json"):
        return load_experiment(source)
    advice = did_you_mean(source, (*PRESETS, *FAMILIES), say('the command "presets" lists the presets'))
    raise SourceError('"{}" is neither a preset nor a file{}', source, advice)


def load_legal_source(source: str) -> Experiment:
    """Like `load_source`, for a network that can be built and trained.

    Raises:
        SourceError: also if the network is not legal: one line for each issue.
    """
    experiment = load_source(source)
    issues = check(experiment.network)
    if issues:
        raise SourceError("\n".join(f"{Path(source).name}: {issue}." for issue in issues))
    return experiment


WEIGHTS_SUFFIXES = (".safetensors", ".pt", ".pth")


def load_weights_experiment(path: Path) -> Experiment:
    """The experiment whose weights are in `path`: from the file's metadata, or from the experiment exported beside it.

    Its recipe starts from these weights.

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
    experiment = _load_beside(path) if text is None else _read_embedded(text, path)
    return experiment.model_copy(update={"recipe": experiment.recipe.model_copy(update={"start_from": str(path)})})


def _read_embedded(text: str, path: Path) -> Experiment:
    try:
        if len(text) > LARGEST_FILE:
            raise ExperimentFileError((say("its experiment is larger than any."),))
        return read_experiment(text)
    except ExperimentFileError as error:
        raise ExperimentFileError(tuple(say("{}: {}", path.name, problem) for problem in error.problems)) from error


def _load_beside(path: Path) -> Experiment:
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
