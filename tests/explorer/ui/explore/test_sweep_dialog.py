import csv

import pytest
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import get_field
from explorer.experiment.sweep import Axis, sweep
from explorer.ui.explore.sweep_field import short_names, sweep_fields, usual_fields
from explorer.ui.explore.sweep_model import SweepMeasure, SweepModel
from models.presets import ALL, PRESETS

NETWORK = PRESETS["digits_mixed"]


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="net", network=NETWORK))


@pytest.fixture
def dialog(qtbot, window):
    window.commands.sweep.trigger()
    made = window.tools.exploration.sweep
    qtbot.waitUntil(lambda: not made.slices.is_running)
    yield made
    made.slices.stop()
    window.tools.exploration.sweep = None
    shiboken6.delete(made)
    # The menus of the plot have no parent: they live as long as the plot that is held here.
    made.__dict__.clear()


def run(qtbot, dialog, first, second=None):
    """Sweeps over (path, start, end, step)."""
    for editor, wanted in ((dialog.first, first), (dialog.second, second)):
        if wanted is not None:
            editor.choose(wanted[0])
            for box, value in zip((editor.start, editor.end, editor.step), wanted[1:], strict=True):
                box.enter(value)
    if second is None:
        dialog.second.field.setCurrentIndex(0)
        dialog.second.field.activated.emit(0)
    dialog.run.click()
    qtbot.waitUntil(lambda: not dialog.slices.is_running)


def save(dialog, path):
    dialog.save.click()
    chooser = dialog.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(path))
    chooser.close()


def column(model, at):
    return [model.index(row, at).data() for row in range(model.rowCount())]


def test_that_it_begins_with_depth_and_width(dialog):
    assert dialog.first.chosen.path == "stages.*.blocks"
    assert dialog.second.chosen.path == "stages.*.width_multiplier"
    assert len(dialog.model.rows) == dialog.num_combinations
    assert len(dialog.plot.plot.places) == len(dialog.model.rows)


def test_that_rows_are_those_of_the_sweep(qtbot, dialog):
    run(qtbot, dialog, ("stages.1.growth_rate", 4, 12, 4), ("stages.*.dropout", 0, 0.5, 0.25))

    axes = (Axis("stages.1.growth_rate", (4, 8, 12)), Axis("stages.*.dropout", (0.0, 0.25, 0.5)))
    assert dialog.model.rows == list(sweep(NETWORK, axes))
    assert dialog.message.text() == "9 combinations."


def test_that_illegal_combinations_are_muted_with_their_reason_and_have_no_point(qtbot, dialog):
    run(qtbot, dialog, ("stages.0.groups", 1, 4, 1))

    assert dialog.message.text() == "4 combinations, 1 of them invalid."
    assert column(dialog.model, 5)[2].startswith("3 groups do not divide")
    assert column(dialog.model, 1)[2] == ""
    assert len(dialog.plot.plot.places) == 3
    dialog.table.selectRow(2)
    assert not dialog.use.isEnabled()


def test_that_numbers_are_sorted_with_the_illegal_last(qtbot, dialog):
    run(qtbot, dialog, ("stages.0.groups", 1, 4, 1))
    dialog.table.selectRow(3)
    dialog.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)

    assert [row.values for row in dialog.model.rows] == [(4,), (2,), (1,), (3,)]
    assert dialog.selected_row.values == (4,)
    dialog.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row.values for row in dialog.model.rows] == [(1,), (2,), (4,), (3,)]
    dialog.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert [row.values for row in dialog.model.rows] == [(1,), (2,), (3,), (4,)]


def test_that_taking_a_row_is_one_undo_step(qtbot, window, dialog):
    run(qtbot, dialog, ("stages.1.growth_rate", 4, 12, 4))
    before = window.document.experiment
    dialog.table.selectRow(2)
    dialog.use.click()

    assert window.document.experiment.network.stages[1].growth_rate == 12
    assert window.document.undo_stack.count() == 1
    window.document.undo_stack.undo()
    assert window.document.experiment == before


def test_that_a_point_is_read_selected_and_taken(qtbot, window, dialog):
    run(qtbot, dialog, ("stages.1.growth_rate", 4, 12, 4))
    plot = dialog.plot.plot
    qtbot.wait(50)
    plot.pointed.emit(QPointF(*plot.places[2]))
    assert plot.read_out.isVisible() and "<b>Growth rate k 12</b>" in plot.read_out.text()

    at = plot.pixel_of(*plot.places[2])
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.selected_row.values == (12,)
    qtbot.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.document.experiment.network.stages[1].growth_rate == 12


def test_that_the_axes_of_the_plot_are_chosen(dialog):
    dialog.plot.x_choice.set_value("saved_bytes")
    dialog.plot.x_choice.edited.emit("saved_bytes")
    row = dialog.model.made[0]
    assert tuple(dialog.plot.plot.places[0]) == (row.saved_bytes / 2**20, row.params)


