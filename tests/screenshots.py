"""Images of the running window, to be looked at.

Run it: xvfb-run -a -s "-screen 0 2600x1500x24" python tests/screenshots.py --out FOLDER [--scale 2]
Every image is one scene in one theme, language and size; the window is the real one, on whatever platform Qt finds.
Sizes are in points: 1280x720 with --scale 2 has 2560x1440 pixels.
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.experiment.source import load_source
from explorer.ui.build_page.costs.cost_tabs import COMPARE
from explorer.ui.settings import WindowSettings
from explorer.ui.window.application import make_application, make_window
from explorer.ui.window.main_window import MainWindow

SETTLE_MILLISECONDS = 400
LONGEST_TRAINING_SECONDS = 180


def show_resnet(window: MainWindow) -> None:
    build(window, "resnet50")


def show_densenet(window: MainWindow) -> None:
    build(window, "densenet121")


def show_mixed(window: MainWindow) -> None:
    build(window, "digits_mixed")


def show_issue(window: MainWindow) -> None:
    build(window, "resnet18")
    window.build.select("stages.3")
    window.document.edit_field("network.stages.3.groups", 3)


def show_comparison(window: MainWindow) -> None:
    """Two networks aligned by stage and block, and every number with its difference."""
    build(window, "resnet34")
    window.commands.pin_baseline.trigger()
    window.document.edit(load_source("resnet50"), "choose ResNet-50")
    window.build_page.costs.tabs.tabs.setCurrentIndex(COMPARE)


def show_presets(window: MainWindow) -> None:
    build(window, "resnet18")
    window.tool_bar.presets.open_popup()


def show_start(window: MainWindow) -> None:
    window.document.replace(load_source("digits_resnet"))
    window.commands.show_train.trigger()


def show_training(window: MainWindow) -> None:
    """The runs that `train_two` has left, over each other."""
    window.commands.show_train.trigger()


SCENES: dict[str, Callable[[MainWindow], None]] = {
    "resnet": show_resnet,
    "densenet": show_densenet,
    "mixed": show_mixed,
    "issue": show_issue,
    "comparison": show_comparison,
    "presets": show_presets,
    "start": show_start,
    "training": show_training,
}


def build(window: MainWindow, preset: str) -> None:
    window.commands.show_build.trigger()
    window.document.replace(load_source(preset))


def train_two(window: MainWindow) -> None:
    """A residual and a dense network, trained on the embedded digits."""
    window.commands.show_train.trigger()
    for preset in ("digits_resnet", "digits_densenet"):
        window.document.replace(load_source(preset))
        window.commands.start.trigger()
        wait_while(lambda: window.tools.jobs.is_training)
    window.tools.train_page.runs.run_card.view.selectAll()


def wait_while(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_TRAINING_SECONDS
    while condition() and time.monotonic() < end:
        QTest.qWait(100)


def take(window: MainWindow, scene: str, path: Path) -> None:
    """One image, and one of the popup where a scene opens one; what a scene leaves is put back."""
    SCENES[scene](window)
    QTest.qWait(SETTLE_MILLISECONDS)
    window.grab().save(str(path))
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.grab().save(str(path.with_stem(path.stem + "_popup")))
        popup.close()
    window.commands.unpin_baseline.trigger()
    window.build_page.costs.tabs.tabs.setCurrentIndex(0)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder for the images")
    parser.add_argument("--scenes", nargs="+", choices=SCENES, default=list(SCENES))
    parser.add_argument("--themes", nargs="+", default=["light", "dark"])
    parser.add_argument("--languages", nargs="+", default=["en", "zh_CN"])
    parser.add_argument("--sizes", nargs="+", default=["1280x720"])
    parser.add_argument("--scale", type=int, default=1, help="pixels a point")
    return parser.parse_args()


def main() -> None:
    arguments = parse()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"QT_SCALE_FACTOR": str(arguments.scale), "RESDENSE_RUNS": str(Path(folder) / "runs")}
        application = make_application()
        window = make_window(application, WindowSettings(Path(folder) / "window.ini"))
        window.show()
        window.complete()
        shown = [window]
        if "training" in arguments.scenes:
            train_two(window)
        for size, language, theme, scene in itertools.product(
            arguments.sizes, arguments.languages, arguments.themes, arguments.scenes
        ):
            window = shown[-1]
            window.replaced.connect(shown.append)
            window.language.set_mode(language)
            window = shown[-1]
            window.resize(QSize(*map(int, size.split("x"))))
            window.commands[theme].trigger()
            take(window, scene, arguments.out / f"{scene}_{theme}_{language}_{size}@{arguments.scale}.png")
        window.document.replace(window.document.experiment)
        window.left.connect(application.quit)
        window.close()
        application.exec()


if __name__ == "__main__":
    main()
