import json
import os
import subprocess
import sys

import pytest

from explorer.experiment.experiment import Experiment
from explorer.runs.session_store import LeftWorkError, SessionStore, discard_left_work, read_left_work
from models.presets import PRESETS

EXPERIMENT = Experiment(name="mine", network=PRESETS["digits_resnet"])

KEEP_AND_DIE = """
import os, signal, sys
from pathlib import Path
from explorer.experiment.experiment import Experiment
from explorer.runs.session_store import SessionStore
from models.presets import PRESETS

store = SessionStore(Path(sys.argv[1]))
store.save(Experiment(name="left", network=PRESETS["digits_resnet"]), Path("/somewhere/left.resdense.json"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_that_the_work_of_a_killed_process_is_found(tmp_path):
    subprocess.run([sys.executable, "-c", KEEP_AND_DIE, tmp_path], check=False)

    (file,) = SessionStore(tmp_path).left_files()

    work = read_left_work(file)
    assert (work.experiment.name, work.path.name) == ("left", "left.resdense.json")
    discard_left_work(file)
    assert list(tmp_path.iterdir()) == []


def test_that_the_work_of_a_living_session_is_nobody_elses(tmp_path):
    store = SessionStore(tmp_path)
    store.save(EXPERIMENT, None)

    assert SessionStore(tmp_path).left_files() == []
    store.close()


def test_that_a_session_that_ends_leaves_nothing(tmp_path):
    store = SessionStore(tmp_path)
    store.save(EXPERIMENT, None)

    store.close()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"path": 3, "experiment": "x"}', json.dumps({"path": None, "experiment": "{"})]
)
def test_that_damaged_work_is_set_aside_with_one_sentence(tmp_path, content):
    file = tmp_path / "1-a.session.json"
    file.write_text(content)

    with pytest.raises(LeftWorkError, match="is damaged; the file is now"):
        read_left_work(file)

    assert SessionStore(tmp_path).left_files() == []
    assert len(list(tmp_path.iterdir())) == 1


def test_that_the_latest_work_comes_first(tmp_path):
    for moment, name in enumerate(("2-b", "1-a", "3-c")):
        file = tmp_path / f"{name}.session.json"
        file.touch()
        os.utime(file, (moment, moment))

    assert [file.name[:3] for file in SessionStore(tmp_path).left_files()] == ["3-c", "1-a", "2-b"]


def test_that_a_missing_folder_holds_nothing(tmp_path):
    assert SessionStore(tmp_path / "none").left_files() == []
