"""The theme: Fusion, the palette's colours in Qt's own palette and one style sheet, light or dark."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from string import Template

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.icons import FOLDER
from explorer.ui.palette import COLOR_NAMES, Palette, palettes, show_theme
from explorer.ui.settings import WindowSettings

MODES = ("system", "light", "dark")
SETTING = "theme"

Role = QPalette.ColorRole
ROLES = {
    Role.Window: "window",
    Role.WindowText: "text",
    Role.Base: "surface",
    Role.AlternateBase: "raised",
    Role.Text: "text",
    Role.Button: "raised",
    Role.ButtonText: "text",
    Role.BrightText: "text_on_accent",
    Role.ToolTipBase: "raised",
    Role.ToolTipText: "text",
    Role.PlaceholderText: "text_disabled",
    Role.Highlight: "accent",
    Role.HighlightedText: "text_on_accent",
    Role.Accent: "accent",
    Role.Link: "accent",
    Role.LinkVisited: "accent",
    Role.Light: "raised",
    Role.Midlight: "border",
    Role.Mid: "border_strong",
    Role.Dark: "border_strong",
    Role.Shadow: "sunken",
}
"""Which of the palette's colours plays which of Qt's roles."""


class ThemeSwitch(QObject):
    """Gives the application its colours, and new ones when a person or the system changes the theme."""

    def __init__(self, application: QApplication, settings: WindowSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._settings = settings
        self._mode = settings.text(SETTING, "system", MODES)
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._apply_wanted)
        self._palette = self._wanted()
        # Where the last style sheet goes, Qt forgets which widgets it follows; those it only asked for their size it
        # does not follow again, and at the next sheet it works through them though they are gone. This one stays.
        self._sheet_holder = QWidget()
        self._sheet_holder.setStyleSheet("QWidget {}")
        self.destroyed.connect(self._sheet_holder.deleteLater)
        QDir.setSearchPaths("icons", [str(FOLDER)])
        application.setStyle("Fusion")
        apply_palette(application, self._palette)

    @property
    def mode(self) -> str:
        """ "system", "light" or "dark"."""
        return self._mode

    def apply_style_sheet(self) -> None:
        """Sets the style sheet. From then on Qt polishes every widget that gets a parent again, with all it holds: a
        window is built four times as fast before.
        """
        self._application.setStyleSheet(style_sheet(self._palette))

    @contextmanager
    def without_style_sheet(self) -> Iterator[None]:
        """Removes the style sheet while many widgets are built. Nothing is painted meanwhile."""
        sheet = self._application.styleSheet()
        if not sheet:
            yield
            return
        self._application.setStyleSheet("")
        try:
            yield
        finally:
            self._application.setStyleSheet(sheet)

    def set_mode(self, mode: str) -> None:
        """Shows and remembers one of MODES."""
        self._mode = mode
        self._settings.remember(SETTING, mode)
        self._apply_wanted()

    def _apply_wanted(self) -> None:
        self._apply(self._wanted())

    def _wanted(self) -> Palette:
        if self._mode != "system":
            return palettes()[self._mode]
        return palettes()["dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"]

    def _apply(self, palette: Palette) -> None:
        if palette != self._palette:
            self._palette = palette
            apply_palette(self._application, palette)
            self.apply_style_sheet()


def apply_palette(application: QApplication, palette: Palette) -> None:
    """Makes a palette the source of all colours."""
    show_theme(palette.name)
    application.setPalette(qt_palette(palette))


def qt_palette(palette: Palette) -> QPalette:
    """Qt's roles in the palette's colours; disabled text is muted."""
    made = QPalette()
    for role, name in ROLES.items():
        made.setColor(role, palette.color(name))
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, palette.color("text_disabled"))
    made.setColor(QPalette.ColorGroup.Disabled, Role.Highlight, palette.color("border"))
    return made


def style_sheet(palette: Palette) -> str:
    """resources/styles/application.qss with the palette's colours, and with sizes that follow the application font."""
    colors = {name: getattr(palette, name) for name in COLOR_NAMES}
    return Template(_template()).substitute(colors, **_mixtures(palette), **_sizes())


def _mixtures(palette: Palette) -> dict[str, str]:
    return {
        "hover": palette.mixed("text", "surface", 0.06).name(),
        "pressed": palette.mixed("text", "surface", 0.12).name(),
        "accent_soft": palette.mixed("accent", "surface", 0.14).name(),
        "danger_border": palette.mixed("danger", "surface", 0.4).name(),
        "warning_border": palette.mixed("warning", "surface", 0.4).name(),
        "scroll": palette.mixed("text", "surface", 0.22).name(),
        "scroll_hover": palette.mixed("text", "surface", 0.38).name(),
    }


def _sizes() -> dict[str, str]:
    base = QApplication.font().pointSizeF()
    return {"size_title": f"{base + 2:g}pt", "size_number": f"{base + 4:g}pt", "size_caption": f"{base - 1:g}pt"}


def scaled_font(points: float = 0, *, bold: bool = False) -> QFont:
    """The application font, so many points larger, semi-bold if wanted: what a painter uses where no style sheet is."""
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() + points)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


@cache
def _template() -> str:
    return (resources.files("resources") / "styles" / "application.qss").read_text(encoding="utf-8")