def test_that_it_is_saved_as_csv(qtbot, dialog, tmp_path):
    run(qtbot, dialog, ("stages.0.groups", 1, 4, 1))
    save(dialog, tmp_path / "sweep.csv")

    with (tmp_path / "sweep.csv").open() as file:
        lines = list(csv.DictReader(file))
    assert [line["stages.0.groups"] for line in lines] == ["1", "2", "3", "4"]
    assert [line["params"] for line in lines] == [str(row.params or "") for row in dialog.model.rows]
    assert "do not divide" in lines[2]["issue"]

    save(dialog, tmp_path / "no" / "sweep.csv")
    assert "its folder does not exist" in dialog.message.text()


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_that_its_plot_is_saved_as_an_image(qtbot, dialog, tmp_path, suffix):
    run(qtbot, dialog, ("stages.0.groups", 1, 4, 1))
    path = tmp_path / f"sweep.{suffix}"

    save(dialog, path)

    assert dialog.message.text() == f"Saved as {path}."
    assert QImage(str(path)).width() > dialog.plot.plot.width()


def test_that_a_range_without_end_is_answered(qtbot, dialog):
    rows = dialog.model.rows
    dialog.first.step.enter(0)
    assert "never reaches its end" in dialog.message.text()
    dialog.run.click()
    assert "never reaches its end" in dialog.message.text()
    assert dialog.model.rows is rows


def test_that_too_many_combinations_are_refused(dialog):
    for editor, path in ((dialog.first, "input.height"), (dialog.second, "input.width")):
        editor.choose(path)
        editor.start.enter(1)
        editor.end.enter(8000)
        editor.step.enter(1)
    assert dialog.message.text() == "64,000,000 combinations"
    dialog.run.click()
    assert "too many" in dialog.message.text()


def test_that_a_long_sweep_is_stopped_and_ends_with_the_dialog(qtbot, dialog):
    dialog.first.choose("stages.1.growth_rate")
    dialog.first.end.enter(4000)
    dialog.first.step.enter(1)
    dialog.run.click()
    assert dialog.run.text() == "Stop"
    qtbot.waitUntil(lambda: len(dialog.model.rows) > 5)
    dialog.run.click()
    assert dialog.message.text().startswith("Stopped after")
    assert dialog.run.text() == "Run"
    dialog.run.click()
    dialog.close()
    assert not dialog.slices.is_running


def test_that_the_fields_follow_the_network_and_a_choice_stays(window, dialog):
    dialog.first.choose("stages.0.width")
    dialog.first.end.enter(17)
    window.document.edit_field("network.stages.0.width", 20)
    window.build.select("stages.2")
    window.stage_actions.remove.trigger()

    assert dialog.first.chosen.path == "stages.0.width"
    assert dialog.first.end.value() == 17
    assert dialog.first.field.findText("Stage 3: Width") < 0


@pytest.mark.parametrize("preset", ALL, ids=lambda preset: preset.name)
def test_that_every_field_is_one_of_the_network_with_a_range_around_its_value(preset):
    fields = sweep_fields(preset.config)
    assert len({field.path for field in fields}) == len(fields)
    assert len({field.label for field in fields}) == len(fields)
    for field in fields:
        if "*" not in field.path:
            get_field(preset.config, field.path)
        start, end, step = field.proposal
        assert field.legal.holds(start) and step > 0
        assert start <= end
    assert len(usual_fields(fields)) == 2


def test_that_names_are_short_where_they_can_be_told_apart():
    fields = {field.path: field for field in sweep_fields(NETWORK)}
    width, other, k = fields["stages.0.width"], fields["stages.2.width"], fields["stages.1.growth_rate"]
    assert short_names((width, k)) == ("Width", "Growth rate k")
    assert short_names((width, other)) == ("Stage 1: Width", "Stage 3: Width")


def test_that_the_model_keeps_qts_rules():
    model = SweepModel()
    tester = QAbstractItemModelTester(model)
    field = next(field for field in sweep_fields(NETWORK) if field.path == "stages.0.groups")
    rows = list(sweep(NETWORK, (Axis("stages.0.groups", (1, 2, 3, 4)),)))
    model.clear((field,))
    model.append(rows[:1])
    model.append(rows[1:])
    model.sort(2, Qt.SortOrder.DescendingOrder)
    model.clear((field, field))
    assert tester


def test_that_the_dialog_is_drawn_in_the_dark_too(dialog, lasting_theme):
    lasting_theme.set_mode("dark")
    assert not dialog.grab().isNull()


def test_that_a_network_without_stages_is_swept_too(window, dialog):
    for _ in NETWORK.stages:
        window.stage_actions.remove.trigger()
    dialog.first.choose("input.height")
    dialog.second.field.setCurrentIndex(0)
    dialog.start()
    assert dialog.model.rows[0].issue is not None
    assert [field.path for field in usual_fields(sweep_fields(window.document.experiment.network))] == [
        "input.channels"
    ]


@pytest.mark.parametrize("title", ["Act. mem., MiB", "Act. mem.，MiB", "Act. mem."])
def test_that_a_heading_has_no_unit_in_any_language(title):
    assert SweepMeasure("saved_bytes", title, "", str).heading == "Act. mem."
