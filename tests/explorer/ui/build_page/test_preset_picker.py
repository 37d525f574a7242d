import pytest

from explorer.ui.build_page.preset_picker import costs_of, preset_of, preset_rows
from models.presets import ALL, PRESETS

pytestmark = pytest.mark.usefixtures("qapp")


def shown(typed):
    return [row.value.name for row in preset_rows(typed) if row.value is not None]


def test_that_every_preset_is_shown_under_its_group():
    assert shown("") == [preset.name for preset in ALL]
    assert len(preset_rows("")) == len(ALL) + 4
    assert preset_rows("")[0].text == "Starters"


@pytest.mark.parametrize("text", ["densenet", "cifar 56", "Tutorial", "nothing like this"])
def test_that_all_words_must_be_found(text):
    for name in shown(text):
        preset = next(preset for preset in ALL if preset.name == name)
        assert all(word in f"{preset.title} {name} {preset.group}".lower() for word in text.lower().split())


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
    assert shown(text)
    assert all(name.startswith("tutorial") for name in shown(text))
    assert preset_rows(text)[1].text.startswith("教程 1")
