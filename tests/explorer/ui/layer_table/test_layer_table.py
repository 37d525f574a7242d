import csv
import io

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from explorer.atomic_file import FileWriteError
from explorer.experiment.analysis import analyse
from explorer.ui.layer_table.layer_column import MACS
from explorer.ui.layer_table.layer_table import LayerTable
from explorer.ui.palette import palettes
from models.config import NetworkConfig
from models.presets import PRESETS


@pytest.fixture
def table(qtbot):
    widget = LayerTable()
    qtbot.addWidget(widget)
    widget.resize(700, 300)
    widget.set_analysis(analyse(PRESETS["resnet18"]))
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def click(qtbot, table, row):
    place = table.view.visualRect(table.model.index(row, 0)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def click_header(qtbot, table, column):
    header = table.view.horizontalHeader()
    place = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    viewport = header.viewport()
    point = viewport.rect().center()
    point.setX(place)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point)


def test_that_a_click_on_a_layer_selects_its_part_and_stays_where_it_is(table, qtbot):
    with qtbot.waitSignal(table.partSelected) as told:
        click(qtbot, table, 6)

    assert told.args == ["stages.0"]
    scrolled = table.view.verticalScrollBar().value()
    table.set_selected("stages.0")
    assert table.view.verticalScrollBar().value() == scrolled


def test_that_another_layer_of_the_same_part_tells_nothing(table, qtbot):
    click(qtbot, table, 5)
    with qtbot.assertNotEmitted(table.partSelected):
        click(qtbot, table, 6)


def test_that_a_part_selected_elsewhere_is_scrolled_to_and_tells_nothing(table, qtbot):
    with qtbot.assertNotEmitted(table.partSelected):
        table.set_selected("stages.3")

    first = table.model.row(table.view.rowAt(1))
    assert first.name == "layer4.0.conv1"


def test_that_the_focus_alone_selects_no_part(table, qtbot):
    with qtbot.assertNotEmitted(table.partSelected):
        table.view.setFocus()
        QApplication.processEvents()


def test_that_layers_that_vanish_select_no_other_part(table, qtbot):
    click(qtbot, table, 6)
    table.view.scrollToBottom()
    click(qtbot, table, table.model.rowCount() - 1)
    with qtbot.assertNotEmitted(table.partSelected):
        table.set_analysis(analyse(PRESETS["digits_resnet"]))
        table.filter_line.setText("conv1")


def test_that_the_third_click_on_a_header_restores_the_networks_order(table, qtbot):
    network = list(table.model.shown_rows())
    orders = []
    for _ in range(3):
        click_header(qtbot, table, MACS)
        orders.append([row.macs for row in table.model.shown_rows()])

    assert orders[0] == sorted(orders[0])
    assert orders[1] == sorted(orders[1], reverse=True)
    assert list(table.model.shown_rows()) == network


def test_that_a_filter_shows_how_many_layers_it_leaves_and_what_they_cost(table, qtbot):
    assert table.shown_text == "60 layers"
    assert table.totals == ("Total", "", "", "11,689,512", "1,814,073,344", "21.19 MiB", "435")

    qtbot.keyClicks(table.filter_line, "fc")

    assert table.shown_text == "1 of 60 layers"
    assert table.totals[3:5] == ("513,000", "512,000")


def test_that_an_illegal_network_keeps_the_last_legal_layers(table):
    table.set_analysis(analyse(NetworkConfig(stages=())))

    assert table.model.rowCount() == 60
    assert table.view.isEnabled()


def test_that_selected_rows_are_copied_tab_separated_with_exact_numbers(table, qtbot, activate):
    activate(table)
    table.view.selectRow(0)
    table.view.selectionModel().select(
        table.model.index(2, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    )

    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "conv1\tConv2d\t64x112x112\t9408\t118013952\t602112\t7"
    assert lines[1].startswith("relu1\tReLU")


def test_that_the_csv_file_holds_the_shown_layers_in_the_order_shown(table, tmp_path):
    table.filter_line.setText("conv2d")
    table.model.sort(MACS, Qt.SortOrder.DescendingOrder)

    table.save_csv(tmp_path / "layers.csv")

    text = (tmp_path / "layers.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["name", "type", "output_shape", "params", "macs", "saved_bytes", "receptive_field"]
    wanted = [(row.name, str(row.params), str(row.macs)) for row in table.model.shown_rows()]
    assert [(row["name"], row["params"], row["macs"]) for row in rows] == wanted
    assert len(rows) == 20


def test_that_a_csv_file_that_can_not_be_written_raises_one_sentence(table, tmp_path):
    with pytest.raises(FileWriteError, match="its folder does not exist"):
        table.save_csv(tmp_path / "missing" / "layers.csv")


@pytest.mark.parametrize(("place", "severity"), [("layers.csv", "info"), ("missing/layers.csv", "error")])
def test_that_saving_by_the_button_says_what_came_of_it(table, qtbot, tmp_path, place, severity):
    table.save_button.click()
    dialog = table.findChild(QFileDialog)
    with qtbot.waitSignal(table.messageRaised) as told:
        dialog.fileSelected.emit(str(tmp_path / place))
    dialog.close()

    assert told.args[0] == severity
    assert place in told.args[1]


def test_that_both_themes_paint_the_rows(table):
    pictures = []
    for name in ("light", "dark"):
        table.apply_palette(palettes()[name])
        pictures.append(table.view.grab().toImage())

    assert pictures[0] != pictures[1]


def test_that_a_column_is_as_wide_as_its_largest_number(table):
    view = table.view
    for column, text in ((3, "11,689,512"), (4, "1,814,073,344")):
        assert view.columnWidth(column) > view.fontMetrics().horizontalAdvance(text)
