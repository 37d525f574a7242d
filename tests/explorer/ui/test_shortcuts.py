from collections import defaultdict

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from explorer.experiment.experiment import Experiment
from models.presets import PRESETS


def test_that_a_key_of_the_whole_window_belongs_to_one_action(make_window):
    """Qt gives a key that two actions want to neither of them; only those of single widgets may share one."""
    window = make_window(Experiment(network=PRESETS["digits_mixed"]))

    owners, of_window = defaultdict(set), set()
    for action in window.findChildren(QAction):
        for key in (sequence.toString() for sequence in action.shortcuts()):
            owners[key].add(action.text())
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
                of_window.add(key)
    assert {key: owners[key] for key in of_window if len(owners[key]) > 1} == {}
