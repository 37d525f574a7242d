import pytest
import shiboken6

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.runs.events import DevicesKnown
from explorer.ui.train_page.recipe.recipe_form import DataSection, RecipeForm
from models.presets import PRESETS


@pytest.fixture
def form(qtbot):
    form = RecipeForm()
    form.show()
    yield form
    shiboken6.delete(form)


def experiment(**recipe):
    return Experiment(name="net", network=PRESETS["digits_resnet"], recipe=Recipe(**recipe))


def test_that_every_field_of_a_recipe_is_in_the_form_or_in_the_data(form, qtbot):
    data = DataSection()
    qtbot.addWidget(data)
    paths = {row.field.path() for row in (*form.rows(), data.source, data.split)} | {
        "recipe.data.path",
        "recipe.start_from",
        "recipe.frozen_stages",
        "recipe.stage_lr_decay",
    }
    owners = {"recipe.": Recipe, "recipe.data.": DataConfig, "recipe.augmentation.": Augmentation}
    expected = {prefix + name for prefix, owner in owners.items() for name in owner.model_fields}
    assert paths == expected - {"recipe.data", "recipe.augmentation"}


def test_that_the_form_shows_a_recipe_and_says_what_is_edited(form, qtbot):
    form.set_experiment(experiment(epochs=12, learning_rate=0.05, schedule="cosine", nesterov=False))
    assert form.row("epochs").control.value() == 12
    assert form.row("learning_rate").control.value() == 0.05
    assert form.row("schedule").control.value() == "cosine"
    with qtbot.waitSignal(form.fieldEdited) as edited:
        form.row("batch_size").control.enter(128)
    assert edited.args == ["recipe.batch_size", 128]
    with qtbot.waitSignal(form.fieldEdited) as edited:
        form.row("flip").control.click()
    assert edited.args == ["recipe.augmentation.flip", True]


def test_that_showing_a_recipe_edits_nothing(form, qtbot):
    with qtbot.assertNotEmitted(form.fieldEdited):
        form.set_experiment(experiment(epochs=3, optimizer="adamw", seed=5))
        form.set_experiment(experiment())


def test_that_an_illegal_value_says_why_beside_its_field(form):
    form.set_experiment(experiment(learning_rate=0.0))
    assert "learning rate must be" in form.row("learning_rate").issue
    form.set_experiment(experiment())
    assert form.row("learning_rate").issue == ""


def test_that_a_text_that_is_no_number_says_so_beside_its_field(form, qtbot):
    form.set_experiment(experiment(batch_size=64))
    row = form.row("batch_size")
    row.control.selectAll()
    qtbot.keyClicks(row.control, "1.5")
    assert row.issue == "“1.5” is not a whole number."
    form.set_experiment(experiment(batch_size=70000))
    assert row.issue == "batch size must be at least 2 and at most 65,536, not 70,000"
    form.set_experiment(experiment(batch_size=64))
    assert row.issue == "" and not row.control.property("issue")


@pytest.mark.parametrize(
    ("name", "recipe"),
    [("nesterov", {"optimizer": "adamw"}), ("decay_all", {"weight_decay": 0.0})],
)
def test_that_a_field_without_meaning_is_disabled_with_the_reason(form, name, recipe):
    form.set_experiment(experiment(**recipe))
    row = form.row(name)
    assert not row.control.isEnabled()
    assert len(row.toolTip()) > len(row.field.help)
    form.set_experiment(experiment())
    assert row.control.isEnabled()


def test_that_every_field_explains_itself(form):
    form.set_experiment(experiment())
    assert all(len(row.toolTip()) > 10 for row in form.rows())


def test_that_devices_which_are_not_there_cannot_be_chosen(form):
    form.set_devices(DevicesKnown(devices=("cuda", "cpu"), descriptions=("NVIDIA H100 (cuda:0)", "CPU, 2 threads")))
    box = form.row("device").control
    enabled = {box.itemData(row): box.model().item(row).isEnabled() for row in range(box.count())}
    assert enabled == {"auto": True, "cpu": True, "cuda": True, "mps": False}
    tips = {box.itemData(row): box.model().item(row).toolTip() for row in range(box.count())}
    assert "no such device" in tips["mps"]
    assert tips["cuda"] == tips["auto"] == "NVIDIA H100 (cuda:0)"


def test_that_the_largest_seed_a_field_can_hold_is_shown(form):
    form.set_experiment(experiment(seed=2**32 - 1))
    assert form.row("seed").control.value() == 2**32 - 1
