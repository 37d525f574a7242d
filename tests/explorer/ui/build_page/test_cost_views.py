import pytest

from explorer.experiment.experiment import Experiment
from explorer.ui.build_page.layer_table.layer_column import FIELD, NAME
from models.presets import PRESETS


@pytest.fixture
def open_window(make_window):
    return lambda: make_window(Experiment(name="resnet18", network=PRESETS["resnet18"]))


def test_that_columns_and_chart_are_as_they_were_left(open_window, qtbot):
    first = open_window()
    first.build_page.costs.layers.view.choose_columns(frozenset({NAME, FIELD}))
    first.build_page.costs.growth.set_quantity("macs")
    first.close()
    qtbot.waitUntil(lambda: first.jobs.is_closed, timeout=30_000)

    second = open_window()

    assert second.build_page.costs.layers.view.shown_columns() == [NAME, FIELD]
    assert second.build_page.costs.growth.selector.currentText() == "MACs"
