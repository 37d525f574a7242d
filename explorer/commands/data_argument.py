"""What a command is told to test on: data that has a name, or a folder."""

from typing import get_args

from explorer.experiment.recipe import DataConfig, DataName

NAMES = tuple(name for name in get_args(DataName) if name != "folder")


def data_argument(text: str | None) -> DataConfig | str | None:
    """A name as the data of that name, anything else as the path of a folder; None stays None."""
    return DataConfig(name=text) if text in NAMES else text
