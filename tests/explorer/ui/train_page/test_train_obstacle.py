import pytest

from explorer.experiment.analysis import analyse
from explorer.experiment.field_path import with_field
from explorer.experiment.image_fit import ImageShape
from explorer.runs.events import DataFound
from explorer.ui.document import DocumentState
from explorer.ui.train_page.recipe.data_watch import known_data
from explorer.ui.train_page.train_obstacle import Obstacle, find_obstacle
from models.config import InputShape
from models.presets import PRESETS

DIGITS = known_data("digits")


@pytest.fixture
def obstacle(experiment):
    def find(path=None, value=None, *, found=DIGITS, refusal=""):
        edited = experiment if path is None else with_field(experiment, path, value)
        return find_obstacle(DocumentState(edited, analyse(edited.network)), found, refusal)

    return find


def test_that_nothing_stands_in_the_way_of_the_default(obstacle):
    assert obstacle() is None


def test_that_an_illegal_network_says_what_is_wrong_with_it(obstacle):
    message = obstacle("network.stages.0.width", -1).message
    assert message.startswith("The network is not valid yet: ")
    assert "width" in message


def test_that_an_illegal_recipe_says_what_is_wrong_with_it(obstacle):
    assert "epochs must be at least 1" in obstacle("recipe.epochs", 0).message


def test_that_a_wrong_number_of_classes_says_the_right_one(obstacle, experiment):
    found = obstacle("network.num_classes", 1000)
    assert found == Obstacle("The data has 10 classes, the network 1,000.", experiment.network)


def test_that_all_that_differs_is_one_sentence_with_one_network_that_matches(obstacle, experiment):
    colour = DataFound(
        path="",
        classes=tuple("abcde"),
        train_images=9,
        test_images=3,
        image=ImageShape(channels=3, height=64, width=64),
    )
    found = obstacle(found=colour)
    assert found.message == (
        "The data has 5 classes, the network 10; images of 64 x 64 are shrunk 8 times to 8 x 8; colour images are "
        "turned grey."
    )
    assert found.stops
    assert found.network.num_classes == 5
    assert found.network.input == InputShape(channels=3, height=64, width=64)
    assert found.network.stages == experiment.network.stages


def test_that_another_size_is_said_but_stops_nobody(obstacle):
    found = obstacle("network.input.width", 16)
    assert found.message == "Images of 8 x 8 are enlarged 2 times to 8 x 16."
    assert not found.stops
    assert found.network.input.width == 8


def test_that_unknown_data_stands_in_nobodys_way(obstacle):
    assert obstacle("network.num_classes", 1000, found=None) is None


def test_that_refused_data_does(obstacle):
    assert "cannot be used" in obstacle(found=None, refusal="There is no folder /x.").message


def test_that_torchvision_has_weights_for_its_own_networks_only(obstacle, experiment):
    assert "torchvision publishes no weights" in obstacle("recipe.start_from", "torchvision").message
    theirs = PRESETS["resnet18"].model_copy(update={"num_classes": 10})
    edited = with_field(experiment.model_copy(update={"network": theirs}), "recipe.start_from", "torchvision")
    found = find_obstacle(DocumentState(edited, analyse(theirs)), DIGITS, "")
    # Another size or colour would be another network than the one that the weights are of.
    assert (found.stops, found.network) == (False, None)


def test_that_a_mean_for_three_colours_does_not_fit_grey_images(obstacle):
    message = obstacle("recipe.mean", (0.4, 0.5, 0.6)).message
    assert message.startswith("Mean and deviation are for 3 channels, but the network takes 1")
    assert obstacle("recipe.std", (0.3,)) is None


def test_that_images_of_two_channels_do_not_exist(obstacle):
    assert "1 or 3 channels" in obstacle("network.input.channels", 2).message
