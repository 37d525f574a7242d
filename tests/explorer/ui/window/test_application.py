import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]

WHOLE_WINDOW = """
import sys
from explorer.ui.window.application import make_application, make_window
from explorer.ui.settings import WindowSettings

application = make_application()
window = make_window(application, WindowSettings())
window.completed.disconnect()
window.show()
window.complete()
window.commands.show_train.trigger()
application.processEvents()
window.left.connect(application.quit)
window.close()
application.exec()
print("torch" in sys.modules, "torchvision" in sys.modules)
"""


@pytest.fixture
def environment(tmp_path):
    folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME")}
    return {**os.environ, **folders, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def test_that_the_whole_window_never_loads_torch(environment):
    done = subprocess.run(
        [sys.executable, "-c", WHOLE_WINDOW], env=environment, capture_output=True, text=True, timeout=120
    )

    assert done.stdout.split() == ["False", "False"], done.stderr


SHOWN = """
import sys
from explorer.ui.window import application
from explorer.ui.window.main_window import MainWindow

inner = MainWindow.complete

def complete(window):
    MainWindow.complete = inner
    window.complete()
    print("complete", flush=True)

MainWindow.complete = complete
sys.exit(application.run(sys.argv[1:]))
"""


EDITED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from explorer.ui.window import application
from explorer.ui.window import recovery
from explorer.ui.window.main_window import MainWindow

inner = MainWindow.complete
recovery.PAUSE_MILLISECONDS = 1

def complete(window):
    MainWindow.complete = inner
    window.complete()
    window.document.edit_field("network.stages.0.width", 24)
    timer = QTimer(window, interval=20)
    timer.timeout.connect(look)
    timer.start()

def look():
    if list(recovery.session_folder().glob("*.session.json")):
        print("kept", flush=True)

MainWindow.complete = complete
application.run([])
"""

RECOVERED = """
from PySide6.QtWidgets import QPushButton
from explorer.ui.window import application
from explorer.ui.window.main_window import MainWindow

inner = MainWindow.complete

def complete(window):
    MainWindow.complete = inner
    window.complete()
    next(button for button in window.banner.findChildren(QPushButton) if button.text() == "Recover").click()
    print(window.document.experiment.network.stages[0].width, window.document.is_modified, flush=True)
    window.document.replace(window.document.experiment)
    window.close()

MainWindow.complete = complete
application.run([])
"""

CHANGED = """
from PySide6.QtCore import QTimer
from explorer.ui.window import application
from explorer.ui.window.main_window import MainWindow

inner = MainWindow.complete

def complete(window):
    MainWindow.complete = inner
    window.complete()
    window.language.set_mode("en")
    window.replaced.connect(lambda other: QTimer.singleShot(0, lambda: fail(other)))
    QTimer.singleShot(0, lambda: window.language.set_mode("zh_CN"))

def fail(window):
    QTimer.singleShot(20, lambda: leave(window))
    raise KeyError("lost")

def leave(window):
    print("lost" in window.banner.message, window.commands.save.text() == "\u4fdd\u5b58", flush=True)
    window.close()

MainWindow.complete = complete
print(application.run([]))
"""


@pytest.fixture
def start(environment):
    """Starts the program; it is killed if it is still there after the test."""
    started = []

    def start(*arguments: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", SHOWN, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline().strip() == "complete"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_that_ctrl_c_in_the_terminal_leaves_the_window_properly(start, tmp_path):
    process = start()

    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "Traceback" not in errors
    assert (tmp_path / "XDG_CONFIG_HOME" / "resdense" / "window.ini").exists()


def test_that_a_broken_settings_file_does_no_harm(start, tmp_path):
    settings = tmp_path / "XDG_CONFIG_HOME" / "resdense" / "window.ini"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(
        b"[General]\ngeometry=@ByteArray(nonsense)\ntheme=@Invalid()\n[build]\nwhole=@Variant(\\0\\0\\0\xff"
    )

    process = start()

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_that_work_outlives_a_kill(start, environment, tmp_path):
    first = start()
    first.kill()
    first.wait(timeout=30)
    folder = tmp_path / "XDG_STATE_HOME" / "resdense" / "sessions"
    assert not folder.exists()

    process = subprocess.Popen([sys.executable, "-c", EDITED], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().strip() == "kept"
    process.kill()
    process.wait(timeout=30)
    process.stdout.close()

    done = subprocess.run(
        [sys.executable, "-c", RECOVERED], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["24", "True"], done.stderr


FONTS = """
from PySide6.QtGui import QTextLayout
from explorer.ui.window.application import make_application
from explorer.ui.theme import scaled_font

application = make_application()
for font in (scaled_font(), scaled_font(-1), scaled_font(bold=True)):
    layout = QTextLayout("\u8bad\u7ec3\u5bbd\u5ea6 width", font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = {run.rawFont() for run in layout.glyphRuns()}
    print(sorted((font.familyName(), font.styleName(), font.weight()) for font in runs))
"""


def test_that_chinese_has_the_same_fonts_at_every_start(environment):
    starts = [
        subprocess.run(
            [sys.executable, "-c", FONTS], env=environment, capture_output=True, text=True, timeout=60
        ).stdout
        for _ in range(3)
    ]

    assert starts[0] and set(starts) == {starts[0]}
    if "Noto Sans CJK" in starts[0]:
        assert "Noto Sans CJK SC" in starts[0] and "Noto Sans CJK JP" not in starts[0]


def test_that_the_program_goes_on_with_the_window_of_another_language(environment):
    done = subprocess.run([sys.executable, "-c", CHANGED], env=environment, capture_output=True, text=True, timeout=120)

    assert done.stdout.split() == ["True", "True", "0"], done.stderr
