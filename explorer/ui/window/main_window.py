"""The main window: two pages, the bars around them, and what closing it has to wait for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QStackedWidget, QWidget

from explorer.ui.build_page.build_controller import BuildController
from explorer.ui.document import Document
from explorer.ui.language import LanguageSwitch, in_words
from explorer.ui.layout import column, container
from explorer.ui.settings import WindowSettings
from explorer.ui.theme import ThemeSwitch
from explorer.ui.widgets.banner import Banner, Offer
from explorer.ui.widgets.dialogs import TextDialog
from explorer.ui.widgets.slices import Slices
from explorer.ui.window.file_controller import FileController, RecentMenu
from explorer.ui.window.late import import_late_parts, make_tools
from explorer.ui.window.window_actions import ToolBar, WindowActions

if TYPE_CHECKING:
    from explorer.experiment.examples import Example
    from explorer.ui.jobs.job_controller import JobController
    from explorer.ui.window.tools import WindowTools

SIZE = QSize(1280, 800)
MESSAGE_MILLISECONDS = 8000


class MainWindow(QMainWindow):
    """Holds the parts together; their controllers decide what happens in them.

    What the first paint needs is made with the window; `tools` holds everything else.
    """

    completed = Signal()
    """`tools` is there: the views of costs, the Train page and the jobs come after the first paint."""
    left = Signal()
    """The window is closed and every job has ended."""
    replaced = Signal(object)
    """The MainWindow in another language that has taken the place of this one, which goes."""

    def __init__(
        self,
        document: Document,
        theme: ThemeSwitch,
        language: LanguageSwitch,
        settings: WindowSettings,
        make_jobs: "Callable[[], JobController] | None" = None,
    ) -> None:
        """`make_jobs` makes the job controller, an ordinary one where it is None."""
        super().__init__()
        self.document, self.theme, self.language = document, theme, language
        self._settings, self._make_jobs = settings, make_jobs
        self._is_completing = self._is_leaving = self._has_left = False
        self._tools: WindowTools | None = None
        self._loading = Slices(self)
        self._pages, self._blank = QStackedWidget(), QWidget()
        self.files, self.recent = FileController(document, self), RecentMenu(settings, self)
        self.build = BuildController(document, self)
        self.build_page, self.stage_actions = self.build.page, self.build.actions
        self.commands = WindowActions(self)
        self.tool_bar, self.banner = ToolBar(self.commands, self), Banner()
        self._lay_out()
        self._connect()
        self.tool_bar.set_theme(theme.mode)
        self._show_document_name()
        self.resize(SIZE)
        geometry = settings.state("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.build_page.restore(settings)
        if settings.text("page", "build") == "train":
            self._set_page(1)

    def show_message(self, severity: str, message: str, details: str = "") -> None:
        """Shows in the banner what needs an action, and for a moment in the status bar what does not."""
        if severity == "info":
            self.statusBar().showMessage(message, MESSAGE_MILLISECONDS)
        else:
            self.banner.show_message(severity, message, details)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._has_left:
            event.accept()
            return
        event.ignore()
        if not self._is_leaving:
            self.files.settle_changes(self._settle_training)

    def leave(self) -> None:
        """Closes without asking about a training, which stops, saved: the terminal or the session ends."""
        if not self._is_leaving:
            self.files.settle_changes(self._leave)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_completing:
            self._is_completing = True
            self._loading.start(import_late_parts())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.files.open(path)

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        panels = [panel.toggleViewAction() for panel in self.build_page.panels.values()]
        self.commands.fill(self.menuBar(), self.build.stage_menu, self.recent, panels)
        self.addToolBar(self.tool_bar)
        self._pages.addWidget(self.build_page)
        # In the place of the Train page until that is loaded.
        self._pages.addWidget(self._blank)
        self.setCentralWidget(container(column(self.banner, (self._pages, 1), spacing=0)))
        self.hint = QLabel()
        self.statusBar().addWidget(self.hint, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.show_page(0)

    def _connect(self) -> None:
        stack, commands = self.document.undo_stack, self.commands
        self._loading.finished.connect(self.complete)
        self.recent.chosen.connect(self.files.open)
        for change in (self.document.changed, stack.indexChanged):
            change.connect(commands.update)
        self.language.changed.connect(self._replace)
        self.document.changed.connect(self._show_document_name)
        self.document.fileChanged.connect(self._show_document_name)
        self.files.messageRaised.connect(self.show_message)
        self.build_page.diagram.messageRaised.connect(self.show_message)
        self.files.opened.connect(self.recent.add)
        self.banner.detailsRequested.connect(self._show_details)
        self.tool_bar.presets.presetRequested.connect(self.build.load_preset)
        self.build.newDocumentRequested.connect(self.files.open_untitled)

    @property
    def page(self) -> int:
        """0: the Build page is shown, 1: the Train page."""
        return self._pages.currentIndex()

    def show_page(self, index: int) -> None:
        if index == 1:
            self.complete()
        self._set_page(index)

    def choose_theme(self, mode: str) -> None:
        self.theme.set_mode(mode)
        self.tool_bar.set_theme(mode)

    def start_training(self) -> None:
        """Trains what is edited, with the Train page in sight."""
        self.commands.show_train.trigger()
        self.tools.train_page.start()

    def open_example(self, example: "Example") -> None:
        self.files.open_untitled(example.experiment, self.tr("choose {}").format(in_words(example.title)))

    def _replace(self) -> None:
        """Opens a window in the new language on the same document and jobs: widgets get their texts when made."""
        if self._is_leaving:
            return
        jobs = self.tools.jobs
        self._remember()
        self.language.changed.disconnect(self._replace)
        for widget in self.findChildren(QWidget):
            if widget.isWindow() and widget.isVisible() and not isinstance(widget, QDockWidget):
                widget.close()
        with self.theme.without_style_sheet():
            window = MainWindow(self.document, self.theme, self.language, self._settings, lambda: jobs)
            window.complete()
        if self.windowState() == Qt.WindowState.WindowNoState:
            # Also where it is larger than its screen, which a geometry that is remembered is cut to.
            window.setGeometry(self.geometry())
        window.show()
        window._match_view(self)
        self.replaced.emit(window)
        self.hide()
        self.deleteLater()

    def _match_view(self, other: "MainWindow") -> None:
        """Copies what the settings do not hold: selection, zoom, scroll, status of jobs."""
        self.build.match_view(other.build)
        page = self.tools.train_page
        page.match_view(other.tools.train_page)
        other.banner.copy_message_to(self.banner)
        if other.banner.is_until_training:
            page.offer_again()

    def _show_document_name(self) -> None:
        path, experiment = self.document.path, self.document.experiment
        self.setWindowTitle(f"{experiment.name if path is None else path.name}[*] - ResDense")
        self.setWindowModified(self.document.is_modified)
        self.tool_bar.presets.set_network(experiment.network)

    @property
    def is_complete(self) -> bool:
        """Whether everything is loaded."""
        return self._tools is not None

    @property
    def tools(self) -> "WindowTools":
        """What comes after the first paint; loaded now, unless it is there."""
        return self.complete()

    def complete(self) -> "WindowTools":
        """Loads what the first paint does not wait for, at the first call."""
        if self._tools is not None:
            return self._tools
        self._loading.stop()
        with self.theme.without_style_sheet():
            tools = self._tools = make_tools(self, self._make_jobs)
            self._pages.insertWidget(1, tools.train_page)
        tools.restore(self._settings)
        if self._pages.currentWidget() is self._blank:
            self._pages.setCurrentWidget(tools.train_page)
        self._pages.removeWidget(self._blank)
        self.statusBar().addPermanentWidget(tools.job_line)
        tools.job_line.set_wanted(self.page == 0)
        self.build_page.headline.recognition.load_names()
        tools.train_page.offerMade.connect(self._offer_retry)
        tools.jobs.closed.connect(self._close_for_good)
        self.commands.update()
        self.completed.emit()
        return tools

    def _set_page(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        for action in self.stage_actions:
            action.setVisible(index == 0)
        self.commands.update()
        hints = (
            self.tr("Choose a preset (Ctrl+P) or edit a part: every number and the figure update at once."),
            self.tr("A run leaves a folder with its experiment, its metrics and its weights."),
        )
        self.hint.setText(hints[index])
        if self._tools is not None:
            self._tools.job_line.set_wanted(index == 0)

    def _offer_retry(self, message: str, details: str, text: str) -> None:
        offer = Offer(text, self.tools.train_page.accept_offer)
        self.banner.show_message("error", message, details, offers=(offer,), until_training=True)

    def _show_details(self, message: str, details: str) -> None:
        dialog = TextDialog(self.tr("Details"), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_text(message, details, mark="error", color="danger")

    def _settle_training(self) -> None:
        if self._tools is None:
            self._leave()
        else:
            self._tools.settle_training(lambda goes_on: self._leave(detach=goes_on))

    def _leave(self, *, detach: bool = False) -> None:
        """Goes once every job has ended: a training stops and saves first, which is shown while it takes its time.

        With `detach` the training goes on by itself.
        """
        self._is_leaving = True
        self._remember()
        if self._tools is None:
            self._loading.stop()
            self._close_for_good()
            return
        jobs = self._tools.jobs
        if jobs.is_training and not detach:
            self.banner.show_message(
                "info", self.tr("Stopping. The window closes once the training has saved its weights.")
            )
            self._pages.setEnabled(False)
            self.tool_bar.setEnabled(False)
            self.menuBar().setEnabled(False)
        else:
            self.hide()
        jobs.close(detach=detach)

    def _remember(self) -> None:
        self._settings.remember("geometry", self.saveGeometry())
        self.build_page.remember(self._settings)
        self._settings.remember("page", "train" if self.page else "build")
        if self._tools is not None:
            self._tools.remember(self._settings)

    def _close_for_good(self) -> None:
        self._has_left = True
        self.close()
        self.left.emit()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The one local file that is dragged, if it is one."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
