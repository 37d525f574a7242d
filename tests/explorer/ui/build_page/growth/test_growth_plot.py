import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication

from explorer.experiment.analysis import analyse
from explorer.experiment.comparison import compare
from explorer.ui.build_page.growth.growth_plot import GrowthPlot
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
    return plot.graph.pixel_of(block, 10)


def view_range(plot):
    return plot.graph.view.viewRange()


def read_out(plot):
    """The lines that are said of a block."""
    return plain(plot.graph.read_out.text()).splitlines() if plot.graph.read_out.isVisible() else []


def plain(html):
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_that_all_blocks_are_in_view_from_zero_to_the_largest(plot):
    (left, right), (bottom, top) = view_range(plot)

    assert (left, right) == pytest.approx((-0.5, 61.5))
    assert bottom == 0
    assert 1024 < top < 1200


def test_that_the_block_under_the_mouse_is_read_out(plot, qtbot):
    def has_moved():
        # pyqtgraph leaves out movements that follow each other closely.
        qtbot.mouseMove(plot.graph.viewport(), place_of(plot, 6))
        return read_out(plot) != []

    qtbot.waitUntil(has_moved)
    assert read_out(plot) == ["features.denseblock1.denselayer6", "256 channels", "256 × 56 × 56"]


def seen(plot) -> QImage:
    """What stands on the screen by now; a `grab` would paint everything anew."""
    QApplication.processEvents()
    return plot.screen().grabWindow(plot.winId()).toImage()


@pytest.mark.parametrize("quantity", ["channels", "params"])
def test_that_the_shade_of_a_block_leaves_with_the_mouse(plot, qtbot, quantity):
    plot.set_analysis(analyse(PRESETS["digits_resnet"]))
    plot.set_quantity(quantity)
    before = seen(plot)

    for block in (0, 1, 2, 3, 1):
        plot.graph.pointed.emit(QPointF(block, 10))
        qtbot.waitUntil(lambda: seen(plot) != before)
    plot.graph.pointed.emit(None)

    qtbot.waitUntil(lambda: seen(plot) == before, timeout=2000)


