import pytest
from PySide6.QtWidgets import QLabel

from explorer.experiment.analysis import analyse
from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import with_field
from explorer.ui.build_page.headline import RecognitionLine
from explorer.ui.forms.form import FieldRow
from models.config import InitConfig, InputShape
from models.presets import PRESETS

PLAIN = with_field(with_field(PRESETS["resnet56_cifar"], "stages.1.shortcut", "none"), "stages.1.blocks", 18)


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="net", network=PRESETS["resnet56_cifar"]))


def change(window, network):
    window.document.edit(window.document.experiment.model_copy(update={"network": network}), "change")


def test_that_advice_stands_beside_its_field_and_stops_nobody(window):
    window.build.select("stages.1")
    row = window.build_page.editor.form("residual").row("shortcut")
    assert row.note == ""

    change(window, PLAIN)

    assert row.note == "plain networks this deep train worse than shallow ones (degradation)"
    assert next(label for label in row.findChildren(QLabel) if label.text() == row.note).isVisible()
    assert row.issue == ""
    assert window.commands.start.isEnabled()
    window.build.select("stages.0")
    assert row.note == ""
    window.build.select("stages.1")
    window.document.undo_stack.undo()
    assert row.note == ""


def test_that_the_headline_counts_the_notes_and_leads_to_them(qtbot, window):
    button = window.build_page.headline.notes
    assert not button.isVisible()

    change(window, PLAIN)
    assert button.isVisible() and button.text() == "1 note"
    assert "Stage 2: plain networks this deep" in button.toolTip()
    window.build.select("input")
    button.click()

    assert window.build.selected == "stages.1"
    window.document.undo_stack.undo()
    assert not button.isVisible()


def test_that_a_folded_field_with_a_note_is_in_sight(window):
    window.build.select("stem")
    row = window.build_page.editor.form("stem").row("norm")
    assert not row.isVisible()

    change(window, with_field(PRESETS["resnet56_cifar"], "stem.norm", False))

    assert row.isVisible()
    assert "expects an activated map" in row.note


def test_that_notes_wait_until_the_issues_are_settled(window):
    change(window, with_field(PLAIN, "stages.0.groups", 3))
    assert not window.build_page.headline.notes.isVisible()


@pytest.mark.parametrize(
    ("change_of", "part", "field"),
    [
        (("stages", PRESETS["resnet56_cifar"].stages[:1]), "stages.0", "blocks"),
        (("init", InitConfig(zero_init_residual=True)), "init", "zero_init_residual"),
    ],
)
def test_that_every_note_leads_to_a_field_that_can_be_changed(window, change_of, part, field):
    name, value = change_of
    stages = tuple(stage.model_copy(update={"shortcut": "none", "blocks": 2}) for stage in PLAIN.stages)
    change(window, PLAIN.model_copy(update={"stages": stages} | {name: value, "input": InputShape(height=512)}))
    window.build.select("stem")
    button = window.build_page.headline.notes
    for _ in range(2):
        button.click()
        focused = window.focusWidget()
        row = focused.parentWidget()
        while not isinstance(row, FieldRow):
            row = row.parentWidget()
        if row.field.name == field:
            break
    assert (window.build.selected, row.field.name) == (part, field)
    assert focused.isEnabled() and row.note


@pytest.fixture
def line(qtbot):
    made = RecognitionLine()
    qtbot.addWidget(made)
    made.load_names()
    qtbot.waitUntil(lambda: made.is_ready)
    return made


def shown(line, network):
    line.set_analysis(analyse(network))
    return line.whole_text


def test_that_a_known_network_is_named_with_its_exact_numbers(line):
    assert shown(line, PRESETS["resnet50"]) == "= torchvision resnet50 ✓: 25,557,032 parameters, 4.089 G MACs"
    assert not line.isHidden()


def test_that_both_names_are_said_where_two_presets_are_one_network(line):
    text = shown(line, PRESETS["densenet121"])
    assert text.startswith("= torchvision densenet121 and Tutorial 4: DenseNet-121 ✓: 7,978,856 parameters")


def test_that_another_activation_is_said(line):
    assert (
        shown(line, PRESETS["resnet50"].model_copy(update={"activation": "silu"})) == "Not torchvision resnet50: SiLU"
    )


def test_that_nothing_is_said_of_an_unknown_or_illegal_network(line):
    shown(line, PRESETS["resnet50"])
    assert shown(line, PRESETS["resnet50"].model_copy(update={"num_classes": 7})) == ""
    assert line.isHidden()
    assert shown(line, PRESETS["resnet50"].model_copy(update={"stages": ()})) == ""


def test_that_nothing_is_said_before_the_names_are_learned(qtbot):
    line = RecognitionLine()
    qtbot.addWidget(line)
    assert shown(line, PRESETS["resnet50"]) == ""
    line.load_names()
    qtbot.waitUntil(lambda: line.whole_text != "")


def test_that_it_follows_the_edits_in_the_window(qtbot, make_window):
    window = make_window(Experiment(name="net", network=PRESETS["resnet18"]))
    line = window.build_page.headline.recognition
    qtbot.waitUntil(line.isVisible)

    window.document.edit_field("network.stages.1.width", 96)
    assert not line.isVisible()
    window.document.undo_stack.undo()
    assert line.whole_text == "= torchvision resnet18 ✓: 11,689,512 parameters, 1.814 G MACs"


def test_that_only_the_names_stand_where_there_is_no_room_for_the_numbers(line):
    line.resize(2000, 20)
    whole = shown(line, PRESETS["densenet121"])
    assert line.text() == whole and line.toolTip() == ""

    line.resize(line.fontMetrics().horizontalAdvance(whole) - 1, 20)
    assert line.text() == "= torchvision densenet121 and Tutorial 4: DenseNet-121 ✓"
    assert line.toolTip() == whole
    line.resize(120, 20)
    assert line.text().endswith("…")
