"""Commands given as a person gives them, in this process."""

import re

import pytest

from explorer import cli


@pytest.fixture
def say(capsys):
    """Runs a command in this process; gives exit status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.main(list(arguments))
        except SystemExit as left:
            status = left.code
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def refuse(say):
    """Runs a command that must end with status 2 and nothing but sentences on standard error; gives these."""

    def run(*arguments: str) -> str:
        status, out, err = say(*arguments)
        assert (status, out) == (2, "")
        assert all(line.startswith("resdense: ") for line in err.splitlines())
        return err

    return run


@pytest.fixture
def say_narrow(say, monkeypatch):
    """Runs a command as in a terminal of 80 columns; gives its output without colours."""

    def run(*arguments: str) -> str:
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setenv("FORCE_COLOR", "1")
        return re.sub(r"\x1b\[[0-9;]*m", "", say(*arguments)[1])

    return run


@pytest.fixture(scope="session")
def digits_run(tmp_path_factory):
    """The folder of a run of one epoch on the digits, for tests that only read it."""
    folder = tmp_path_factory.mktemp("digits") / "run"
    assert cli.main(["train", "digits_resnet", "--epochs", "1", "--device", "cpu", "--out", str(folder)]) == 0
    return folder
