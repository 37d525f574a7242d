import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from explorer.ui.plots.axis import Axis, linear, logarithmic, nice_spacing, times
from explorer.ui.train_page.curves.metric import ACCURACY, LOSS

STEPS = linear("{:,.0f}".format, finest=1, pattern="step {}")


def texts(ticks, start, end, most):
    return [text for _, text in ticks(start, end, most)]


@pytest.mark.parametrize(("span", "most", "spacing"), [(1, 5, 0.2), (10, 10, 1), (184, 5, 50), (0.03, 4, 0.01)])
def test_that_spacings_are_round(span, most, spacing):
    assert nice_spacing(span, most) == pytest.approx(spacing)


def test_that_labels_begin_and_end_inside():
    assert [place for place, _ in linear("{:g}".format)(0.4, 2.0, 4)] == [0.5, 1.0, 1.5, 2.0]


def test_that_steps_are_whole_numbers_without_prefixes():
    assert texts(STEPS, 0, 3, 5) == ["step 0", "1", "2", "3"]
    assert texts(STEPS, 0, 1_250_000, 3.6) == ["step 0", "500,000", "1,000,000"]


def test_that_units_stand_at_their_ends():
    epochs = linear("{:,.0f}".format, unit=23, finest=1, first=1, pattern="epoch {}")
    assert epochs(0, 100, 9) == [(23, "epoch 1"), (46, "2"), (69, "3"), (92, "4")]


def test_that_many_epochs_are_thinned():
    epochs = linear("{:,.0f}".format, unit=10, finest=1, first=1, pattern="epoch {}")
    assert texts(epochs, 0, 3000, 9) == ["epoch 50", "100", "150", "200", "250", "300"]


def test_that_accuracies_are_percentages():
    ticks = linear(ACCURACY.write_tick, unit=ACCURACY.unit)
    assert texts(ticks, 0, 1.02, 6) == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert texts(ticks, 0.97, 0.99, 5) == ["97.0 %", "97.5 %", "98.0 %", "98.5 %", "99.0 %"]


def test_that_losses_are_plain_numbers():
    ticks = linear(LOSS.write_tick, unit=LOSS.unit)
    assert texts(ticks, 0, 2.5, 7) == ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"]
    assert texts(ticks, 0, 0.0012, 4) == ["0.0000", "0.0005", "0.0010"]


def test_that_a_logarithmic_axis_has_round_values():
    ticks = logarithmic()
    assert texts(ticks, -2.1, 0.5, 10) == ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]
    assert texts(ticks, -9, 3, 9) == ["1e-08", "1e-06", "0.0001", "0.01", "1", "100"]
    assert texts(ticks, -0.05, 0.1, 7)[0] == "0.9"


def test_that_times_are_minutes_and_hours():
    assert texts(times("time {}"), 0, 130, 5) == ["time 0:00", "0:30", "1:00", "1:30", "2:00"]
    assert texts(times(), 0, 7300, 3) == ["0:00", "1:00:00", "2:00:00"]
    assert texts(times(), 0, 0.5, 3) == ["0.0 s", "0.2 s", "0.4 s"]


def test_that_a_label_with_a_taller_script_is_painted(qapp):
    """The first label names the unit: in Chinese its line is taller than the axis."""
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font is installed")
    for side in ("top", "bottom"):
        axis = Axis(side, lambda low, high, most: [(0.5, "\u8f6e\u6b21 1")])
        axis.setGeometry(QRectF(0, 0, 400, axis.maximumHeight()))
        axis.setRange(0, 1)
        image = QImage(400, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        axis.paint(painter, QStyleOptionGraphicsItem())
        painter.end()
        rows = range(3, int(axis.height()) - 3)
        assert any(image.pixelColor(x, y).lightness() < 128 for x in range(180, 220) for y in rows)
