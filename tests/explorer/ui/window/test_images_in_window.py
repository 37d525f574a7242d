import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFileDialog

from explorer.experiment.experiment import Experiment
from models.presets import PRESETS


@pytest.fixture
def window(make_window):
    return make_window(Experiment(name="digits_mixed", network=PRESETS["digits_mixed"]))


def selected_everywhere(window, part):
    page = window.build_page
    return window.build.selected == part and page.diagram.items[part].is_selected


def test_that_a_part_clicked_in_the_diagram_is_selected_everywhere(window, qtbot):
    view, item = window.build_page.diagram.view, window.build_page.diagram.items["stages.1"]
    place = view.mapFromScene(item.mapToScene(item.band.center().x(), item.band.top() + 10))

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert selected_everywhere(window, "stages.1")


def test_that_a_block_clicked_in_the_growth_plot_is_selected_everywhere(window, qtbot):
    graph = window.build_page.costs.growth.graph
    box = graph.getPlotItem().getViewBox()

    qtbot.mouseClick(
        graph.viewport(), Qt.MouseButton.LeftButton, pos=graph.mapFromScene(box.mapViewToScene(QPointF(8, 5)))
    )

    assert selected_everywhere(window, "stages.2")


def test_that_an_edit_reaches_every_image_and_an_illegal_one_leaves_them(window):
    page = window.build_page

    window.document.edit_field("network.stages.1.growth_rate", 16)
    channels = page.costs.growth.series.values
    assert max(channels) == 16 + 4 * 16
    assert "80 × 8 × 8" in [
        page.costs.layers.model.index(row, 2).data() for row in range(page.costs.layers.model.rowCount())
    ]

    window.document.edit_field("network.stages.1.growth_rate", 0)
    assert page.costs.growth.series.values == channels
    assert page.diagram.view.is_dimmed


def test_that_a_table_that_can_not_be_saved_says_so_in_the_banner(window, qtbot, tmp_path):
    layers = window.build_page.costs.layers
    layers.bar.save_button.menu().actions()[0].trigger()
    dialog = layers.findChild(QFileDialog)

    dialog.fileSelected.emit(str(tmp_path / "missing" / "layers.csv"))
    dialog.close()

    assert "layers.csv" in window.banner.message
