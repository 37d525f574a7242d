"""Why training cannot begin, or begins otherwise than one may think, in words, and what would help."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from explorer.experiment.experiment import Experiment
from explorer.experiment.image_fit import as_sentence, class_difference, image_differences, matched
from explorer.experiment.recipe import TORCHVISION
from explorer.experiment.recipe_rules import check_recipe
from explorer.runs.events import DataFound
from explorer.ui.document import DocumentState
from explorer.ui.language import in_words
from models.config import NetworkConfig
from models.recognition import published_name

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The first reason that matters."""

    message: str
    network: NetworkConfig | None = None
    """The network that matches the data; None where something else is the matter."""
    stops: bool = True
    """Whether it keeps training from beginning: images of another size or colour are brought to the network's."""


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
            translate("TrainObstacle", "The recipe cannot be trained yet: {}.").format(in_words(issues[0].message))
        )
    if refusal:
        return Obstacle(translate("TrainObstacle", "The data cannot be used; see above."))
    if state.experiment.recipe.start_from == TORCHVISION and published_name(state.experiment.network) is None:
        return Obstacle(translate("TrainObstacle", "torchvision publishes no weights for this network."))
    misfit = _misfit(state.experiment, found)
    if misfit is not None and misfit.stops:
        return misfit
    return _colour_misfit(state.experiment) or misfit


def _network_message(state: DocumentState) -> str:
    issue = state.analysis.issues[0]
    more = len(state.analysis.issues) - 1
    message = translate("TrainObstacle", "The network is not valid yet: {}.").format(in_words(issue.message))
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


def _misfit(experiment: Experiment, found: DataFound | None) -> Obstacle | None:
    network = experiment.network
    if network.input.channels not in (1, 3):
        message = translate("TrainObstacle", "Images have 1 or 3 channels, but the network takes {}.")
        return Obstacle(message.format(network.input.channels))
    if found is None:
        return None
    classes, num_classes = class_difference(len(found.classes), network), len(found.classes)
    differences = classes + image_differences(found.image, network.input)
    if not differences:
        return None
    # Weights to begin with are those of a network for their own size and colours.
    match = matched(network, num_classes, found.image if experiment.recipe.start_from is None else None)
    return Obstacle(in_words(as_sentence(differences)), match if match != network else None, stops=bool(classes))
