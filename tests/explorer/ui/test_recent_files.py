from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from explorer.ui.recent_files import MOST, RecentFiles, RecentMenu
from explorer.ui.settings import WindowSettings


@pytest.fixture
def menu(qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    return menu


def test_that_the_latest_file_comes_first_and_none_twice(settings, menu):
    recent = RecentFiles(settings, menu)
    for name in ("a", "b", "a"):
        recent.add(Path("/tmp") / name)

    assert [path.name for path in recent.paths] == ["a", "b"]


def test_that_they_are_remembered_and_not_too_many(settings, menu, tmp_path):
    recent = RecentFiles(settings, menu)
    for number in range(MOST + 5):
        recent.add(tmp_path / f"{number}.json")

    again = RecentFiles(WindowSettings(Path(settings._file.fileName())), menu)
    assert len(again.paths) == MOST
    assert again.paths[0].name == f"{MOST + 4}.json"


def test_that_the_menu_opens_files_and_says_which_are_gone(settings, menu, tmp_path):
    here, gone = tmp_path / "here.json", tmp_path / "gone & lost.json"
    here.write_text("")
    recent, opened = RecentFiles(settings, menu), []
    RecentMenu(menu, recent, opened.append)
    recent.add(gone)
    recent.add(here)

    first, second, *_, clear = menu.actions()

    first.trigger()
    assert opened == [here]
    assert not second.isEnabled() and "not there any more" in second.text() and "&&" in second.text()
    clear.trigger()
    assert recent.paths == [] and not menu.isEnabled()
