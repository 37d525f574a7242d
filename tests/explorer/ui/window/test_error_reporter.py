import sys
from contextlib import closing

import pytest
from PySide6.QtCore import QTimer

from explorer.experiment.experiment import Experiment
from explorer.log_file import LogFile
from explorer.ui.window.application import ErrorReporter
from models.presets import PRESETS


def fail():
    raise RuntimeError("the flux is out of phase")


def failure():
    try:
        fail()
    except RuntimeError:
        return sys.exc_info()


@pytest.fixture
def reporter(qapp, tmp_path, capsys):
    with closing(LogFile(tmp_path / "log" / "resdense.log")) as log:
        reporter = ErrorReporter(log)
        yield reporter
        reporter.uninstall()


def test_that_an_exception_is_logged_and_told_in_a_sentence(qtbot, reporter, tmp_path):
    with qtbot.waitSignal(reporter.raised) as told:
        reporter.report(*failure())

    severity, sentence, details = told.args
    assert severity == "error"
    assert "RuntimeError: the flux is out of phase" in sentence
    assert "Traceback" in details
    log = tmp_path / "log" / "resdense.log"
    assert str(log) in details
    assert "the flux is out of phase" in log.read_text()


def test_that_a_log_that_cannot_be_written_is_said_and_does_no_harm(qtbot, tmp_path, capsys):
    (tmp_path / "log").write_text("a file where the folder should be")
    reporter = ErrorReporter(LogFile(tmp_path / "log" / "resdense.log"))

    with qtbot.waitSignal(reporter.raised) as told:
        reporter.report(*failure())

    assert "could not be written" in told.args[2]


def test_that_an_exception_in_a_slot_is_a_banner_and_the_window_lives_on(qtbot, make_window, reporter):
    window = make_window(Experiment(network=PRESETS["digits_resnet"]))
    reporter.raised.connect(window.show_message)
    with qtbot.captureExceptions():
        hook = sys.excepthook
        reporter.install()
        QTimer.singleShot(0, fail)
        qtbot.waitUntil(lambda: "the flux is out of phase" in window.banner.message)
        sys.excepthook = hook

    window.document.edit_field("network.stages.0.width", 24)
    assert window.build_page.totals.params.number != "77.75 k"
