"""The search in the real window: what a person may call a thing leads to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from explorer.experiment.examples import EXAMPLES
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.experiment.recipe_presets import ALL_RECIPES
from explorer.ui.window.command_search import rank
from explorer.ui.window.search_words import SYNONYMS
from models.config import NetworkConfig
from models.presets import ALL, PRESETS

pytestmark = pytest.mark.real_screen


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="digits_mixed", network=PRESETS["digits_mixed"]))


@pytest.fixture
def search(window):
    """The popup, open."""
    window.commands.search.trigger()
    yield window.tools.help.search.popup
    window.tools.help.search.popup.close()


def answers(popup, typed):
    popup.line.setText(typed)
    return [row.value for row in popup.model.rows]


WORDS = {
    "export": "Export",
    "learning rate": "Optimiser: Learning rate",
    "early stopping": "Length: Early stopping (patience)",
    "EMA": "Optimiser: EMA of weights",
    "resume": "Resume",
    "rename": "Rename the experiment",
    "horizontal flip": "Images: Horizontal flip (50 %)",
    "gradient clipping": "Optimiser: Gradient clipping (norm)",
    "gradient accumulation": "Length: Gradient accumulation",
    "syncbatchnorm": "Device and precision: SyncBatchNorm",
    "pretrained": "Initial weights",
    "stage_lr_decay": "LR decay per stage",
    "keyboard shortcuts": "Keyboard shortcuts",
    "find by budget": "Find by budget",
    "why counters differ": "Why counters differ",
    "compare runs": "Compare",
    "学习率": "Optimiser: Learning rate",
    "早停": "Length: Early stopping (patience)",
    "导出": "Export",
    "步幅": "Stem: Stride",
}


def test_that_what_people_call_things_finds_them(window, search):
    for page in (window.commands.show_build, window.commands.show_train):
        page.trigger()
        window.commands.search.trigger()
        assert {typed: any(text in c.text for c in answers(search, typed)[:6]) for typed, text in WORDS.items()} == (
            dict.fromkeys(WORDS, True)
        )


def test_that_a_text_of_just_the_typed_words_comes_first(search):
    assert [answers(search, typed)[0].text for typed in ("export", "compare")] == ["Export", "Compare"]


def test_that_every_field_preset_recipe_example_action_and_panel_is_there(window, search):
    commands = window.tools.help.search.commands()
    texts = {command.text for command in commands}
    also = " ".join(command.also for command in commands).split()

    for owner, prefix in ((Recipe, "recipe."), (DataConfig, "recipe.data."), (Augmentation, "recipe.augmentation.")):
        names = {prefix + name for name in owner.model_fields if name not in ("data", "augmentation")}
        assert names <= set(also)
    for part in ("input", "stem", "stages.0", "head", "init"):
        owner = NetworkConfig.model_fields.get(part)
        assert any(word.startswith(part) for word in also), owner
    assert {preset.name for preset in (*ALL, *ALL_RECIPES)} <= set(also)
    assert {f"Examples: {example.title}" for example in EXAMPLES} <= texts | {f"Examples: {text}" for text in texts}
    assert {panel.windowTitle() for panel in window.build_page.panels.values()} <= texts
    runs = window.tools.train_page.run_actions
    actions = {*window.commands, *window.stage_actions, *runs, *window.build_page.diagram.commands}
    left = actions - {command.action for command in commands}
    assert left == {runs.more, window.build_page.diagram.commands.figure}


def test_that_every_word_has_a_translation_or_a_place(window, search):
    """A group of synonyms that answers nothing has lost its label."""
    assert [group for group in SYNONYMS if not any(answers(search, word) for word in group)] == []


def test_that_a_field_of_the_recipe_is_gone_to_from_the_other_page(qtbot, window, activate):
    page = window.tools.train_page
    for typed, control in (
        ("early stopping", page.recipe.row("patience").control),
        ("cutmix", page.recipe.row("cutmix").control),
        # Fields that are not there yet: what brings them.
        ("stage_lr_decay", page.weights.source),
        ("data.path", page.data.source.control),
    ):
        window.commands.show_build.trigger()
        window.commands.search.trigger()
        popup = window.tools.help.search.popup
        popup.line.setText(typed)
        qtbot.keyClick(popup.line, Qt.Key.Key_Return)
        activate(window)

        assert page.isVisible()
        qtbot.waitUntil(lambda control=control: has_focus(control))
        qtbot.waitUntil(lambda control=control: not control.visibleRegion().isEmpty())


def has_focus(control) -> bool:
    focused = QApplication.focusWidget()
    return control is focused or control.isAncestorOf(focused)


def test_that_a_field_of_the_network_is_gone_to_from_the_train_page(qtbot, window, activate):
    window.commands.show_train.trigger()
    window.commands.search.trigger()
    popup = window.tools.help.search.popup
    popup.line.setText("stage 2 growth")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    activate(window)

    assert window.build_page.isVisible() and window.build.selected == "stages.1"
    row = window.build_page.editor.form("dense").row("growth_rate")
    qtbot.waitUntil(lambda: row.isAncestorOf(QApplication.focusWidget()))


def test_that_stages_are_added_from_the_train_page(qtbot, window):
    window.commands.show_train.trigger()
    window.commands.search.trigger()
    popup = window.tools.help.search.popup
    popup.line.setText("add dense")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)

    assert window.build_page.isVisible()
    assert len(window.document.experiment.network.stages) == len(PRESETS["digits_mixed"].stages) + 1


def test_that_what_cannot_be_done_says_why(window, search):
    without = [
        command.text for command in window.tools.help.search.commands() if not command.is_enabled and not command.reason
    ]

    assert without == []
    resume = next(command for command in answers(search, "resume") if command.text == "Resume")
    assert not resume.is_enabled and resume.reason == "Select one run in the table"
    assert resume.reason in search.model.data(search.model.index(0), Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize(
    ("better", "worse"), [("Train", "Retrain"), ("Save", "Compress and save"), ("Export", "Explore portions")]
)
def test_that_the_nearer_answer_comes_first(better, worse):
    typed = better.lower()[:4]
    assert rank(better, typed) < rank(worse, typed)


def test_that_every_typed_word_must_be_there():
    assert rank("Stage 2: Width Go to field", "wid 2") is not None
    assert rank("Stage 2: Width Go to field", "wid 3") is None


def test_that_letters_may_be_left_out_but_not_mixed_up():
    assert rank("Reset panels", "rspan") is not None
    assert rank("Reset panels", "naprs") is None
