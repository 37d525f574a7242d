from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from explorer.ui.settings import WindowSettings
from explorer.ui.window.file_controller import MOST_RECENT, RecentMenu


@pytest.fixture
def make_menu(qtbot, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    return lambda: RecentMenu(WindowSettings(tmp_path / "window.ini"), parent)


def test_that_the_latest_file_comes_first_and_none_twice(make_menu):
    recent = make_menu()
    for name in ("a", "b", "a"):
        recent.add(Path("/tmp") / name)

    assert [path.name for path in recent.paths] == ["a", "b"]


def test_that_they_are_remembered_and_not_too_many(make_menu, tmp_path):
    recent = make_menu()
    for number in range(MOST_RECENT + 5):
        recent.add(tmp_path / f"{number}.json")

    again = make_menu()
    assert len(again.paths) == MOST_RECENT
    assert again.paths[0].name == f"{MOST_RECENT + 4}.json"


def test_that_the_menu_opens_files_and_says_which_are_gone(make_menu, tmp_path):
    here, gone = tmp_path / "here.json", tmp_path / "gone & lost.json"
    here.write_text("")
    recent, opened = make_menu(), []
    recent.chosen.connect(opened.append)
    recent.add(gone)
    recent.add(here)

    first, second, *_, clear = recent.actions()

    first.trigger()
    assert opened == [here]
    assert not second.isEnabled() and "no longer exists" in second.text() and "&&" in second.text()
    clear.trigger()
    assert recent.paths == [] and not recent.isEnabled()
