import shutil

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from explorer.experiment.experiment import Experiment
from explorer.runs.session_store import SessionStore
from explorer.ui.document import Document
from explorer.ui.widgets.banner import Banner
from explorer.ui.window.recovery import Autosave, Recovery
from models.presets import PRESETS

EXPERIMENT = Experiment(name="mine", network=PRESETS["digits_resnet"])


class CrashedStore(SessionStore):
    """Lets go of its lock without leaving, as a process that is killed does."""

    def crash(self):
        self._lock.release()
        self._lock = None


@pytest.fixture
def owner(qapp):
    owner = QObject()
    yield owner
    owner.deleteLater()


@pytest.fixture
def banner(qtbot):
    banner = Banner()
    qtbot.addWidget(banner)
    return banner


@pytest.fixture
def session(owner, tmp_path):
    """A document that is kept: (document, autosave, store)."""

    def make(store_type=SessionStore, folder=tmp_path, **more):
        document = Document(EXPERIMENT, owner)
        store = store_type(folder)
        return document, Autosave(document, store, owner, **more), store

    return make


def crashed(session, *edits):
    for number, width in enumerate(edits):
        document, autosave, store = session(CrashedStore)
        document.edit_field("name", f"work {number}")
        document.edit_field("network.stages.0.width", width)
        autosave.save()
        autosave.wait()
        autosave.deleteLater()
        store.crash()


def press(banner, text):
    next(
        button for button in banner.findChildren(QPushButton) if button.text() == text and not button.isHidden()
    ).click()


def test_that_an_edit_is_kept_after_a_moment(qtbot, session, tmp_path):
    document, autosave, _ = session(pause=1)

    document.edit_field("network.stages.0.width", 24)

    qtbot.waitUntil(lambda: list(tmp_path.glob("*.session.json")) != [])
    autosave.close()
    assert list(tmp_path.iterdir()) == []


def test_that_what_is_saved_needs_not_be_kept(session, tmp_path):
    document, autosave, _ = session()
    document.edit_field("network.stages.0.width", 24)
    autosave.save()
    document.replace(document.experiment)
    autosave.save()
    autosave.wait()

    assert list(tmp_path.glob("*.session.json")) == []
    autosave.close()


def test_that_left_work_is_recovered_and_still_unsaved(session, banner, tmp_path):
    crashed(session, 24)
    document, autosave, store = session()

    Recovery(document, autosave, store, banner).offer()
    assert 'unsaved changes of "work 0" are available' in banner.message
    press(banner, "Recover")

    assert document.experiment.network.stages[0].width == 24
    assert document.is_modified
    assert banner.message == ""
    assert len(list(tmp_path.glob("*.session.json"))) == 1
    autosave.close()


def test_that_several_crashed_sessions_are_offered_one_after_the_other(session, banner, tmp_path):
    crashed(session, 24, 40)
    document, autosave, store = session()

    Recovery(document, autosave, store, banner).offer()
    press(banner, "Discard")
    assert banner.message != ""
    press(banner, "Discard")

    assert banner.message == ""
    assert document.experiment == EXPERIMENT
    assert list(tmp_path.iterdir()) == []


def test_that_a_full_disk_is_said_once(session, tmp_path, monkeypatch, qtbot):
    folder = tmp_path / "sessions"
    document, autosave, _ = session(folder=folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("")
    said = []
    autosave.failed.connect(lambda _, sentence: said.append(sentence))

    for width in (24, 40):
        document.edit_field("network.stages.0.width", width)
        autosave.save()
        autosave.wait()

    qtbot.waitUntil(lambda: len(said) == 1)
    assert said[0].startswith("Cannot write")
    autosave.close()
