"""What one edit costs the window: everything in sight is painted once, and nothing around is laid out again."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from explorer.experiment.experiment import Experiment
from models.presets import PRESETS


class Witness(QObject):
    """Counts how often some widgets are told of an event."""

    def __init__(self, kind: QEvent.Type, *widgets: QWidget) -> None:
        super().__init__()
        self._kind, self._counts = kind, dict.fromkeys(widgets, 0)
        for widget in widgets:
            widget.installEventFilter(self)

    @property
    def counts(self) -> list[int]:
        return list(self._counts.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._kind:
            self._counts[watched] += 1
        return False


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(Experiment(name="resnet50", network=PRESETS["resnet50"]))
    window.complete()
    # Columns of numbers get the room that the widest ones need, once.
    for width in (512, 64):
        window.document.edit_field("network.stages.0.width", width)
        qtbot.wait(20)
    return window


def test_that_an_edit_paints_every_view_once(window, qapp, qtbot):
    page = window.build_page
    views = page.diagram.view.viewport(), page.costs.growth.graph.viewport(), page.costs.layers.view.viewport()
    witness = Witness(QEvent.Type.Paint, *views)
    window.document.edit_field("network.stages.0.width", 128)
    qtbot.waitUntil(lambda: all(witness.counts))
    qtbot.wait(20)
    assert witness.counts == [1, 1, 1]


def test_that_an_edit_lays_out_neither_the_page_nor_its_panels(window, qtbot):
    settled = window.build_page, window.tool_bar, *window.build_page.panels.values()
    layouts = Witness(QEvent.Type.LayoutRequest, *settled)
    paints = Witness(QEvent.Type.Paint, window.build_page.diagram.view.viewport())
    window.document.edit_field("network.stages.0.blocks", 5)
    qtbot.waitUntil(lambda: all(paints.counts))
    qtbot.wait(20)
    assert not any(layouts.counts)
