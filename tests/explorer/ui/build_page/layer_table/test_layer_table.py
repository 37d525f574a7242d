import csv
import io

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from explorer.atomic_file import FileWriteError
from explorer.experiment.analysis import analyse
from explorer.experiment.comparison import compare
from explorer.experiment.field_path import with_field
from explorer.ui.build_page.layer_table.layer_column import FIELD, MACS, NAME, PARAMS, SAVED_BYTES, SHAPE, TYPE
from explorer.ui.build_page.layer_table.layer_table import LayerTable
from explorer.ui.build_page.layer_table.tree_row import Level
from models.config import NetworkConfig
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

HEADER = ["name", "type", "output_shape", "params", "macs", "saved_bytes", "receptive_field"]


@pytest.fixture
def table(qtbot):
    widget = LayerTable()
    qtbot.addWidget(widget)
    widget.resize(700, 300)
    widget.set_analysis(analyse(PRESETS["resnet18"]))
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def compared(now, was):
    now, was = analyse(PRESETS[now]), analyse(PRESETS[was])
    return now, compare(now.summary, was.summary)


def click(qtbot, table, index):
    place = table.view.visualRect(index).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def click_header(qtbot, table, column):
    header = table.view.header()
    place = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    viewport = header.viewport()
    point = viewport.rect().center()
    point.setX(place)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point)


