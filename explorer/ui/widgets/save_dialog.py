"""The dialog that asks where to save a table or a figure, and as what."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

FIGURE_SUFFIXES = (".png", ".svg")


class FigureError(ValueError):
    """A figure cannot be written; the message is one sentence."""


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
    """Saves, and says what came of it: (severity, sentence, details). A ValueError is what a person can mend."""
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
    tell: Callable[[str, str, str], None],
) -> None:
    """Asks for a file, saves, and tells what came of it: (severity, sentence, details)."""
    ask_for_file(parent, title, stem, suffixes, lambda path: tell(*saved_message(path, save)))


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
