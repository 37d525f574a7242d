"""The experiment: a network and the recipe that trains it. The document a person saves."""

from pydantic import field_validator

from explorer.experiment.recipe import Recipe
from models.config import NetworkConfig, Value

LONGEST_NAME = 200
"""Characters."""
JOINERS = "\u200c\u200d"
"""Not printed, but many scripts are not written rightly without them."""


class Experiment(Value, frozen=True):
    """One network config with one recipe."""

    name: str = "untitled"
    """A short name, used for run folders."""
    network: NetworkConfig
    """The network."""
    recipe: Recipe = Recipe()
    """How it is trained."""

    @field_validator("name")
    @classmethod
    def _in_one_line(cls, name: str) -> str:
        # Cleaned, not refused: old files have any name, and what they hold is good all the same.
        shown = "".join(letter if letter.isprintable() or letter in JOINERS else " " for letter in name[:LONGEST_NAME])
        return " ".join(shown.split()) or "untitled"
