import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from explorer.ui.training.metric import ACCURACY, LOSS
from explorer.ui.training.metric_axes import EpochAxis, ProgressAxis, ValueAxis, multiples, nice_spacing


def labels(axis, start, end, pixels):
    return [text for spacing, values in axis.tickValues(start, end, pixels) for text in _write(axis, values, spacing)]


def _write(axis, values, spacing):
    return axis.tickStrings(values, 1.0, spacing)


@pytest.mark.parametrize(("span", "most", "spacing"), [(1, 5, 0.2), (10, 10, 1), (184, 5, 50), (0.03, 4, 0.01)])
def test_that_spacings_are_round(span, most, spacing):
    assert nice_spacing(span, most) == pytest.approx(spacing)


def test_that_multiples_begin_and_end_inside():
    assert multiples(0.5, 0.4, 2.0) == [0.5, 1.0, 1.5, 2.0]


def test_that_steps_are_whole_numbers_without_prefixes(qapp):
    assert labels(ProgressAxis(), 0, 3, 400) == ["step 0", "1", "2", "3"]
    assert labels(ProgressAxis(), 0, 1_250_000, 300) == ["step 0", "500,000", "1,000,000"]


def test_that_epochs_stand_at_their_last_step(qapp):
    axis = EpochAxis()
    assert axis.tickValues(0, 100, 400) == []
    axis.set_steps_per_epoch(23)
    ((spacing, values),) = axis.tickValues(0, 100, 400)
    assert values == [23, 46, 69, 92]
    assert axis.tickStrings(values, 1.0, spacing) == ["epoch 1", "2", "3", "4"]


def test_that_many_epochs_are_thinned(qapp):
    axis = EpochAxis()
    axis.set_steps_per_epoch(10)
    assert labels(axis, 0, 3000, 400) == ["epoch 50", "100", "150", "200", "250", "300"]


def test_that_accuracies_are_percentages(qapp):
    axis = ValueAxis(ACCURACY.write_tick, ACCURACY.unit)
    assert labels(axis, 0, 1.02, 180) == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert labels(axis, 0.97, 0.99, 150) == ["97.0 %", "97.5 %", "98.0 %", "98.5 %", "99.0 %"]


def test_that_losses_are_plain_numbers(qapp):
    axis = ValueAxis(LOSS.write_tick, LOSS.unit)
    assert labels(axis, 0, 2.5, 200) == ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"]
    assert labels(axis, 0, 0.0012, 120) == ["0.0000", "0.0005", "0.0010"]


def test_that_a_logarithmic_axis_has_round_values(qapp):
    axis = ValueAxis(LOSS.write_tick, LOSS.unit)
    axis.is_log = True
    assert labels(axis, -2.1, 0.5, 300) == ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]
    assert labels(axis, -9, 3, 250) == ["1e-08", "1e-06", "0.0001", "0.01", "1", "100"]
    assert labels(axis, -0.05, 0.1, 200)[0] == "0.9"


@pytest.mark.parametrize("make", [ProgressAxis, EpochAxis])
def test_that_a_label_with_a_taller_script_is_painted(qapp, monkeypatch, make):
    """The first label names the unit: in Chinese its line is taller than the axis, and it was left out whole."""
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font is installed")
    axis = make()
    axis.setGeometry(QRectF(0, 0, 400, axis.maximumHeight()))
    monkeypatch.setattr(axis, "_ticks", lambda area: [(200.0, "\u8f6e\u6b21 1")])
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    axis.paint(painter, QStyleOptionGraphicsItem())
    painter.end()

    rows = range(1, int(axis.height()) - 1)
    assert any(image.pixelColor(x, y).lightness() < 128 for x in range(180, 220) for y in rows)
