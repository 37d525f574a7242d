import pytest
from PySide6.QtTest import QAbstractItemModelTester

from explorer.ui.preset_model import PRESET_ROLE, PresetModel, costs_of, preset_of
from models.presets import ALL, PRESETS


@pytest.fixture
def model(qapp):
    model = PresetModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def shown(model):
    presets = [model.index(i).data(PRESET_ROLE) for i in range(model.rowCount())]
    return [preset.name for preset in presets if preset is not None]


def test_that_every_preset_is_shown_under_its_group(model):
    assert shown(model) == [preset.name for preset in ALL]
    assert model.rowCount() == len(ALL) + 4
    assert model.index(0).data() == "Starters"


@pytest.mark.parametrize("text", ["densenet", "cifar 56", "Tutorial", "nothing like this"])
def test_that_all_words_must_be_found(model, text):
    model.set_filter(text)

    for name in shown(model):
        preset = next(preset for preset in ALL if preset.name == name)
        assert all(word in f"{preset.title} {name} {preset.group}".lower() for word in text.lower().split())


def test_that_a_name_of_a_group_cannot_be_chosen(model):
    assert not model.flags(model.index(0))
    assert model.flags(model.index(1))


def test_that_a_preset_has_its_costs():
    resnet = next(preset for preset in ALL if preset.name == "resnet18")

    assert costs_of(resnet) == ("11.69 M", "1.81 G")


def test_that_a_network_is_recognised_and_an_edited_one_is_not():
    assert preset_of(PRESETS["resnet18"]).name == "resnet18"
    assert preset_of(PRESETS["tutorial_densenet121"]).name == "densenet121"
    assert preset_of(PRESETS["resnet18"].model_copy(update={"num_classes": 10})) is None


@pytest.mark.parametrize("text", ["教程", "Tutorial", "灰度"])
def test_that_presets_are_called_and_found_in_chinese_and_still_in_english(language, text):
    language.set_mode("zh_CN")
    model = PresetModel()
    model.set_filter(text)
    assert shown(model)
    assert all(name.startswith("tutorial") for name in shown(model))
    assert model.index(1).data().startswith("教程 1")
