import pytest
import shiboken6
from PySide6.QtWidgets import QFileDialog

from explorer.experiment.field_path import with_field
from explorer.experiment.recipe import Recipe
from explorer.ui.train_page.recipe.recipe_form import FILE, FRESH, WeightsSection


@pytest.fixture
def section(qtbot, experiment):
    section = WeightsSection()
    section.show()
    section.set_experiment(experiment)
    yield section
    shiboken6.delete(section)


@pytest.mark.parametrize(
    ("value", "source", "shows_path"),
    [(None, FRESH, False), ("torchvision", "torchvision", False), ("/w.pt", FILE, True), ("", FILE, True)],
)
def test_that_it_shows_what_a_recipe_begins_with(section, experiment, value, source, shows_path):
    section.set_experiment(with_field(experiment, "recipe.start_from", value))
    assert section.source.value() == source
    assert section.path.isVisible() == shows_path
    assert section.path.line.text() == (value if shows_path else "")


@pytest.mark.parametrize(("source", "value"), [(FRESH, None), ("torchvision", "torchvision"), (FILE, "")])
def test_that_a_choice_is_told(qtbot, section, source, value):
    with qtbot.waitSignal(section.fieldEdited) as edited:
        section.source.activated.emit(section.source.findData(source))
    assert edited.args == ["recipe.start_from", value]


def test_that_a_file_is_named_or_chosen(qtbot, section, experiment, tmp_path):
    section.set_experiment(with_field(experiment, "recipe.start_from", ""))
    with qtbot.waitSignal(section.fieldEdited) as edited:
        qtbot.keyClicks(section.path.line, "w")
    assert edited.args == ["recipe.start_from", "w"]
    section.path.choose.click()
    dialog = section.findChild(QFileDialog)
    assert "*.safetensors" in dialog.nameFilters()[0]
    with qtbot.waitSignal(section.fieldEdited) as edited:
        dialog.fileSelected.emit(str(tmp_path / "w.safetensors"))
    assert edited.args == ["recipe.start_from", str(tmp_path / "w.safetensors")]
    dialog.reject()


@pytest.mark.parametrize(
    ("recipe", "is_shown"),
    [({}, False), ({"start_from": "w.pt"}, True), ({"frozen_stages": (1,)}, True), ({"stage_lr_decay": 0.5}, True)],
)
def test_that_what_is_left_alone_is_asked_where_weights_come_in(section, experiment, recipe, is_shown):
    section.set_experiment(experiment.model_copy(update={"recipe": Recipe(**recipe)}))
    assert section.fine_tuning.isVisible() == is_shown


def test_that_stages_are_frozen_one_by_one(qtbot, section, experiment):
    frozen = experiment.model_copy(update={"recipe": Recipe(start_from="w.pt", frozen_stages=(0,))})
    section.set_experiment(frozen)
    switches = section.fine_tuning.switches
    assert [switch.text() for switch in switches] == ["Stem", *map(str, range(1, len(experiment.network.stages) + 1))]
    assert [switch.value() for switch in switches] == [True] + [False] * len(experiment.network.stages)
    with qtbot.waitSignal(section.fieldEdited) as edited:
        switches[1].click()
    assert edited.args == ["recipe.frozen_stages", (0, 1)]
    with qtbot.waitSignal(section.fieldEdited) as edited:
        section.fine_tuning.rate.enter(0.5)
    assert edited.args == ["recipe.stage_lr_decay", 0.5]


def test_that_the_switches_follow_the_number_of_stages(section, experiment):
    stages = experiment.network.stages
    for count in (1, 3):
        network = experiment.network.model_copy(update={"stages": (stages[0],) * count})
        section.set_experiment(experiment.model_copy(update={"network": network}))
        assert len(section.fine_tuning.switches) == count + 1
