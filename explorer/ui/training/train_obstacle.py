"""Why training cannot begin, in words, and what would help."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import TORCHVISION
from explorer.experiment.recipe_rules import check_recipe
from explorer.runs.events import DataFound
from explorer.ui.document import DocumentState
from explorer.ui.subject_text import subject_text
from models.config import NetworkConfig
from models.recognition import published_name

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason, the first that a person should care about."""

    message: str
    num_classes: int | None = None
    """The number of classes that would let training begin; None where something else is the matter."""


def find_obstacle(state: DocumentState, found: DataFound | None, refusal: str) -> Obstacle | None:
    """The reason why the experiment cannot be trained; None where it can, as far as is known.

    Args:
        found: what its data holds, None where that is not known.
        refusal: why its data cannot be used, or nothing.
    """
    if state.analysis.issues:
        return Obstacle(_network_message(state))
    issues = check_recipe(state.experiment.recipe)
    if issues:
        return Obstacle(
            translate("TrainObstacle", "The recipe is not legal yet: {}.").format(subject_text(issues[0].message))
        )
    if refusal:
        return Obstacle(translate("TrainObstacle", "The data cannot be used: see above."))
    if state.experiment.recipe.start_from == TORCHVISION and published_name(state.experiment.network) is None:
        return Obstacle(translate("TrainObstacle", "torchvision publishes no weights for this network."))
    return _misfit(state.experiment.network, found) or _colour_misfit(state.experiment)


def _network_message(state: DocumentState) -> str:
    issue = state.analysis.issues[0]
    more = len(state.analysis.issues) - 1
    message = translate("TrainObstacle", "The network is not legal yet: {}.").format(subject_text(issue.message))
    return message + translate("TrainObstacle", " (and {} more)").format(more) if more else message


def _colour_misfit(experiment: Experiment) -> Obstacle | None:
    channels = experiment.network.input.channels
    for numbers in (experiment.recipe.mean, experiment.recipe.std):
        if numbers is not None and len(numbers) not in (1, channels):
            message = translate(
                "TrainObstacle", "Mean and deviation are for {} channels, but the network takes {}: switch them off."
            )
            return Obstacle(message.format(len(numbers), channels))
    return None


def _misfit(network: NetworkConfig, found: DataFound | None) -> Obstacle | None:
    if network.input.channels not in (1, 3):
        message = translate("TrainObstacle", "Pictures have 1 or 3 channels, but the network takes {}.")
        return Obstacle(message.format(network.input.channels))
    if found is None or len(found.classes) == network.num_classes:
        return None
    message = translate("TrainObstacle", "The data has {:,} classes, the network {:,}.")
    return Obstacle(message.format(len(found.classes), network.num_classes), len(found.classes))
