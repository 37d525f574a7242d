import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.layout import SettledBox


class Outer(QWidget):
    """Counts how often it is laid out again."""

    def __init__(self, box: SettledBox) -> None:
        super().__init__()
        self.num_requests = 0
        QVBoxLayout(self).addWidget(box)

    def event(self, event: QEvent) -> bool:
        self.num_requests += event.type() == QEvent.Type.LayoutRequest
        return super().event(event)


@pytest.fixture
def label():
    label = QLabel("12")
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


@pytest.fixture
def shown(qtbot, label):
    """A box in a widget in sight; what it holds is a label in a layout of its own."""
    content = QWidget()
    QVBoxLayout(content).addWidget(label)
    outer = Outer(SettledBox(content))
    qtbot.addWidget(outer)
    with qtbot.waitExposed(outer):
        outer.show()
    label.setText("the first size is always told")
    qtbot.wait(20)
    outer.num_requests = 0
    return outer


def test_that_another_number_lays_out_nothing_outside(qtbot, shown, label):
    label.setText("3,457,234")
    qtbot.wait(20)
    assert not shown.num_requests


def test_that_a_need_for_more_room_is_passed_on(qtbot, shown, label):
    label.setMinimumHeight(300)
    qtbot.waitUntil(lambda: shown.num_requests > 0)
    qtbot.waitUntil(lambda: label.height() >= 300)
