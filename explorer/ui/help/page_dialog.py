"""A page of help in a window of its own, which never stops the work."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from explorer.ui.palette import follow_theme, themed


class PageDialog(QDialog):
    """Shows a page that is written anew for every theme."""

    def __init__(self, write: Callable[[], tuple[str, str]], size: QSize, parent: QWidget) -> None:
        """`write` gives the title and the page, as HTML."""
        super().__init__(parent)
        self._write = write
        self.page = QTextBrowser()
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.setOpenExternalLinks(True)
        self.page.document().setDocumentMargin(20)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.page, 1)
        layout.addLayout(foot)
        self.resize(size)
        follow_theme(self, self._fill)

    def _fill(self) -> None:
        colors = self.page.palette()
        colors.setColor(QPalette.ColorRole.Base, themed("surface"))
        self.page.setPalette(colors)
        title, page = self._write()
        self.setWindowTitle(title)
        self.page.setAccessibleName(title)
        self.page.setHtml(page)
