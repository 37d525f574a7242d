"""How the columns of a table share its width: numbers are whole, whatever the width."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QTableView

from explorer.ui.widgets.plain_table import ColumnRoom

LEAST = 60


class Rows(QAbstractTableModel):
    def __init__(self, rows):
        super().__init__()
        self.rows = rows

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else 4

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def add(self, row):
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
        self.rows.append(row)
        self.endInsertRows()


@pytest.fixture
def rows():
    return Rows([("a run with a name that is quite long", "98.05 %", "1,234,567,890", "0.1265")])


@pytest.fixture
def make_table(qtbot, rows):
    def make(width, **options):
        table = QTableView()
        qtbot.addWidget(table)
        table.setModel(rows)
        ColumnRoom(table, **options)
        table.resize(width, 200)
        with qtbot.waitExposed(table):
            table.show()
        return table

    return make


def widths(table):
    return [table.columnWidth(column) for column in range(4)]


def needs(table):
    return [table.sizeHintForColumn(column) for column in range(4)]


def are_numbers_whole(table):
    return all(width >= need for width, need in zip(widths(table)[1:], needs(table)[1:], strict=True))


def test_that_room_to_spare_goes_to_the_words_and_fills_the_table(make_table):
    table = make_table(900, wide=(0,), words=(0,), least=LEAST)

    assert sum(widths(table)) == table.viewport().width()
    assert all(width >= need for width, need in zip(widths(table), needs(table), strict=True))


def test_that_too_little_room_elides_words_and_no_number(make_table):
    table = make_table(400, wide=(0,), words=(0,), least=LEAST)

    assert LEAST <= table.columnWidth(0) < needs(table)[0]
    assert are_numbers_whole(table)
    assert sum(widths(table)) == table.viewport().width()


@pytest.mark.parametrize("words", [(), (0,)])
def test_that_in_a_small_table_every_column_is_reached_by_scrolling(make_table, words):
    table = make_table(150, words=words, least=LEAST)

    assert all(width >= min(LEAST, need) for width, need in zip(widths(table), needs(table), strict=True))
    assert are_numbers_whole(table)
    assert table.horizontalScrollBar().maximum() > 0


def test_that_room_is_shared_by_all_where_no_column_has_a_claim(make_table, rows):
    rows.rows = [("1", "2", "3", "4")]
    table = make_table(900)

    assert max(widths(table)) - min(widths(table)) <= 60
    assert sum(widths(table)) == table.viewport().width()


def test_that_a_longer_number_that_comes_later_is_whole(qtbot, make_table, rows):
    table = make_table(480, wide=(0,), words=(0,), least=LEAST)
    rows.add(("b", "100.00 %", "1,234,567,890,123", "12.1265"))

    qtbot.waitUntil(lambda: are_numbers_whole(table))
    assert table.columnWidth(2) >= table.fontMetrics().horizontalAdvance("1,234,567,890,123")


def test_that_a_column_that_comes_in_sight_has_its_room(qtbot, make_table):
    table = make_table(480, wide=(0,), words=(0,), least=LEAST)
    table.hideColumn(2)
    qtbot.waitUntil(lambda: sum(widths(table)) == table.viewport().width())
    table.showColumn(2)
    qtbot.waitUntil(lambda: table.columnWidth(2) >= needs(table)[2])
