import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from explorer.ui.widgets.search_popup import Row, SearchPopup

Key = Qt.Key
ROWS = (
    Row("File"),
    Row("New", "new"),
    Row("Open", "open"),
    Row("Open recent", "recent"),
    Row("Quit", "quit", is_enabled=False),
)


@pytest.fixture
def popup(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    popup = SearchPopup("Type", "Commands", QSize(300, 200), owner)
    QAbstractItemModelTester(popup.model, popup)
    with qtbot.waitExposed(popup):
        popup.open_at(QPoint(), lambda typed: [row for row in ROWS if typed in row.text.lower()], "open")
    yield popup
    popup.close()


@pytest.fixture
def done(popup):
    done = []
    popup.chosen.connect(done.append)
    return done


def test_that_return_does_the_best_answer(qtbot, popup, done):
    qtbot.keyClicks(popup.line, "open")
    qtbot.keyClick(popup.line, Key.Key_Return)

    assert done == ["open"]
    assert not popup.isVisible()


def test_that_the_arrows_choose_another_than_the_one_that_is_marked(qtbot, popup, done):
    qtbot.keyClick(popup.line, Key.Key_Down)
    qtbot.keyClick(popup.line, Key.Key_Return)

    assert done == ["recent"]


@pytest.mark.parametrize("typed", ["quit", "file"])
def test_that_what_cannot_be_chosen_is_not(qtbot, popup, done, typed):
    qtbot.keyClicks(popup.line, typed)
    qtbot.keyClick(popup.line, Key.Key_Return)

    assert done == [] and popup.isVisible()


def test_that_no_answer_is_said(qtbot, popup):
    qtbot.keyClicks(popup.line, "xyzzy")

    assert popup.model.rowCount() == 0
    assert popup._nothing.isVisible() and not popup.view.isVisible()
