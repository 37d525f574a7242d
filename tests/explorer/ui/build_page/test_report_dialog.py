import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from explorer.ui.build_page.report_dialog import ReportDialog

pytestmark = pytest.mark.real_screen

REPORT = "\n".join(f"layer{i}  Conv2d [1, 64]" if i % 10 == 0 else f"layer{i}  ReLU" for i in range(200))


@pytest.fixture
def dialog(qtbot, activate):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ReportDialog(parent)
    made.show_report("All is equal.", REPORT, agrees=True)
    activate(made)
    yield made


def test_that_the_verdict_is_on_top_of_the_report(dialog):
    assert dialog.verdict.text() == "All is equal."
    assert dialog.text.toPlainText() == REPORT
    assert dialog.text.isReadOnly()


def test_that_it_is_searched_from_place_to_place_and_around(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.search.hasFocus)
    qtbot.keyClicks(dialog.search, "conv2d")
    assert dialog.count.text() == "1 of 20"
    assert len(dialog.text.extraSelections()) == 20

    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.count.text() == "2 of 20"
    assert dialog.text.textCursor().block().text().startswith("layer10 ")
    for _ in range(2):
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.count.text() == "20 of 20"

    dialog.search.setText("BatchNorm")
    assert dialog.count.text() == "not found"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.text.extraSelections() and dialog.count.text() == ""


def test_that_it_is_copied_and_saved_with_the_verdict(dialog, qtbot, tmp_path):
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy").click()
    assert QApplication.clipboard().text() == f"All is equal.\n\n{REPORT}"

    dialog.save_button.click()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "report.txt"))
    chooser.close()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == f"All is equal.\n\n{REPORT}"
    assert "report.txt" in dialog.count.text()


def test_that_a_file_that_can_not_be_written_is_said(dialog, tmp_path):
    dialog.save_button.click()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "missing" / "report.txt"))
    chooser.close()
    assert "its folder does not exist" in dialog.count.text()


def test_that_it_says_when_the_network_has_changed_since(dialog):
    assert not dialog.note.isVisible()
    dialog.set_stale(True)
    assert dialog.note.isVisible()
    dialog.show_report("Again.", REPORT, agrees=False)
    assert not dialog.note.isVisible()