@pytest.mark.parametrize("width", [200, 330, 500])
def test_that_the_read_out_is_inside_the_chart_at_every_block(plot, width):
    plot.resize(width, 260)
    last = len(plot.series.blocks) - 1
    for block in (0, 1, last // 2, last // 2 + 1, last - 1, last):
        plot.graph.pointed.emit(QPointF(block, 10))
        assert plot.graph.rect().contains(plot.graph.read_out.geometry())


def test_that_arrow_keys_read_out_block_after_block(plot, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(plot.graph, key)

    assert read_out(plot)[0] == "features.denseblock1.denselayer1"


def test_that_a_click_on_a_block_selects_its_part_and_the_block(plot, qtbot):
    told = []
    plot.partSelected.connect(lambda *args: told.append(args))
    plot.blockSelected.connect(lambda *args: told.append(args))

    qtbot.mouseClick(plot.graph.viewport(), Qt.MouseButton.LeftButton, pos=place_of(plot, 12))
    qtbot.waitUntil(lambda: told == [("stages.1",), ("stages.1", 4)])


def test_that_return_selects_the_block_that_is_read_out(plot, qtbot):
    for _ in range(3):
        qtbot.keyClick(plot.graph, Qt.Key.Key_Right)
    with qtbot.waitSignal(plot.blockSelected) as told:
        qtbot.keyClick(plot.graph, Qt.Key.Key_Return)

    assert told.args == ["stages.0", 1]


@pytest.mark.parametrize("quantity", ["channels", "resolution", "params", "macs", "kept", "field"])
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
    assert plot.graph.view.opacity() < 1

    plot.set_analysis(analyse(PRESETS["resnet18"]))
    assert plot.graph.view.opacity() == 1


def test_that_an_edit_keeps_the_blocks_a_person_zoomed_to_and_another_network_does_not(plot):
    plot.graph.setXRange(10, 20, padding=0)
    config = PRESETS["densenet121"]
    edited = config.model_copy(
        update={"stages": (config.stages[0].model_copy(update={"growth_rate": 40}), *config.stages[1:])}
    )

    plot.set_analysis(analyse(edited))
    assert view_range(plot)[0] == pytest.approx([10, 20])

    plot.set_analysis(analyse(PRESETS["resnet18"]))
    assert view_range(plot)[0] == pytest.approx([-0.5, 8.5])


def test_that_the_legend_names_the_kinds_there_are(plot):
    assert "dense" in plot.bar.legend.toolTip() and "transition" in plot.bar.legend.toolTip()
    assert "residual" not in plot.bar.legend.toolTip()

    plot.set_analysis(analyse(PRESETS["digits_mixed"]))
    assert "residual" in plot.bar.legend.toolTip() and "transition" not in plot.bar.legend.toolTip()


def test_that_the_selected_part_is_shaded_and_a_part_without_blocks_is_not(plot):
    def image(part):
        plot.set_selected(part)
        QApplication.processEvents()
        return plot.graph.grab().toImage()

    assert image("stages.1") != image("stages.2")
    assert image("input") == image("init")


def test_that_both_themes_have_their_background(plot, wear):
    shades = []
    for name in ("light", "dark"):
        wear(name)
        shades.append(plot.graph.grab().toImage().pixelColor(2, 2).lightness())

    assert shades[1] < 64 < 192 < shades[0]


def test_that_hundreds_of_blocks_are_drawn(plot):
    plot.set_analysis(analyse(cifar_resnet(1202)))
    plot.graph.grab()

    assert len(plot.series.blocks) == 601


def test_that_the_selected_block_is_shaded_more_than_its_part(plot):
    def image(part, block):
        plot.set_selected_block(part, block)
        QApplication.processEvents()
        return plot.graph.grab().toImage()

    assert image("stages.1", 3) != image("stages.1", None)
    assert image("stages.1", 99) == image("stages.1", None)


@pytest.mark.parametrize("quantity", ["channels", "resolution", "params", "macs", "kept", "field"])
def test_that_a_logarithmic_axis_begins_at_a_power_of_ten_below_every_value(plot, quantity):
    plot.bar.log.click()
    plot.set_quantity(quantity)

    _, (bottom, top) = view_range(plot)
    assert bottom == round(bottom)
    smallest = min(value for value in plot.series.values if value)
    assert 10**bottom <= smallest and 10**top > plot.series.largest
    plot.bar.log.click()
    assert view_range(plot)[1][0] == 0


def test_that_the_receptive_field_has_a_line_for_the_shortcuts(plot, qtbot):
    plot.set_analysis(analyse(PRESETS["resnet50"]))
    plot.set_quantity("field")
    qtbot.keyClick(plot.graph, Qt.Key.Key_Right)
    qtbot.keyClick(plot.graph, Qt.Key.Key_Right)

    assert "shortcuts" in plot.bar.legend.toolTip()
    assert read_out(plot)[1] == "19 px receptive field, 11 px by shortcuts only"
    plot.set_quantity("macs")
    assert "shortcuts" not in plot.bar.legend.toolTip()


def test_that_a_baseline_is_a_line_whose_difference_is_read_out(plot, qtbot):
    now, was = analyse(PRESETS["resnet34"]), analyse(PRESETS["resnet18"])
    plot.set_analysis(now, compare(now.summary, was.summary))
    plot.set_quantity("macs")

    assert "baseline" in plot.bar.legend.toolTip()
    assert [value is None for value in plot.series.baseline[:5]] == [False, False, False, True, False]
    said = []
    for _ in range(4):
        qtbot.keyClick(plot.graph, Qt.Key.Key_Right)
        said.append(read_out(plot)[2])
    assert said == ["as in the baseline"] * 3 + ["not in the baseline"]

    plot.set_analysis(now)
    assert "baseline" not in plot.bar.legend.toolTip() and plot.series.baseline is None


def test_that_it_follows_only_in_sight(plot):
    series = plot.series
    plot.hide()
    plot.set_analysis(analyse(PRESETS["resnet18"]))
    assert plot.series is series
    plot.show()
    assert len(plot.series.blocks) == 9


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_that_an_image_of_the_plot_is_written(plot, tmp_path, suffix):
    path = tmp_path / f"channels.{suffix}"
    plot.save_figure(path)
    image = QImage(str(path))
    colors = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert image.width() >= plot.graph.width() and len(colors) > 3


def test_that_an_image_that_can_not_be_written_is_told_in_one_sentence(plot, tmp_path):
    with pytest.raises(ValueError, match="its folder does not exist"):
        plot.save_figure(tmp_path / "missing" / "plot.png")
    with pytest.raises(ValueError, match="neither"):
        plot.save_figure(tmp_path / "plot.bmp")


def test_that_keys_zoom_and_lead_back(plot, qtbot):
    qtbot.keyClick(plot.graph, Qt.Key.Key_Plus)
    assert plot.bar.fit.isVisible()
    qtbot.keyClick(plot.graph, Qt.Key.Key_Home)
    assert view_range(plot)[0] == pytest.approx([-0.5, 61.5])
    assert not plot.bar.fit.isVisible()


def test_that_escape_takes_the_read_out_away(plot, qtbot):
    qtbot.keyClick(plot.graph, Qt.Key.Key_Right)
    assert read_out(plot)[0] == "stem"
    qtbot.keyClick(plot.graph, Qt.Key.Key_Escape)
    assert read_out(plot) == []


def test_that_what_is_shown_is_remembered(plot, qtbot):
    plot.set_quantity("macs")
    plot.bar.log.click()
    state = plot.state()
    plot.set_quantity("field")
    plot.bar.log.click()

    plot.restore("nothing of the kind")
    assert plot.selector.currentText() == "Receptive field"
    plot.restore(state)
    assert plot.selector.currentText() == "MACs" and plot.bar.log.isChecked()
