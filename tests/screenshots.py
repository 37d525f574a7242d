"""Pictures of the running window, to be looked at.

Run it: xvfb-run -a -s "-screen 0 2600x1500x24" python tests/screenshots.py --out FOLDER
Each picture is one preset on one page in one theme; the window is the real one, on whatever platform Qt finds.
"""

import argparse
import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest

from explorer.experiment.source import load_source
from explorer.ui.application import make_application, make_window
from explorer.ui.main_window import MainWindow
from explorer.ui.settings import WindowSettings

SETTLE_MILLISECONDS = 250


def show_build(window: MainWindow) -> None:
    window.commands.show_build.trigger()


def show_train(window: MainWindow) -> None:
    window.commands.show_train.trigger()


def show_issue(window: MainWindow) -> None:
    show_build(window)
    stage = len(window.document.experiment.network.stages) - 1
    kind = window.document.experiment.network.stages[stage].kind
    name, value = ("groups", 3) if kind == "residual" else ("growth_rate", 0)
    window.document.edit_field(f"network.stages.{stage}.{name}", value)


def show_presets(window: MainWindow) -> None:
    show_build(window)
    window.tool_bar.presets.open_popup()


SCENES: dict[str, Callable[[MainWindow], None]] = {
    "build": show_build,
    "train": show_train,
    "issue": show_issue,
    "presets": show_presets,
}


def take(window: MainWindow, preset: str, scene: str, path: Path) -> None:
    """One picture; what a scene opens is closed again."""
    window.document.replace(load_source(preset))
    SCENES[scene](window)
    QTest.qWait(SETTLE_MILLISECONDS)
    popup = window.tool_bar.presets.popup
    picture = window.grab()
    if popup is not None and popup.isVisible():
        popup.grab().save(str(path.with_stem(path.stem + "_popup")))
        popup.close()
    picture.save(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--presets", nargs="+", default=["digits_resnet", "resnet50", "densenet121"])
    parser.add_argument("--scenes", nargs="+", choices=SCENES, default=list(SCENES))
    parser.add_argument("--themes", nargs="+", default=["light", "dark"])
    parser.add_argument("--sizes", nargs="+", default=["1280x800"])
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(application, WindowSettings(Path(folder) / "window.ini"))
        window.show()
        window.complete()
        for size, theme, preset, scene in itertools.product(
            arguments.sizes, arguments.themes, arguments.presets, arguments.scenes
        ):
            window.resize(QSize(*map(int, size.split("x"))))
            window.commands.themes[theme].trigger()
            take(window, preset, scene, arguments.out / f"{preset}_{scene}_{theme}_{size}.png")
        window.document.undo_stack.setClean()
        window.left.connect(application.quit)
        window.close()
        application.exec()


if __name__ == "__main__":
    main()
