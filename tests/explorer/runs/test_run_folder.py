"""Fresh folders for new runs; nothing is ever overwritten."""

import re
from pathlib import Path

import pytest

from explorer.atomic_file import FileWriteError
from explorer.runs.run_folder import RunFolder, default_runs_root


def test_that_every_run_gets_a_folder_of_its_own(tmp_path):
    paths = {RunFolder.create(tmp_path / "runs", "net").path for _ in range(5)}
    assert len(paths) == 5
    assert all(re.fullmatch(r"net-\d{8}-\d{6}(-\d)?", path.name) and path.is_dir() for path in paths)


@pytest.mark.parametrize("name", ["../../etc", "a/b\\c:d", "", "...", "眼睛", "x" * 500])
def test_that_any_name_becomes_one_folder_inside_the_root(tmp_path, name):
    assert RunFolder.create(tmp_path, name).path.parent == tmp_path


def test_that_a_root_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "runs").write_text("")
    with pytest.raises(FileWriteError, match=r"Cannot write .*runs.*: .*\.$"):
        RunFolder.create(tmp_path / "runs", "net")


def test_that_the_environment_says_where_runs_go(tmp_path, monkeypatch):
    monkeypatch.setenv("RESDENSE_RUNS", str(tmp_path))
    assert default_runs_root() == tmp_path
    monkeypatch.delenv("RESDENSE_RUNS")
    assert default_runs_root().parts[-2:] == Path("ResDense/runs").parts
