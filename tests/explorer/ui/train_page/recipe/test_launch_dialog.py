import shlex
from pathlib import Path

from explorer.ui.train_page.recipe.launch_dialog import launch_command

MAIN = str(Path(__file__).parents[5] / "main.py")


def test_that_one_machine_needs_no_meeting_place():
    words = shlex.split(launch_command("resnet18", "my runs/a", num_processes=8))
    assert words[:4] == ["torchrun", "--standalone", "--nproc-per-node", "8"]
    assert words[4:] == [MAIN, "train", "resnet18", "--out", "my runs/a", "--resume"]


def test_that_several_machines_meet_at_one_of_them():
    words = shlex.split(launch_command("resnet18", "a", num_processes=4, num_nodes=2, host="node-1"))
    assert words[1:9] == [
        "--nnodes", "2", "--rdzv-backend", "c10d", "--rdzv-endpoint", "node-1:29400", "--nproc-per-node", "4"
    ]  # fmt: skip


def test_that_an_installed_program_is_called_by_its_name(monkeypatch, tmp_path):
    monkeypatch.setattr("explorer.__file__", str(tmp_path / "explorer" / "__init__.py"))
    assert " --no-python resdense train a " in launch_command("a", "b", num_processes=2)
