"""The experiment as a file: JSON that names its format and schema version, so that later versions can read it."""

import json
import math
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.experiment.mistakes import describe_mistakes, quoted
from models.config import NetworkConfig, Value
from models.sentence import say
from models.untrusted_file import JsonError, open_regular, parse_json

FORMAT = "resdense-experiment"
SCHEMA_VERSION = 3
SUFFIX = ".resdense.json"
LARGEST_FILE = 4 * 2**20
"""Bytes. An experiment takes a few thousand."""

Read = TypeVar("Read", bound=Value)

MIGRATIONS: dict[int, Callable[[dict], dict]] = {
    # Version 2 has more fields of the recipe; without them a recipe is what it was.
    1: lambda content: content,
    # Version 3 has `stage_lr_decay` in place of `stage_rate`, which a recipe reads by either name.
    2: lambda content: content,
}
"""For every older schema version, what turns its content into that of the next one."""


class ExperimentFileError(ValueError):
    """A file that cannot be read as an experiment."""

    def __init__(self, problems: tuple[str, ...]):
        super().__init__("\n".join(problems))
        self.problems = problems
        """One sentence each, beginning with the file's name and, where it is known, the path of the field."""


def load_experiment(path: str | os.PathLike) -> Experiment:
    """Reads an experiment, or a bare network config, which gets the default recipe.

    A network that breaks the rules of the subject is read all the same: it is refused where it would be built.

    Raises:
        ExperimentFileError: every mistake of the file at once.
    """
    path = Path(path)
    try:
        stem = path.name.removesuffix(SUFFIX).removesuffix(".json") or "untitled"
        return read_experiment(_read_text(path), name=stem)
    except ExperimentFileError as error:
        raise ExperimentFileError(tuple(say("{}: {}", path.name, problem) for problem in error.problems)) from error
    except OSError as error:
        raise ExperimentFileError(
            (say("{}: cannot be read: {}.", path, (error.strerror or str(error)).lower()),)
        ) from error


def save_experiment(path: str | os.PathLike, experiment: Experiment) -> None:
    """Writes an experiment; a crash at any moment leaves the old file or the new one.

    Raises:
        FileWriteError: the file cannot be written.
    """
    write_atomically(Path(path), write_experiment(experiment).encode())


def write_experiment(experiment: Experiment) -> str:
    """The text of an experiment's file."""
    content = {"format": FORMAT, "schema_version": SCHEMA_VERSION, **experiment.model_dump(mode="json")}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def read_experiment(text: str, *, name: str = "untitled") -> Experiment:
    """The experiment in a file's text; `name` is for a bare network config, which has none.

    Raises:
        ExperimentFileError: every mistake of the text at once.
    """
    content = _parse(text)
    if "format" not in content and "stages" in content:
        return Experiment(name=name, network=_validate(NetworkConfig, content))
    return _validate(Experiment, _current(content))


def _current(content: dict) -> dict:
    """The fields of an experiment in today's schema, without the header."""
    found = content.pop("format", None)
    if found != FORMAT:
        raise ExperimentFileError((say('is not an experiment of ResDense: it has no "format": "{}".', FORMAT),))
    version = content.pop("schema_version", None)
    if type(version) is not int or version < 1:
        raise ExperimentFileError((say("schema_version: expected a whole number from 1 on."),))
    if version > SCHEMA_VERSION:
        raise ExperimentFileError(
            (
                say(
                    "was saved by a newer ResDense (schema version {}, this one reads up to {}): update ResDense to "
                    "open it.",
                    version,
                    SCHEMA_VERSION,
                ),
            )
        )
    for older in range(version, SCHEMA_VERSION):
        content = MIGRATIONS[older](content)
    return content


def _validate(model: type[Read], content: dict) -> Read:
    try:
        return model.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise ExperimentFileError(describe_mistakes(model, error)) from error


def _parse(text: str) -> dict:
    if not text.strip():
        raise ExperimentFileError((say("is empty."),))
    try:
        content = parse_json(text, _loads)
    except JsonError as error:
        raise ExperimentFileError((say("{}.", error),)) from error
    if not isinstance(content, dict):
        raise ExperimentFileError((say("is not an experiment of ResDense: it holds no JSON object."),))
    return content


def _loads(text: str) -> object:
    return json.loads(text, object_pairs_hook=_object, parse_float=_finite, parse_constant=_finite, parse_int=_integer)


def _object(pairs: list[tuple[str, object]]) -> dict:
    content = dict(pairs)
    if len(content) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise ExperimentFileError((say("the key {} stands twice in one object.", quoted(twice)),))
    return content


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ExperimentFileError((say("{} is not a number that an experiment can hold.", text[:18]),))
    return number


def _integer(text: str) -> int:
    if len(text) > 18:
        raise ExperimentFileError((say("{}... is too large a number.", text[:18]),))
    return int(text)


def _read_text(path: Path) -> str:
    if path.is_dir():
        raise ExperimentFileError((say("is a folder, not a file."),))
    with open_regular(path) as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ExperimentFileError(
            (say("is larger than {} MiB: not an experiment of ResDense.", LARGEST_FILE // 2**20),)
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExperimentFileError((say("is not a text file."),)) from error
