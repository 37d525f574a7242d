"""The canvas of the real window against figures of it, in which every character is a block.

Written anew, to be looked at before they are committed:
pytest tests/explorer/ui/canvas/test_canvas_figures.py --update-figures
"""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication

from explorer.experiment.experiment import Experiment
from models.config import NetworkConfig, ResidualStage, StemConfig
from models.presets import PRESETS
from tests.explorer.ui.block_font import FAMILY, install_block_font

FIGURES = Path(__file__).with_name("pictures")
SIZE = (760, 270)
FAINT, FEW = 4, 10
"""Of 255, by which colours may differ, and pixels that may differ by more: not every processor rounds alike."""


def plain(window):
    stages = (ResidualStage(shortcut="none", width=32), ResidualStage(shortcut="none", blocks=3, stride=2))
    show(window, NetworkConfig(stem=StemConfig(norm=False, pool="none"), stages=stages), "stem")


def basic(window):
    show(window, PRESETS["resnet18"], "stages.1")


def gated_bottlenecks(window):
    kind = {"block": "bottleneck", "order": "full_preact", "squeeze_excitation": 16}
    stages = tuple(stage.model_copy(update=kind) for stage in PRESETS["resnet18"].stages[:3])
    show(window, PRESETS["resnet18"].model_copy(update={"stages": stages}), "input")


def dense(window):
    show(window, PRESETS["digits_densenet"], "stages.0")


def big(window):
    show(window, PRESETS["densenet201"], "head")


def drawn_out(window):
    """Every block for itself and one of them selected, more than is seen at once: there is a map."""
    show(window, PRESETS["digits_mixed"], "stages.1")
    window.build_page.diagram.folds.toggle_all()
    window.build_page.diagram.view.zoom_by(1.5)
    window.build.select_block("stages.1", 1)


def illegal(window):
    show(window, PRESETS["resnet18"], "stages.3")
    window.document.edit_field("network.stages.3.groups", 3)


def compared(window):
    """Something changed, something new, something gone."""
    show(window, PRESETS["resnet34"], "head")
    window.build_page.costs.baseline.pin_source("resnet34")
    first, second, *_ = PRESETS["resnet34"].stages
    longer = second.model_copy(update={"blocks": 6, "groups": 2})
    window.document.edit_field("network.stages", (first, longer, PRESETS["densenet121"].stages[0]))
    window.build.select("head")


SCENES = (plain, basic, gated_bottlenecks, dense, big, drawn_out, illegal, compared)


def show(window, network: NetworkConfig, selected: str) -> None:
    window.document.replace(Experiment(name="net", network=network))
    window.build.select(selected)


@pytest.fixture(scope="module", params=["light", "dark"])
def window(request, lasting_window, lasting_theme):
    if not install_block_font():
        pytest.skip("this platform takes no font from memory")
    if lasting_window.devicePixelRatio() != 1:
        pytest.skip("the figures are of screens with one pixel for a point")
    lasting_theme.set_mode(request.param)
    # Only now: the theme gives every widget its font anew.
    lasting_window.build_page.diagram.setFont(QFont(FAMILY))
    lasting_window.build_page.diagram.setFixedSize(*SIZE)
    return lasting_window


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_that_the_canvas_is_drawn_as_in_its_figure(window, scene, request, tmp_path):
    show(window, PRESETS["digits_resnet"], "stem")
    window.build_page.diagram.view.fit()
    scene(window)
    QApplication.processEvents()
    drawn = window.build_page.diagram.view.grab().toImage()
    window.build_page.costs.baseline.unpin()

    figure = FIGURES / f"{scene.__name__}-{request.node.callspec.params['window']}.png"
    path = figure if request.config.getoption("--update-figures") else tmp_path / figure.name
    drawn.save(str(path))
    away = np.abs(colors(drawn) - colors(QImage(str(figure)))).max(axis=2) > FAINT
    rows, columns = np.nonzero(away)
    where = f"from {columns.min()}, {rows.min()} to {columns.max()}, {rows.max()}" if away.any() else ""
    assert away.sum() <= FEW, f"{away.sum()} pixels {where} of {path} are others than in {figure}"


def colors(image: QImage) -> np.ndarray:
    """Rows of pixels of three numbers each."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[..., :3].astype(int)
