import logging
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import platformdirs
import pytest

from explorer import log_file
from explorer.log_file import LogFile, log_output, log_path, logging_to_file

ROOT = Path(__file__).parents[2]
logger = logging.getLogger("explorer.test")


def run_main(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(ROOT / "main.py"), *arguments], capture_output=True, text=True)


@pytest.fixture
def log(tmp_path, monkeypatch):
    path = tmp_path / "logs" / "resdense.log"
    monkeypatch.setenv("RESDENSE_LOG", str(path))
    return path


def test_that_a_variable_names_the_log_and_else_it_is_in_the_users_folder(log, monkeypatch):
    assert log_path() == log
    monkeypatch.delenv("RESDENSE_LOG")
    assert log_path().parent == Path(platformdirs.user_log_dir("resdense", appauthor=False))


def test_that_the_log_has_more_than_the_terminal(log, capsys):
    with logging_to_file():
        logger.debug("a detail")
        logger.info("a fact")
        logger.warning("a doubt")
        logging.getLogger("library").info("a library's fact")
    assert capsys.readouterr().err == "resdense: WARNING: a doubt\n"
    lines = log.read_text().splitlines()
    assert [line.split(" ", 3)[3] for line in lines] == ["INFO explorer.test: a fact", "WARNING explorer.test: a doubt"]
    logger.warning("after it")
    assert "after it" not in log.read_text()


def test_that_nothing_is_made_where_nothing_is_logged(log):
    with logging_to_file():
        logger.debug("a detail")
    log_output(" \n", 1)
    assert not log.parent.exists()


def test_that_a_folder_that_cannot_be_written_to_is_one_sentence(log, capsys):
    log.parent.write_text("a file where the folder should be")
    with logging_to_file(on_terminal=False) as file:
        logger.info("lost")
        logger.info("lost too")
    sentence = capsys.readouterr().err
    assert sentence.startswith(f"resdense: the log {log} cannot be written: ")
    assert sentence.count("\n") == 1
    assert file.problem is not None


def test_that_several_writers_follow_a_rotation(tmp_path, monkeypatch):
    monkeypatch.setattr(log_file, "LARGEST", 4096)
    path, lines = tmp_path / "resdense.log", []
    with ExitStack() as stack:
        files = [stack.enter_context(closing(LogFile(path))) for _ in range(3)]
        for number in range(60):
            lines.append(f"record {number:02}")
            files[number % 3].handle(logging.makeLogRecord({"msg": lines[-1], "name": "x" * 60}))
    written = path.with_suffix(".log.1").read_text() + path.read_text()
    assert [line.partition(": ")[2] for line in written.splitlines()] == lines
    assert path.stat().st_size < 4096


def test_that_a_command_shows_what_it_does_where_asked(log):
    for arguments in (("--log-level", "DEBUG", "recipes"), ("recipes", "--log-level=debug")):
        ended = run_main(*arguments)
        assert ended.returncode == 0
        assert "resdense: DEBUG: The command ended with status 0.\n" in ended.stderr
    assert log.read_text().count("DEBUG explorer.cli: The command ended with status 0.\n") == 2
    assert run_main("recipes").stderr == ""


def test_that_a_command_goes_on_without_a_log(log):
    log.parent.write_text("a file where the folder should be")
    ended = run_main("recipes", "--log-level", "DEBUG")
    assert ended.returncode == 0
    assert ended.stderr.count("cannot be written") == 1


def test_that_the_help_says_where_the_log_is(log):
    assert run_main("--help").stdout.endswith(f"\nThe log: {log}\n")
