import logging
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from explorer import cli, start
from explorer.display import DisplayError

ROOT = Path(__file__).parents[2]
SHELLS = ("explorer.cli", "explorer.ui.window.application")


def run_main(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    kept = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT.parent,
    )


@pytest.fixture
def window(monkeypatch):
    """Stands in for the window; records the arguments that it is opened with."""
    opened = []
    application = ModuleType("application")
    application.run = lambda argv, log_level: opened.append((argv, log_level)) or 0
    monkeypatch.setattr(start, "check_display", lambda: None)
    monkeypatch.setitem(sys.modules, "explorer.ui.window.application", application)
    return opened


@pytest.fixture
def fail_to_import(monkeypatch):
    """Makes the import of both shells fail with an error."""

    def fail(error: ImportError) -> None:
        class Finder:
            @staticmethod
            def find_spec(name, path=None, target=None):
                if name in SHELLS:
                    raise error

        for name in SHELLS:
            monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
        monkeypatch.setattr(start, "check_display", lambda: None)

    return fail


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only here Qt aborts without a display")
@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "No display was found"),
        ({"DISPLAY": ":4711"}, 'The display ":4711" cannot be reached'),
        ({"DISPLAY": "nowhere.invalid:0"}, 'The display "nowhere.invalid:0" cannot be reached'),
        ({"QT_QPA_PLATFORM": "nonsense"}, 'QT_QPA_PLATFORM asks for "nonsense"'),
    ],
)
def test_that_without_a_usable_display_it_says_so_and_exits_2(environment, sentence):
    ended = run_main(**environment)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"resdense: {sentence}")
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_that_without_arguments_it_is_the_window(window):
    assert start.main([]) == 0
    assert window == [([], logging.WARNING)]


def test_that_a_file_opens_in_the_window(window, tmp_path):
    file = tmp_path / "a.resdense.json"
    file.touch()
    start.main([str(file)])
    assert window == [([str(file)], logging.WARNING)]


@pytest.mark.parametrize("option", [["--log-level", "debug"], ["--log-level=DEBUG"]])
def test_that_the_window_has_the_level_of_the_log(window, option):
    start.main([*option, "missing.resdense.json"])
    start.main(option)
    assert window == [(["missing.resdense.json"], logging.DEBUG), ([], logging.DEBUG)]


def test_that_a_level_that_there_is_not_is_refused(window, capsys):
    with pytest.raises(SystemExit, match="2"):
        start.main(["--log-level", "loud"])
    assert window == []
    assert 'invalid choice "LOUD"' in capsys.readouterr().err


def test_that_a_missing_file_is_left_to_the_window_to_say(window):
    start.main(["missing.resdense.json"])
    assert window == [(["missing.resdense.json"], logging.WARNING)]


def test_that_a_command_goes_to_the_terminal_though_a_file_has_its_name(window, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "presets").touch()
    monkeypatch.setattr(cli, "main", lambda argv: 7)
    assert start.main(["presets"]) == 7
    assert window == []


def test_that_a_library_that_qt_misses_is_one_sentence(fail_to_import, capsys):
    fail_to_import(ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"))
    assert start.main([]) == 2
    assert capsys.readouterr().err.startswith("resdense: The system library libEGL.so.1 is missing")


@pytest.mark.parametrize("arguments", [[], ["presets"]])
def test_that_a_package_that_is_not_installed_is_one_sentence(fail_to_import, capsys, arguments):
    fail_to_import(ModuleNotFoundError("No module named 'pydantic.fields'", name="pydantic.fields"))
    assert start.main(arguments) == 2
    assert capsys.readouterr().err.startswith('resdense: The package "pydantic" is not installed: run "pip install')


def test_that_a_missing_module_of_its_own_is_not_hidden(fail_to_import):
    fail_to_import(ModuleNotFoundError("No module named 'explorer.nothing'", name="explorer.nothing"))
    with pytest.raises(ModuleNotFoundError):
        start.main(["presets"])


def test_that_another_import_error_is_not_hidden(fail_to_import):
    fail_to_import(ImportError("cannot import name 'nothing'"))
    with pytest.raises(ImportError, match="nothing"):
        start.main([])


def test_that_a_display_error_is_one_sentence(monkeypatch, capsys):
    def refuse():
        raise DisplayError("no window here.")

    monkeypatch.setattr(start, "check_display", refuse)
    assert start.main([]) == 2
    assert capsys.readouterr().err == "resdense: no window here.\n"


def test_that_importing_the_main_module_again_starts_nothing():
    code = f"import runpy; runpy.run_path({str(ROOT / 'main.py')!r}, run_name='__mp_main__'); print('quiet')"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (ended.stdout, ended.returncode) == ("quiet\n", 0)
