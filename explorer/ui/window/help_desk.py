"""Help: the menu of examples, the search of commands, the pages that the menu Help opens, and the first steps."""

import platform
from collections.abc import Callable
from functools import partial
from html import escape
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSize, qVersion
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from explorer import __version__
from explorer.experiment.examples import EXAMPLES
from explorer.log_file import log_path
from explorer.ui.actions import ActionSet, ActionSpec, make_menu, shortcut_text
from explorer.ui.build_page.cost_views import CostViews
from explorer.ui.language import in_words
from explorer.ui.layout import button, column, row
from explorer.ui.palette import follow_theme, shown_palette, themed
from explorer.ui.settings import WindowSettings
from explorer.ui.train_page.train_page import TrainPage
from explorer.ui.widgets.banner import Offer
from explorer.ui.window.command_search import CommandSearch, menu_commands

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow

KEYS_SIZE, GUIDE_SIZE, ABOUT_SIZE = QSize(560, 680), QSize(620, 600), QSize(440, 440)
WELCOMED = "welcomed"
"""The setting that says whether the first steps have been offered."""
PARTS = ("torch", "torchvision", "PySide6-Essentials", "pyqtgraph", "pydantic", "torchinfo", "safetensors")
translate = QCoreApplication.translate


class HelpDesk(QObject):
    """Shows one page at a time, in a window of its own that leaves the main window free."""

    def __init__(self, window: "MainWindow", costs: CostViews, train_page: TrainPage) -> None:
        super().__init__(window)
        self._window = window
        self.search = CommandSearch(window, costs, train_page)
        self.dialog: PageDialog | None = None
        examples = ActionSet(self)
        for number, example in enumerate(EXAMPLES, start=1):
            text, tip = in_words(example.title), f"<p>{in_words(example.note)}</p>"
            do, keys = partial(window.open_example, example), f"Ctrl+Shift+{number}"
            examples.add(ActionSpec(f"example_{number}", text, do, "picture", keys, tip, tip_names_keys=True))
        bar = window.menuBar()
        # Help comes last.
        bar.insertMenu(bar.actions()[-1], make_menu(bar, *examples, title=self.tr("E&xamples"), tips=True))

    def show_keys(self) -> None:
        self._open_page(self.tr("Keyboard shortcuts"), self.keys_page, KEYS_SIZE)

    def show_guide(self) -> None:
        self._open_page(self.tr("Guide"), guide_page, GUIDE_SIZE)

    def show_about(self) -> None:
        self._open_page(self.tr("About ResDense"), self._about_page, ABOUT_SIZE)

    def keys_page(self) -> str:
        """The sheet of all shortcuts, menu by menu, and those of the canvas, as HTML."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for command in menu_commands(self._window.menuBar()):
            groups.setdefault(command.group, []).append((command.text, command.hint))
        canvas = self._window.build_page.diagram.commands
        groups[self.tr("On the figure of the network")] = [(a.text(), shortcut_text(a)) for a in canvas]
        ground = shown_palette().sunken
        parts = []
        for title, rows in groups.items():
            parts.append(f"<h3>{escape(title)}</h3><table cellspacing=0 cellpadding=3 width='100%'>")
            for text, keys in rows:
                key = f"<span style='background-color:{ground};'>&nbsp;{escape(keys)}&nbsp;</span>"
                parts.append(f"<tr><td>{escape(text)}</td><td align=right>{key}</td></tr>" if keys else "")
            parts.append("</table>")
        heading = self.tr("Keyboard shortcuts")
        return f"<h2>{escape(heading)}</h2>{''.join(parts)}"

    def offer_first_steps(self, settings: WindowSettings) -> None:
        """Shows once, in one line, what to do first, unless a more important message is shown."""
        window = self._window
        if settings.text(WELCOMED, "") or window.banner.message:
            return
        settings.remember(WELCOMED, "yes")
        text = translate(
            "Welcome",
            "This small ResNet is ready to train on handwritten digits, which takes half a minute. You can also "
            "choose another network (Ctrl+P) or an example.",
        )
        train = Offer(translate("Welcome", "Train it"), window.commands.start.trigger)
        guide = Offer(translate("Welcome", "Guide"), self.show_guide)
        window.banner.show_message("info", text, offers=(train, guide), until_training=True)

        def withdraw() -> None:
            if window.banner.message == text:
                window.banner.hide()

        # Of another network it is not true.
        window.document.changed.connect(withdraw)
        window.replaced.connect(lambda: window.document.changed.disconnect(withdraw))

    def _about_page(self) -> str:
        """What the program is and what it runs on."""
        text = self.tr(
            "A desktop explorer for convolutional networks built from residual and dense blocks. MIT licence."
        )
        versions = [("resdense", __version__), *((name, _version(name)) for name in PARTS)]
        versions += [("Qt", qVersion()), ("Python", platform.python_version())]
        rows = [f"<tr><td>{name}&nbsp;&nbsp;</td><td>{version}</td></tr>" for name, version in versions if version]
        table = f"<table cellspacing=0 cellpadding=3 width='100%'>{''.join(rows)}</table>"
        heading = self.tr("Versions")
        log, log_heading = log_path(), self.tr("Log")
        link = f"<a href='{log.parent.as_uri()}'>{escape(str(log))}</a>"
        return (
            f"<h2>ResDense</h2><p>{escape(text)}</p><h3>{escape(heading)}</h3>{table}"
            f"<h3>{escape(log_heading)}</h3><p>{link}</p>"
        )

    def _open_page(self, title: str, write: Callable[[], str], size: QSize) -> None:
        if self.dialog is not None:
            self.dialog.close()
        dialog = self.dialog = PageDialog(title, write, size, self._window)
        dialog.finished.connect(lambda: self._delete_dialog(dialog))
        dialog.show()

    def _delete_dialog(self, dialog: "PageDialog") -> None:
        if dialog is self.dialog:
            self.dialog = None
        dialog.deleteLater()


class PageDialog(QDialog):
    """Shows a page that is written anew for every theme."""

    def __init__(self, title: str, write: Callable[[], str], size: QSize, parent: QWidget) -> None:
        """`write` gives the body of the page, as HTML."""
        super().__init__(parent)
        self._write = write
        self.setWindowTitle(title)
        self.page = QTextBrowser()
        self.page.setAccessibleName(title)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(QDesktopServices.openUrl)
        self.page.document().setDocumentMargin(20)
        foot = row(..., button(self.tr("Close"), self.reject), margins=(16, 8, 16, 12))
        self.setLayout(column((self.page, 1), foot, spacing=0))
        self.resize(size)
        follow_theme(self, self._write_page)

    def _write_page(self) -> None:
        colors, palette = self.page.palette(), shown_palette()
        colors.setColor(QPalette.ColorRole.Base, themed("surface"))
        self.page.setPalette(colors)
        self.page.setHtml(
            f"<html><head><style>body {{ color: {palette.text}; }} h2 {{ font-weight: 600; }} h3 {{ font-weight: 600; "
            f"color: {palette.text_muted}; margin-bottom: 2px; }} p {{ margin-top: 2px; }}</style></head>"
            f"<body>{self._write()}</body></html>"
        )


def guide_page() -> str:
    """As HTML."""
    tasks = (
        (
            translate("Help", "Assemble a network"),
            translate(
                "Help",
                "Choose a preset (Ctrl+P) or drag stages onto the figure. Click a part and change its fields: "
                "shapes, parameters, MACs, memory and channels update at every keystroke. An invalid field says "
                "why. Everything can be undone.",
            ),
        ),
        (
            translate("Help", "See what it costs"),
            translate(
                "Help",
                "The layer table is a tree of stages and blocks with their totals; the chart shows channels, "
                "resolution, parameters, MACs, memory and receptive field of each block. Pin a baseline to see "
                'the difference of every number. "Why counters differ" explains the counts of other programs.',
            ),
        ),
        (
            translate("Help", "Train it"),
            translate(
                "Help",
                "On the Train page choose data and a recipe, then press Train (Ctrl+Return). The job runs in a "
                "separate process: the window stays responsive, and stopping saves the weights.",
            ),
        ),
        (
            translate("Help", "See what happened"),
            translate(
                "Help",
                "Select several runs in the table to overlay their curves. The best epoch is marked, and its "
                "weights are saved.",
            ),
        ),
        (
            translate("Help", "Export it"),
            translate(
                "Help",
                "Export the weights, code or graph of a run. Every export is loaded in a separate process and "
                "compared with the network. Networks that torchvision has use torchvision's names.",
            ),
        ),
        (
            translate("Help", "Find anything"),
            translate(
                "Help", "Ctrl+K searches commands, fields, presets and recent files; F1 lists the keyboard shortcuts."
            ),
        ),
    )
    body = "".join(f"<h3>{escape(task)}</h3><p>{escape(text)}</p>" for task, text in tasks)
    title = translate("Help", "Guide")
    return f"<h2>{escape(title)}</h2>{body}"


def _version(name: str) -> str:
    # Of the installed distribution: torch itself is never loaded here.
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
