import pytest
from PySide6.QtCore import QPointF

from explorer.experiment.experiment import Experiment
from models.presets import PRESETS


@pytest.fixture
def window(make_window):
    return make_window(Experiment(name="resnet18", network=PRESETS["resnet18"]))


def marked(window):
    costs = window.build_page.costs
    return [view.selected for view in (costs.growth, costs.layers)]


def test_that_a_block_chosen_in_one_view_is_shown_in_the_others(window):
    costs = window.build_page.costs

    window.build_page.diagram.selection.choose_block("stages.2", 1)
    assert marked(window) == [("stages.2", 1)] * 2
    assert costs.layers.view.isExpanded(costs.layers.model.index_of("stages.2"))

    costs.growth.graph.clicked.emit(QPointF(3, 0))
    assert window.build.selected == "stages.1"
    assert marked(window) == [("stages.1", 0)] * 2

    costs.layers.view.setCurrentIndex(costs.layers.model.index_of("stages.3"))
    assert window.build.selected == "stages.3"
    assert marked(window) == [("stages.3", None)] * 2
