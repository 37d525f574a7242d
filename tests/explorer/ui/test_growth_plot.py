import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from explorer.experiment.analysis import analyse
from explorer.ui.growth_plot import GrowthPlot
from explorer.ui.palette import palettes
from models.config import NetworkConfig
from models.presets import PRESETS, cifar_resnet


@pytest.fixture
def plot(qtbot):
    widget = GrowthPlot()
    widget.resize(500, 260)
    widget.set_analysis(analyse(PRESETS["densenet121"]))
    with qtbot.waitExposed(widget):
        widget.show()
    yield widget
    # pyqtgraph's menus have no parent: they live as long as the plot that is held here.
    shiboken6.delete(widget)
    widget.__dict__.clear()


def place_of(plot, block) -> QPoint:
    """A point over a block, low in the plot."""
    box = plot.graph.getPlotItem().getViewBox()
    return plot.graph.mapFromScene(box.mapViewToScene(QPointF(block, 10)))


def view_range(plot):
    return plot.graph.getPlotItem().getViewBox().viewRange()


def test_that_all_blocks_are_in_view_from_zero_to_the_largest(plot):
    (left, right), (bottom, top) = view_range(plot)

    assert (left, right) == pytest.approx((-0.5, 61.5))
    assert bottom == 0
    assert 1024 < top < 1200


def test_that_the_block_under_the_mouse_is_read_out(plot, qtbot):
    qtbot.mouseMove(plot.graph.viewport(), place_of(plot, 6))

    assert plot.read_out.splitlines() == ["features.denseblock1.denselayer6", "256 channels", "256 × 56 × 56"]


def test_that_arrow_keys_read_out_block_after_block(plot, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(plot.graph, key)

    assert plot.read_out.splitlines()[0] == "features.denseblock1.denselayer1"


def test_that_a_click_on_a_block_selects_its_part(plot, qtbot):
    with qtbot.waitSignal(plot.partSelected) as told:
        qtbot.mouseClick(plot.graph.viewport(), Qt.MouseButton.LeftButton, pos=place_of(plot, 12))

    assert told.args == ["stages.1"]


@pytest.mark.parametrize("quantity", ["channels", "params", "macs", "kept", "field"])
def test_that_every_quantity_fits_the_view(plot, quantity):
    plot.set_quantity(quantity)

    _, (bottom, top) = view_range(plot)
    assert bottom == 0
    assert plot.series.largest < top < 1.2 * plot.series.largest


def test_that_costs_show_the_head_too(plot):
    plot.set_quantity("params")

    assert plot.series.blocks[-1].name == "head"
    assert view_range(plot)[0] == pytest.approx([-0.5, 62.5])


def test_that_an_illegal_network_keeps_the_last_legal_series_dimmed(plot):
    series = plot.series

    plot.set_analysis(analyse(NetworkConfig(stages=())))
    assert plot.series is series
    assert plot.graph.getPlotItem().opacity() < 1

    plot.set_analysis(analyse(PRESETS["resnet18"]))
    assert plot.graph.getPlotItem().opacity() == 1


def test_that_an_edit_keeps_the_blocks_a_person_zoomed_to_and_another_network_does_not(plot):
    box = plot.graph.getPlotItem().getViewBox()
    box.setXRange(10, 20, padding=0)
    config = PRESETS["densenet121"]
    edited = config.model_copy(
        update={"stages": (config.stages[0].model_copy(update={"growth_rate": 40}), *config.stages[1:])}
    )

    plot.set_analysis(analyse(edited))
    assert view_range(plot)[0] == pytest.approx([10, 20])

    plot.set_analysis(analyse(PRESETS["resnet18"]))
    assert view_range(plot)[0] == pytest.approx([-0.5, 8.5])


def test_that_the_legend_names_the_kinds_there_are(plot):
    assert "dense" in plot.legend_text and "transition" in plot.legend_text
    assert "residual" not in plot.legend_text

    plot.set_analysis(analyse(PRESETS["digits_mixed"]))
    assert "residual" in plot.legend_text and "transition" not in plot.legend_text


def test_that_the_selected_part_is_shaded_and_a_part_without_blocks_is_not(plot):
    def picture(part):
        plot.set_selected(part)
        QApplication.processEvents()
        return plot.graph.grab().toImage()

    assert picture("stages.1") != picture("stages.2")
    assert picture("input") == picture("init")


def test_that_both_themes_have_their_background(plot):
    shades = []
    for name in ("light", "dark"):
        plot.apply_palette(palettes()[name])
        shades.append(plot.graph.grab().toImage().pixelColor(2, 2).lightness())

    assert shades[1] < 64 < 192 < shades[0]


def test_that_hundreds_of_blocks_are_drawn(plot):
    plot.set_analysis(analyse(cifar_resnet(1202)))
    plot.graph.grab()

    assert len(plot.series.blocks) == 601
