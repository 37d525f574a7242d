import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QTranslator

from explorer.experiment.source import load_source
from explorer.ui.language import FOLDER, LANGUAGES
from tests import translations

TRANSLATION = Path(str(FOLDER)) / "resdense_zh_CN.ts"
FIELD = re.compile(r"\{([^}:]*)(?::[^}]*)?\}")


def messages(path):
    """(context, source, translation element) of every text."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message.findtext("source"), message.find("translation")


def fields(text):
    """Names or numbers of the fields that `format` fills."""
    return {name or str(i) for i, name in enumerate(FIELD.findall(text))}


def test_that_every_text_is_translated():
    unfinished = [
        (context, source) for context, source, said in messages(TRANSLATION) if said.get("type") or not said.text
    ]

    assert not unfinished


def test_that_no_text_of_the_program_is_missing_from_the_translation(tmp_path):
    """Whoever adds a text runs `python tests/translations.py` and translates it."""
    copy = tmp_path / TRANSLATION.name
    shutil.copy(TRANSLATION, copy)
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run(
        [lupdate, *translations.sources(), "-ts", copy, "-no-obsolete", "-locations", "none"],
        check=True,
        capture_output=True,
    )

    known = {(context, source) for context, source, _ in messages(TRANSLATION)}
    assert {(context, source) for context, source, _ in messages(copy)} == known


def test_that_translations_have_the_same_fields():
    wrong = [
        (source, said.text) for _, source, said in messages(TRANSLATION) if fields(source) != fields(said.text or "")
    ]

    assert not wrong


def test_that_the_compiled_file_says_what_the_written_one_says():
    translator = QTranslator()
    assert translator.load("resdense_zh_CN", str(FOLDER))

    wrong = [
        source
        for context, source, said in messages(TRANSLATION)
        if translator.translate(context, source) != (said.text or "")
    ]
    assert not wrong


def test_that_a_broken_setting_is_the_systems_language(settings, qapp, language):
    settings.remember("language", "klingon")

    assert type(language)(qapp, settings).mode == "system"


def test_that_the_open_window_follows_the_language(make_window, speak, settings):
    window = make_window(load_source("digits_resnet"))
    before = texts(window)

    window = speak(window, "zh_CN")
    assert [action.text() for action in window.menuBar().actions()][:2] == ["文件(&F)", "编辑(&E)"]
    assert window.commands.save.text() == "保存"
    assert window.build_page.totals.params._title.text() == "参数量"
    assert window.build_page.editor.form("residual").row("width")._label.text() == "宽度"
    assert window.tools.train_page.recipe.row("epochs")._label.text() == "轮数"
    fine_tuning = window.tools.train_page.weights.fine_tuning
    assert not re.search("[a-z]{5} [a-z]{4}", fine_tuning.rate.toolTip())
    assert settings.text("language", "en") == "zh_CN"

    assert texts(speak(window, "en")) == before


def texts(window):
    """What stands in the menus and the views that show much of it."""
    menus = [action.text() for action in window.menuBar().actions()]
    rows = [row._label.text() for row in window.tools.train_page.recipe.rows()]
    cards = [card._title.text() for card in (window.build_page.totals.params, window.build_page.totals.saved_bytes)]
    return menus, rows, cards, window.build_page.parts._title.text(), window.commands.verify.toolTip(), list(LANGUAGES)
