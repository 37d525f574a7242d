import pytest

from explorer.experiment.analysis import analyse
from explorer.experiment.experiment import Experiment
from explorer.ui.build_page.headline import RecognitionLine
from models.presets import PRESETS


@pytest.fixture
def line(qtbot):
    made = RecognitionLine()
    qtbot.addWidget(made)
    made.load_names()
    qtbot.waitUntil(lambda: made.is_ready)
    return made


def shown(line, network):
    line.set_analysis(analyse(network))
    return line.whole_text


def test_that_a_known_network_is_named_with_its_exact_numbers(line):
    assert shown(line, PRESETS["resnet50"]) == "Exactly torchvision resnet50: 25,557,032 parameters, 4.089 G MACs"
    assert not line.isHidden()


def test_that_both_names_are_said_where_two_presets_are_one_network(line):
    text = shown(line, PRESETS["densenet121"])
    assert text.startswith("Exactly torchvision densenet121 and Tutorial 4: DenseNet-121: 7,978,856 parameters")


def test_that_another_activation_is_said(line):
    assert (
        shown(line, PRESETS["resnet50"].model_copy(update={"activation": "silu"})) == "Not torchvision resnet50: SiLU"
    )


def test_that_nothing_is_said_of_an_unknown_or_illegal_network(line):
    shown(line, PRESETS["resnet50"])
    assert shown(line, PRESETS["resnet50"].model_copy(update={"num_classes": 7})) == ""
    assert line.isHidden()
    assert shown(line, PRESETS["resnet50"].model_copy(update={"stages": ()})) == ""


def test_that_nothing_is_said_before_the_names_are_learned(qtbot):
    line = RecognitionLine()
    qtbot.addWidget(line)
    assert shown(line, PRESETS["resnet50"]) == ""
    line.load_names()
    qtbot.waitUntil(lambda: line.whole_text != "")


def test_that_it_follows_the_edits_in_the_window(qtbot, make_window):
    window = make_window(Experiment(name="net", network=PRESETS["resnet18"]))
    line = window.build_page.headline.recognition
    qtbot.waitUntil(line.isVisible)

    window.document.edit_field("network.stages.1.width", 96)
    assert not line.isVisible()
    window.document.undo_stack.undo()
    assert line.whole_text == "Exactly torchvision resnet18: 11,689,512 parameters, 1.814 G MACs"


def test_that_only_the_names_stand_where_there_is_no_room_for_the_numbers(line):
    line.resize(2000, 20)
    whole = shown(line, PRESETS["densenet121"])
    assert line.text() == whole and line.toolTip() == ""

    line.resize(line.fontMetrics().horizontalAdvance(whole) - 1, 20)
    assert line.text() == "Exactly torchvision densenet121 and Tutorial 4: DenseNet-121"
    assert line.toolTip() == whole
    line.resize(120, 20)
    assert line.text().endswith("…")
