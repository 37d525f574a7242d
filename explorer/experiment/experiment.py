"""The experiment: a network and the recipe that trains it. The document a person saves."""

from explorer.experiment.recipe import Recipe
from models.config import NetworkConfig, Value


class Experiment(Value):
    """One network config with one recipe."""

    name: str = "untitled"
    """A short name, used for run folders."""
    network: NetworkConfig
    """The network."""
    recipe: Recipe = Recipe()
    """How it is trained."""
