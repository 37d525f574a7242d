"""Dialogs: the base of those beside the window, the one for a long text, and the one that asks where to save."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPlainTextEdit, QWidget

from explorer.ui.icons import Mark
from explorer.ui.layout import DIALOG, TOP, Item, button, column, fixed_text, label, row

FIGURE_SUFFIXES = (".png", ".svg")


class SideDialog(QDialog):
    """A dialog beside the window, which never blocks it."""

    def __init__(self, size: QSize, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.close_button = button(self.tr("Close"), self.close)
        self.resize(size)

    def lay_out(self, *items: Item, foot: tuple[Item, ...], spacing: int = 12) -> None:
        """The dialog's column; its foot ends with the button that closes it."""
        self.foot = row(*foot, self.close_button)
        self.rows = column(*items, self.foot, spacing=spacing, margins=DIALOG)
        self.setLayout(self.rows)

    def bring_to_front(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()


class TextDialog(SideDialog):
    """A verdict in one line, the text in a fixed-width font, and a button that copies it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(QSize(960, 640), parent)
        self.setWindowTitle(title)
        self._mark = Mark("info", "accent", 20)
        self.verdict = label(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.text = fixed_text(QPlainTextEdit.LineWrapMode.NoWrap)
        self._copy = button(self.tr("Copy"), self._copy_text, mark="copy")
        head = row((self._mark, TOP), (self.verdict, 1), spacing=10)
        self.lay_out(head, (self.text, 1), foot=(self._copy, ...))

    def show_text(self, verdict: str, text: str, *, mark: str, color: str) -> None:
        """Fills the dialog and brings it to the front; `mark` is an icon's name, `color` one of the palette's."""
        self._mark.show_icon(mark, color)
        self.verdict.setText(verdict)
        self.text.setPlainText(text)
        self._copy.setText(self.tr("Copy"))
        self.bring_to_front()

    @property
    def whole_text(self) -> str:
        """The verdict, and the text after it."""
        return f"{self.verdict.text()}\n\n{self.text.toPlainText()}"

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.whole_text)
        self._copy.setText(self.tr("Copied"))


class FigureError(ValueError):
    """A figure cannot be written; the message is one sentence."""


def question(
    parent: QWidget, title: str, text: str, note: str, icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon
) -> QMessageBox:
    """A question in front of a window, deleted when it closes: add the buttons, then open it."""
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.NoButton, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setInformativeText(note)
    return box


def ask_to_open(
    parent: QWidget | None,
    title: str,
    take: Callable[[str], object] | SignalInstance,
    *,
    start: str = "",
    filters: Sequence[str] | None = None,
) -> QFileDialog:
    """Asks for a file that exists, or for a folder if there are no name filters, and hands its path to `take`."""
    mode = QFileDialog.FileMode
    dialog = QFileDialog(parent, title, start)
    dialog.setFileMode(mode.Directory if filters is None else mode.ExistingFile)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, filters is None)
    if filters is not None:
        dialog.setNameFilters(filters)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(take)
    dialog.open()
    return dialog


def ask_for_file(
    parent: QWidget, title: str, stem: str, suffixes: tuple[str, ...], save: Callable[[Path], None]
) -> None:
    """Asks for a file called `stem` with one of `suffixes` (".csv", ".md") and hands its path to `save`."""
    dialog = QFileDialog(parent, title, stem + suffixes[0])
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_filter(suffix) for suffix in suffixes])
    dialog.setDefaultSuffix(suffixes[0])
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(chosen.partition("*")[2].rstrip(")")))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: save(Path(path)))
    dialog.open()


def saved_message(path: Path, save: Callable[[Path], None]) -> tuple[str, str, str]:
    """Saves; returns the outcome as (severity, sentence, details). A ValueError is for the person to correct."""
    try:
        save(path)
    except ValueError as error:
        return "error", str(error), ""
    return "info", QCoreApplication.translate("SaveDialog", "Saved as {}.").format(path), ""


def ask_and_save(
    parent: QWidget,
    title: str,
    stem: str,
    suffixes: tuple[str, ...],
    save: Callable[[Path], None],
    report: Callable[[str, str, str], None],
) -> None:
    """Asks for a file, saves, and reports the outcome: (severity, sentence, details)."""
    ask_for_file(parent, title, stem, suffixes, lambda path: report(*saved_message(path, save)))


def _filter(suffix: str) -> str:
    kinds = {
        ".html": QCoreApplication.translate("SaveDialog", "HTML pages"),
        ".csv": QCoreApplication.translate("SaveDialog", "CSV files"),
        ".md": QCoreApplication.translate("SaveDialog", "Markdown files"),
        ".py": QCoreApplication.translate("SaveDialog", "Python files"),
        ".txt": QCoreApplication.translate("SaveDialog", "Text files"),
        ".png": QCoreApplication.translate("SaveDialog", "PNG figures"),
        ".svg": QCoreApplication.translate("SaveDialog", "SVG figures"),
    }
    return f"{kinds[suffix]} (*{suffix})"
