import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTableWidget, QToolButton

from explorer.ui.icons import FOLDER, icon
from explorer.ui.palette import palettes, shown_palette
from explorer.ui.settings import WindowSettings
from explorer.ui.theme import ThemeSwitch, style_sheet


def test_that_a_chosen_theme_is_shown_and_remembered(qapp, theme, tmp_path):
    theme.set_mode("dark")

    assert shown_palette() is palettes()["dark"]
    assert qapp.palette().color(QPalette.ColorRole.Window) == palettes()["dark"].color("window")
    again = ThemeSwitch(qapp, WindowSettings(tmp_path / "window.ini"))
    assert again.mode == "dark"
    shiboken6.delete(again)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_that_the_style_sheet_takes_all_its_colours_from_the_palette(qapp, name):
    sheet = style_sheet(palettes()[name])

    assert "$" not in sheet
    assert palettes()[name].accent in sheet


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00broken", b"[General]\ntheme=@Variant(\\0\\0)\ngeometry=@ByteArray("]
)
def test_that_a_broken_settings_file_gives_the_defaults(tmp_path, content):
    path = tmp_path / "window.ini"
    path.write_bytes(content)
    settings = WindowSettings(path)

    assert settings.text("theme", "system", ("system", "light", "dark")) == "system"
    assert settings.state("geometry") is None


@pytest.mark.parametrize("name", sorted(file.name.removesuffix(".svg") for file in FOLDER.iterdir()))
def test_that_every_icon_can_be_drawn(qapp, name):
    drawn = icon(name).pixmap(16, 16).toImage()

    assert any(drawn.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_that_an_icon_that_was_made_before_takes_the_colours_of_another_theme(qtbot, wear):
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icon("dot", "danger"))
    for name in ("light", "dark"):
        wear(name)
        image = button.grab().toImage()
        colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert palettes()[name].danger in colors


def test_that_a_sort_arrow_stands_beside_no_word(qtbot, theme):
    """In a column as narrow as its word, the arrow has the padding above it."""
    theme.apply_style_sheet()
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    table.setHorizontalHeaderLabels(["Parameters"])
    header = table.horizontalHeader()
    table.resizeColumnToContents(0)
    with qtbot.waitExposed(table):
        table.show()

    def word():
        image = header.grab().toImage()
        return image.copy(0, 7, header.sectionSize(0), image.height() - 7)

    header.setSortIndicatorShown(False)
    plain = word()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    header.setSortIndicatorShown(True)
    assert word() == plain
