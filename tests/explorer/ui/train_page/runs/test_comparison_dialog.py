from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from explorer.ui.train_page.runs.comparison_dialog import differing_fields
from models.presets import PRESETS


def test_that_only_fields_that_differ_are_listed():
    one = Experiment(name="one", network=PRESETS["resnet18"])
    two = Experiment(name="two", network=PRESETS["resnet50"], recipe=Recipe(batch_size=64))
    rows = {row.path: row.values for row in differing_fields([one, two, one])}
    assert rows["recipe.batch_size"] == (32, 64, 32)
    assert rows["network.stages.0.block"] == ("basic", "bottleneck", "basic")
    assert "recipe.learning_rate" not in rows and "name" not in rows
    assert differing_fields([one, one]) == []
