"""The data that a command is given: a name, or a folder."""

from pathlib import Path
from typing import get_args

from explorer.experiment.mistakes import did_you_mean
from explorer.experiment.recipe import DataConfig, DataName

DATA_NAMES = tuple(name for name in get_args(DataName) if name != "folder")


class ArgumentError(ValueError):
    """Arguments that name nothing, or do not go together."""


def data_argument(text: str) -> DataConfig:
    """The data of that name, or in the folder at that path.

    Raises:
        ArgumentError: it looks like a name and is neither.
    """
    if text in DATA_NAMES:
        return DataConfig(name=text)
    if Path(text).name == text and not Path(text).exists():
        advice = did_you_mean(text, DATA_NAMES, f"the names are {', '.join(DATA_NAMES)}")
        raise ArgumentError(f'"{text}" is neither a folder nor data that has a name{advice}')
    # Absolute, so that the experiment in the run means the same place from anywhere.
    return DataConfig(name="folder", path=absolute(text))


def evaluated_data(text: str | None) -> DataConfig | str | None:
    """The same as evaluations take it: a folder is its path, and None stays None."""
    data = None if text is None else data_argument(text)
    return data.path if data is not None and data.name == "folder" else data


def absolute(path: str) -> str:
    """A path that means the same from any folder."""
    return str(Path(path).expanduser().absolute())