def read(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def current(table):
    return table.model.row(table.view.currentIndex())


def test_that_it_begins_with_the_parts_and_their_sums(table):
    shown = [table.model.row(index) for index in table.view.shown_indexes()]

    assert [row.label for row in shown] == ["Stem", "Stage 1", "Stage 2", "Stage 3", "Stage 4", "Head"]
    assert sum(row.params for row in shown) == 11_689_512


def test_that_a_click_on_a_row_selects_its_part_and_stays_where_it_is(table, qtbot):
    table.view.setExpanded(table.model.index_of("stages.0"), True)
    told = []
    table.partSelected.connect(lambda *args: told.append(args))
    table.blockSelected.connect(lambda *args: told.append(args))

    click(qtbot, table, table.model.index_of("stages.0", 1))

    assert told == [("stages.0",), ("stages.0", 1)]
    scrolled = table.view.verticalScrollBar().value()
    table.set_selected("stages.0")
    table.set_selected_block("stages.0", 1)
    assert table.view.verticalScrollBar().value() == scrolled


def test_that_a_part_alone_selects_no_block(table, qtbot):
    with qtbot.assertNotEmitted(table.blockSelected), qtbot.waitSignal(table.partSelected):
        click(qtbot, table, table.model.index_of("stages.2"))


def test_that_another_block_of_the_same_part_tells_of_the_block_only(table, qtbot):
    table.view.setExpanded(table.model.index_of("stages.0"), True)
    click(qtbot, table, table.model.index_of("stages.0", 0))
    with qtbot.assertNotEmitted(table.partSelected), qtbot.waitSignal(table.blockSelected) as told:
        click(qtbot, table, table.model.index_of("stages.0", 1))
    assert told.args == ["stages.0", 1]


def test_that_a_part_selected_elsewhere_is_scrolled_to_and_tells_nothing(table, qtbot):
    table.view.expandAll()
    with qtbot.assertNotEmitted(table.partSelected):
        table.set_selected("stages.3")

    assert table.model.row(table.view.indexAt(QPoint(60, 1))).label == "Stage 4"


def test_that_a_block_selected_elsewhere_is_unfolded_and_shown(table, qtbot):
    with qtbot.assertNotEmitted(table.blockSelected):
        table.set_selected_block("stages.2", 1)

    assert table.view.isExpanded(table.model.index_of("stages.2"))
    assert table.view.viewport().rect().intersects(table.view.visualRect(table.model.index_of("stages.2", 1)))


def test_that_the_keyboard_unfolds_and_selects(table, qtbot, activate):
    activate(table)
    table.view.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(table.view, key)
    assert current(table).label == "layer1.0"

    qtbot.keyClick(table.view, Qt.Key.Key_Right)
    qtbot.keyClick(table.view, Qt.Key.Key_Right)
    assert (current(table).level, current(table).name) == (Level.LAYER, "layer1.0.conv1")

    qtbot.keyClick(table.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert len(table.view.shown_indexes()) == 6
    qtbot.keyClick(table.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert len(table.view.shown_indexes()) == 6 + 8 + 60


def test_that_the_focus_alone_selects_no_part(table, qtbot):
    with qtbot.assertNotEmitted(table.partSelected):
        table.view.setFocus()
        QApplication.processEvents()


def test_that_rows_that_vanish_select_no_other_part(table, qtbot):
    table.view.expandAll()
    click(qtbot, table, table.model.index_of("stages.0", 1))
    table.view.scrollToBottom()
    click(qtbot, table, table.model.index_of("head"))
    with qtbot.assertNotEmitted(table.partSelected):
        table.set_analysis(analyse(PRESETS["digits_resnet"]))
        table.filter_line.setText("conv1")


def test_that_it_stays_unfolded_over_edits_and_lists(table):
    table.view.setExpanded(table.model.index_of("stages.1"), True)
    table.view.setExpanded(table.model.index_of("stages.1", 1), True)

    table.set_analysis(analyse(PRESETS["resnet34"]))
    table.filter_line.setText("conv")
    table.filter_line.clear()

    for block in (None, 1):
        assert table.view.isExpanded(table.model.index_of("stages.1", block))
    assert not table.view.isExpanded(table.model.index_of("stages.2"))


@pytest.mark.parametrize(("field", "value"), [("stages.0.blocks", 1), ("stages.3.width", 640)])
def test_that_rows_in_sight_and_selected_rows_stay_over_an_edit(table, field, value):
    table.view.expandAll()
    table.view.setExpanded(table.model.index_of("stages.1", 0), False)
    flags = QItemSelectionModel.SelectionFlag
    for block in (0, 1):
        index = table.model.index_of("stages.2", block)
        table.view.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)
    table.view.selectionModel().select(table.model.index_of("stages.0", 1), flags.Select | flags.Rows)
    table.view.verticalScrollBar().setValue(7)

    table.set_analysis(analyse(with_field(PRESETS["resnet18"], field, value)))

    kept = ["layer1.1", "layer3.0", "layer3.1"][field == "stages.0.blocks" :]
    assert [row.label for row in table.selected_rows()] == kept
    assert current(table).label == "layer3.1"
    assert table.view.verticalScrollBar().value() == 7
    unfolded = [table.view.isExpanded(table.model.index_of("stages.1", block)) for block in (None, 0, 1)]
    assert unfolded == [True, False, True]


def test_that_the_third_click_on_a_header_restores_the_tree(table, qtbot):
    orders = []
    for _ in range(3):
        click_header(qtbot, table, MACS)
        orders.append([row.macs for row in table.model.listed()])

    assert orders[0] == sorted(orders[0])
    assert orders[1] == sorted(orders[1], reverse=True)
    assert table.model.row(table.model.index(1, 0)).label == "Stage 1"


def test_that_a_filter_shows_how_many_layers_it_leaves_and_what_they_cost(table, qtbot):
    assert table.shown_text == "60 layers"
    assert table.totals == ("Total", "", "", "11,689,512", "1,814,073,344", "21.19 MiB", "435")

    qtbot.keyClicks(table.filter_line, "fc")

    assert table.shown_text == "1 of 60 layers"
    assert table.totals[3:5] == ("513,000", "512,000")
    qtbot.keyClick(table.filter_line, Qt.Key.Key_Escape)
    assert table.shown_text == "60 layers"


def test_that_an_illegal_network_keeps_the_last_legal_layers(table):
    table.set_analysis(analyse(NetworkConfig(stages=())))

    assert table.model.num_listed() == 60
    assert table.view.isEnabled()


def test_that_it_follows_only_in_sight(table):
    table.hide()
    table.set_analysis(analyse(PRESETS["resnet34"]))
    assert table.model.num_listed() == 60
    table.show()
    assert table.model.num_listed() > 60


def test_that_selected_rows_are_copied_tab_separated_with_exact_numbers(table, qtbot, activate):
    activate(table)
    table.view.expandAll()
    stem, flags = table.model.index_of("stem"), QItemSelectionModel.SelectionFlag
    for row in (2, 0):
        table.view.selectionModel().select(table.model.index(row, 0, stem), flags.Select | flags.Rows)

    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "conv1\tConv2d\t64x112x112\t9408\t118013952\t602112\t7"
    assert lines[1].startswith("relu1\tReLU")


def test_that_the_file_of_all_layers_holds_them_whatever_is_shown(table, tmp_path):
    table.filter_line.setText("conv2d")

    table.save(tmp_path / "layers.csv")

    rows = read(tmp_path / "layers.csv")
    assert list(rows[0]) == HEADER
    wanted = [(row.name, str(row.params), str(row.macs)) for row in table.model.summary.layers]
    assert [(row["name"], row["params"], row["macs"]) for row in rows] == wanted


def test_that_the_file_of_what_is_shown_holds_its_rows_and_columns(table, tmp_path):
    table.view.choose_columns(frozenset({NAME, MACS}))
    table.view.setExpanded(table.model.index_of("stages.0"), True)
    table.save(tmp_path / "tree.csv", shown=True)
    rows = read(tmp_path / "tree.csv")
    assert [row["level"] for row in rows] == ["part", "part", "block", "block", "part", "part", "part", "part"]
    assert list(rows[0]) == ["level", "name", "macs"]

    table.filter_line.setText("conv2d")
    table.model.sort(MACS, Qt.SortOrder.DescendingOrder)
    table.save(tmp_path / "list.csv", shown=True)
    rows = read(tmp_path / "list.csv")
    assert [(row["name"], row["macs"]) for row in rows] == [(row.name, str(row.macs)) for row in table.model.listed()]
    assert len(rows) == 20


def test_that_a_file_may_be_markdown(table, tmp_path):
    table.save(tmp_path / "layers.md", shown=True)

    lines = (tmp_path / "layers.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("| level | name | output_shape | params |")
    assert lines[3].startswith("| part | layer1 | 64x56x56 | 147968 |")


def test_that_a_file_that_can_not_be_written_raises_one_sentence(table, tmp_path):
    with pytest.raises(FileWriteError, match="its folder does not exist"):
        table.save(tmp_path / "missing" / "layers.csv")


@pytest.mark.parametrize(("place", "severity"), [("layers.csv", "info"), ("missing/layers.csv", "error")])
def test_that_saving_by_the_button_says_what_came_of_it(table, qtbot, tmp_path, place, severity):
    table.bar.save_button.menu().actions()[0].trigger()
    dialog = table.findChild(QFileDialog)
    with qtbot.waitSignal(table.messageRaised) as told:
        dialog.fileSelected.emit(str(tmp_path / place))
    dialog.close()

    assert told.args[0] == severity
    assert place in told.args[1]


def test_that_both_themes_paint_the_rows(table, wear):
    images = []
    table.view.expandAll()
    table.set_selected_block("stages.0", 1)
    for name in ("light", "dark"):
        wear(name)
        images.append(table.view.grab().toImage())

    assert images[0] != images[1]


def test_that_a_column_is_as_wide_as_its_largest_number(table):
    view = table.view
    for column, text in ((PARAMS, "11,689,512"), (MACS, "1,814,073,344")):
        assert view.columnWidth(column) > view.fontMetrics().horizontalAdvance(text)


def test_that_the_most_important_columns_are_shown_that_there_is_room_for(table):
    assert {NAME, PARAMS, MACS} <= set(table.view.shown_columns())
    narrow = set(table.view.shown_columns())
    table.resize(1200, 300)
    QApplication.processEvents()
    assert table.view.shown_columns() == [NAME, TYPE, SHAPE, PARAMS, MACS, SAVED_BYTES, FIELD]
    assert narrow < set(table.view.shown_columns())


def test_that_nothing_is_cut_off_at_any_width(table):
    for width in (520, 560, 700, 900, 1200):
        table.resize(width, 300)
        QApplication.processEvents()
        assert table.view.header().length() <= table.view.viewport().width()


def test_that_chosen_columns_stay_and_are_remembered(table, qtbot):
    menu = table.bar.columns_button.menu()
    menu.aboutToShow.emit()
    kept = next(action for action in menu.actions() if action.text() == "Act. mem.")
    kept.trigger()
    chosen = table.view.shown_columns()
    assert (SAVED_BYTES in chosen) == kept.isChecked()

    other = LayerTable()
    qtbot.addWidget(other)
    other.restore(table.state())
    assert other.view.shown_columns() == chosen
    menu.actions()[0].trigger()
    other.restore(table.state())
    other.restore("not a state")
    assert other.view.shown_columns() == chosen


def test_that_differences_from_a_baseline_are_shown_and_saved(table, tmp_path):
    table.set_analysis(*compared("resnet34", "resnet18"))
    view = table.view.grab().toImage()
    table.save(tmp_path / "layers.csv")
    table.set_analysis(analyse(PRESETS["resnet34"]))
    assert table.view.grab().toImage() != view

    rows = {row["name"]: row for row in read(tmp_path / "layers.csv")}
    assert list(rows["conv1"])[7:] == ["params_change", "macs_change", "saved_bytes_change"]
    assert rows["conv1"]["params_change"] == "0"
    assert rows["layer1.2.conv1"]["params_change"] == ""


def test_that_a_row_says_its_difference_in_its_tooltip(table):
    table.set_analysis(*compared("resnet34", "resnet18"))
    index = table.model.index(1, PARAMS, QModelIndex())
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "+73,984 from the baseline's 147,968 (+50 %)"


def test_that_what_is_told_back_of_a_click_moves_nothing(table, qtbot):
    table.partSelected.connect(lambda part: table.set_selected_block(part, None))
    table.view.setExpanded(table.model.index_of("stages.0"), True)
    table.set_selected_block("stages.3", 0)
    table.view.scrollToTop()

    click(qtbot, table, table.model.index_of("stages.0", 1))

    assert table.view.verticalScrollBar().value() == 0
    assert table.selected == ("stages.0", 1)
