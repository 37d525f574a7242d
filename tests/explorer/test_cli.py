import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

import explorer
from explorer import cli
from explorer.atomic_file import FileWriteError
from explorer.commands import presets
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import load_experiment, save_experiment, write_experiment
from explorer.experiment.recipe import Recipe
from explorer.runs.run_claim import RunClaim
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import read_record
from explorer.training.loop import checkpointer
from models.presets import PRESETS

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, str(ROOT / "main.py")]
COUNTING = (
    "summary resnet18 --json --ledger --memory",
    "search --params 1M",
    "sweep resnet18 --field stages.0.width=8,16",
)
ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1"}


def test_that_presets_lists_every_preset(say):
    status, out, _ = say("presets")
    assert status == 0
    assert all(name in out for name in PRESETS)


def test_that_presets_as_json_are_rows_with_their_costs(say):
    rows = {row["name"]: row for row in json.loads(say("presets", "--json")[1])}
    assert rows.keys() == PRESETS.keys()
    assert rows["resnet50"]["params"] == 25_557_032
    assert rows["resnet50"]["input"] == [3, 224, 224]


def test_that_a_summary_as_json_has_the_keys_of_the_contract(say):
    status, out, _ = say("summary", "resnet50", "--json")
    summary = json.loads(out)
    assert status == 0
    assert list(summary) == [
        "name",
        "input",
        "num_classes",
        "params",
        "macs",
        "receptive_field",
        "saved_bytes",
        "stages",
        "layers",
        "recognised",
        "advice",
    ]
    assert (summary["name"], summary["params"], summary["macs"]) == ("resnet50", 25_557_032, 4_089_184_256)
    assert {"name", "type", "output_shape", "params", "macs"} <= summary["layers"][0].keys()
    assert summary["layers"][-1]["output_shape"] == summary["stages"][-1]["output_shape"] == [1000]
    assert sum(layer["params"] for layer in summary["layers"]) == summary["params"]
    assert sum(stage["macs"] for stage in summary["stages"]) == summary["macs"]


@pytest.mark.parametrize("name", ["densenet201", "resnet18", "digits_mixed", "resnet110_cifar"])
def test_that_a_summary_fits_80_columns_and_cuts_nothing_off(say_narrow, name):
    out = say_narrow("summary", name)
    assert max(map(len, out.splitlines())) <= 80
    assert "…" not in out
    assert "Total" in out


def test_that_what_is_piped_is_plain_text(say):
    out = say("summary", "densenet201")[1]
    assert "\x1b" not in out
    assert "20,013,928" in out


def test_that_a_summary_of_a_file_has_the_experiments_name(say, tmp_path):
    save_experiment(tmp_path / "a.resdense.json", Experiment(name="mine", network=PRESETS["resnet18"]))
    assert json.loads(say("summary", str(tmp_path / "a.resdense.json"), "--json")[1])["name"] == "mine"


def test_that_torchinfos_report_comes_with_the_verdict(say):
    status, out, _ = say("summary", "digits_resnet", "--torchinfo")
    assert status == 0
    assert "Total params: 77,754" in out
    assert "The summary agrees with torchinfo and with a trace" in out


def test_that_an_unknown_preset_is_answered_with_the_nearest(refuse):
    error = refuse("summary", "resnet5")
    assert error.startswith('resdense: "resnet5" is neither a preset nor a file, did you mean "resnet50"')


def test_that_a_source_like_nothing_else_is_answered_with_the_way_to_the_list(refuse):
    assert 'the command "presets" lists the presets' in refuse("summary", "qqq")


def test_that_each_mistake_of_a_file_is_a_line(refuse, tmp_path):
    file = tmp_path / "net.json"
    file.write_text(json.dumps({"stages": [{"kind": "dense", "growht_rate": 1, "layers": "x"}]}))
    assert sorted(refuse("summary", str(file)).splitlines()) == [
        'resdense: net.json: stages.0.growht_rate: unknown key, did you mean "growth_rate"?',
        'resdense: net.json: stages.0.layers: expected a whole number, found "x".',
    ]


@pytest.mark.parametrize("command", ["summary", "train"])
def test_that_an_illegal_network_is_refused_with_every_issue(refuse, tmp_path, command):
    file = tmp_path / "net.json"
    file.write_text(json.dumps({"stages": [{"kind": "residual", "width": -4}, {"kind": "dense", "layers": 0}]}))
    lines = refuse(command, str(file)).splitlines()
    assert [line.split(": ")[2] for line in lines] == ["stages.0.width", "stages.1.layers"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["train", "digits_resnet", "--epochs", "many"], 'argument --epochs: expected a whole number, found "many"'),
        (["train", "digits_resnet", "--epochs", "0"], "recipe.epochs"),
        (["train", "digits_resnet", "--learning-rate", "nan"], 'expected a number, found "nan"'),
        (["train", "digits_resnet", "--threads", "0"], "expected at least 1, found 0"),
        (["train", "digits_resnet", "--device", "tpu"], "--device"),
        (["train"], "SOURCE"),
        (["train", "--resume", "nowhere"], "There is no folder nowhere"),
        (["train", "--resume"], "Name the folder of the run once"),
        (["train", "digits_resnet", "--resume", "a", "--out", "b"], "Name the folder of the run once"),
        (["summary", "resnet18", "--json", "--torchinfo"], "not allowed with"),
        (["fly"], 'invalid choice "fly"; choose from presets, summary'),
        (["trian"], 'invalid choice "trian", did you mean "train"?'),
        (["train", "digits_resnet", "--epoch", "1"], 'there is no option "--epoch", did you mean "--epochs"?'),
        (["summary", "resnet18", "resnet34"], '"resnet34" is one argument too many'),
        (["summary", "\udcff.json"], r'"\udcff.json" is no name in UTF-8; rename it.'),
        (["export", "nowhere", "--format", "pt", "--out", "w.pt"], "There is no folder "),
        (["export", "nowhere", "--format", "onnx", "--out", "w.onnx"], "There is no folder "),
        (["export", "nowhere", "--format", "onx", "--out", "w.onnx"], 'invalid choice "onx", did you mean "onnx"?'),
    ],
)
def test_that_a_wrong_argument_is_one_sentence(refuse, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    error = refuse(*arguments)
    assert words in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["resnet18", "--data", "digits"], "The data has 10 classes but the network has 1,000"),
        (["digits_resnet", "--data", "./nowhere"], "There is no folder"),
    ],
)
def test_that_a_training_that_cannot_begin_leaves_nothing(refuse, tmp_path, arguments, words):
    assert words in refuse("train", *arguments, "--out", str(tmp_path / "new" / "run"))
    assert list(tmp_path.iterdir()) == []
    assert words in refuse("train", *arguments, "--out", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("resume", [["--resume"], []])
def test_that_a_folder_in_use_is_refused_untouched_before_torch_is_loaded(tmp_path, resume):
    arguments = ["train", "digits_resnet", "--out", str(tmp_path), *resume]
    with RunClaim(tmp_path) as claim:
        claim.commit()
        (tmp_path / ".last.safetensors.0123.tmp").touch()
        ended = subprocess.run(
            [sys.executable, "-X", "importtime", *COMMAND[1:], *arguments], capture_output=True, text=True
        )
    assert ended.returncode == 2
    assert "torch" not in ended.stderr
    assert [path.name for path in tmp_path.glob(".last*")] == [".last.safetensors.0123.tmp"]


def test_that_a_training_goes_on_when_nobody_reads_what_it_says(tmp_path, monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w") as broken:  # noqa: PTH123
        for name, stdout in (("broken", broken), ("closed", None)):
            monkeypatch.setattr(sys, "stdout", stdout)
            command = ["train", "digits_resnet", "--epochs", "1", "--device", "cpu", "--threads", "1"]
            assert cli.main([*command, "--out", str(tmp_path / name)]) == 0
            assert read_record(RunFolder(tmp_path / name)).state == "finished"


def test_that_a_folder_that_holds_something_is_refused(refuse, tmp_path):
    (tmp_path / "mine.txt").touch()
    assert "is not empty" in refuse("train", "digits_resnet", "--out", str(tmp_path))


def test_that_the_own_runs_folder_is_used_without_out(say, refuse, tmp_path, monkeypatch):
    monkeypatch.setenv("RESDENSE_RUNS", str(tmp_path))
    refuse("train", "digits_resnet", "--data", "nowhere")
    assert list(tmp_path.iterdir()) == []
    assert say("train", "digits_resnet", "--epochs", "1", "--device", "cpu", "--threads", "1")[0] == 0
    (run,) = tmp_path.iterdir()
    assert run.name.startswith("digits_resnet-")


def test_that_train_then_export_gives_the_weights_and_what_was_trained(say, tmp_path):
    run = tmp_path / "run"
    source = tmp_path / "mine.resdense.json"
    save_experiment(source, Experiment(name="mine", network=PRESETS["digits_resnet"], recipe=Recipe(weight_decay=0.01)))
    options = "--data digits --epochs 2 --batch-size 128 --learning-rate 0.05 --seed 3 --device cpu --threads 1"
    status, out, _ = say("train", str(source), *options.split(), "--out", str(run))
    assert status == 0
    assert "on CPU, 1 thread: " in out
    assert len(re.findall(r"^Epoch [12]/2  train .* test ", out, re.MULTILINE)) == 2
    assert re.search(
        r"^Finished after 2 epochs in .*: best test accuracy \d\d\.\d\d% in epoch [12]\.$", out, re.MULTILINE
    )
    recipe = Recipe(weight_decay=0.01, epochs=2, batch_size=128, learning_rate=0.05, seed=3, device="cpu")
    assert load_experiment(run / "experiment.json").recipe == recipe

    weights = tmp_path / "w.safetensors"
    status, out, _ = say("export", str(run), "--format", "safetensors", "--out", str(weights))
    assert (status, weights.exists()) == (0, True)
    assert str(weights) in out
    status, _, err = say("export", str(run), "--format", "safetensors", "--out", str(weights))
    assert status == 2
    assert "exists already" in err
    assert say("export", str(run), "--format", "pt", "--which", "last", "--out", str(tmp_path / "w.pt"))[0] == 0


def test_that_the_code_of_a_network_is_had_without_a_training(say, refuse, tmp_path):
    out = tmp_path / "net.py"
    status, said, _ = say("export", "resnet18", "--format", "python", "--out", str(out))
    assert (status, said) == (0, f"The code of resnet18 is in {out}; it has no weights until it is trained.\n")
    assert "class ResNet(nn.Module)" in out.read_text()
    assert "exists already" in refuse("export", "resnet34", "--format", "python", "--out", str(out))
    assert "neither a preset nor a file" in refuse(
        "export", "resnet", "--format", "python", "--out", str(out), "--force"
    )


def test_that_weights_and_runs_are_sources_of_their_network(say, refuse, tmp_path):
    mine = Experiment(name="mine", network=PRESETS["digits_resnet"])
    header = json.dumps({"__metadata__": {"experiment": write_experiment(mine)}}).encode()
    weights = tmp_path / "w.safetensors"
    weights.write_bytes(len(header).to_bytes(8, "little") + header)
    save_experiment(tmp_path / "experiment.json", mine)
    for source in (weights, tmp_path):
        summary = json.loads(say("summary", str(source), "--json")[1])
        assert (summary["name"], summary["params"]) == ("mine", 77_754)
    weights.write_bytes((100 * 2**20).to_bytes(8, "little") + header)
    assert "is not a whole file of weights" in refuse("summary", str(weights))


def test_that_a_training_that_fails_has_status_1_and_keeps_the_run(say, tmp_path):
    run = tmp_path / "run"
    options = ["--learning-rate", "1000", "--epochs", "3", "--threads", "1", "--device", "cpu", "--out", str(run)]
    status, _, err = say("train", "digits_resnet", *options)
    assert status == 1
    assert "lower the learning rate" in err
    assert err.count("\n") == 1
    assert (run / "metrics.jsonl").exists()


def test_that_one_command_begins_a_run_goes_on_with_it_and_finds_it_finished(say, refuse, tmp_path, monkeypatch):
    run = tmp_path / "run"
    command = ["train", "digits_resnet", "--out", str(run), "--resume", "--device", "cpu", "--threads", "1"]
    command += ["--epochs", "2", "--batch-size", "256"]
    monkeypatch.setattr(checkpointer, "save_checkpoint", fail_once(checkpointer.save_checkpoint))
    status, _, err = say(*command)
    assert (status, "the disk is full" in err) == (1, True)
    assert "recipe.seed is 0 there and 1 here" in refuse(*command, "--seed", "1")
    status, out, _ = say(*command, "--set", "accumulate=2")
    assert status == 0
    assert "Going on with step 7 in epoch 2." in out
    assert len(re.findall(r"^Epoch [12]/2 ", out, re.MULTILINE)) == 2
    assert load_experiment(run / "experiment.json").recipe.accumulate == 2
    status, out, _ = say("train", "--resume", str(run))
    assert (status, out) == (0, f"The run in {run} is finished: nothing is left to train.\n")


def fail_once(write):
    failures = [OSError(errno.ENOSPC, "No space left on device")]

    def write_or_fail(path, content):
        if failures:
            raise FileWriteError(path, failures.pop())
        write(path, content)

    return write_or_fail


def test_that_a_folder_that_holds_no_run_cannot_be_gone_on_with(refuse, tmp_path):
    assert "holds no run to go on with" in refuse("train", "--resume", str(tmp_path))


def start(*arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT | {"PYTHONUNBUFFERED": "1"},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals are a matter of POSIX")
def test_that_ctrl_c_stops_keeps_the_run_and_says_so(tmp_path):
    run = tmp_path / "run"
    process = start("train", "digits_resnet", "--epochs", "10000", "--threads", "1", "--out", str(run))
    assert any("1/10000" in line for line in process.stdout)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopping after this step; what is done is kept." in out
    assert f"Run: {run}" in out
    assert err == ""
    assert (run / "best.safetensors").exists()
    assert (run / "last.safetensors").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are a matter of POSIX")
def test_that_ctrl_z_saves_and_suspends_until_it_is_continued(tmp_path):
    run = tmp_path / "run"
    process = start("train", "digits_resnet", "--epochs", "10000", "--threads", "1", "--out", str(run))
    assert any("1/10000" in line for line in process.stdout)
    process.send_signal(signal.SIGTSTP)
    assert any("Paused and saved after step" in line for line in process.stdout)
    assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
    assert (run / "state.pt").exists()
    process.send_signal(signal.SIGCONT)
    assert any("/10000" in line for line in process.stdout)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


@pytest.mark.skipif(sys.platform == "win32", reason="signals are a matter of POSIX")
def test_that_ctrl_c_while_torch_is_loaded_is_quiet(tmp_path):
    process = start("train", "digits_resnet", "--out", str(tmp_path / "run"))
    wait_for_torch(process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err


def wait_for_torch(process):
    """Until the process has begun to load torch; where the system does not tell, for a moment."""
    maps = Path(f"/proc/{process.pid}/maps")
    if not maps.exists():
        time.sleep(0.6)
        return
    while process.poll() is None and "libtorch" not in maps.read_text():
        time.sleep(0.02)


def run_python(code: str) -> str:
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.parametrize("command", ["presets", "summary resnet18", "summary nonsense", *COUNTING])
def test_that_what_only_counts_does_without_torch_and_qt(command):
    code = f"import sys; from explorer.start import main; main({command.split()!r}); print(*sys.modules)"
    modules = run_python(code).splitlines()[-1].split()
    assert not {"torch", "torchvision", "PySide6", "numpy"} & set(modules)


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX shells")
def test_that_a_reader_that_leaves_early_is_no_error():
    shell = f"{sys.executable} {ROOT / 'main.py'} summary resnet152 --json | head -1"
    ended = subprocess.run(shell, shell=True, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("{\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_that_output_that_cannot_be_written_is_one_sentence():
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run([*COMMAND, "summary", "resnet18"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (ended.returncode, ended.stderr) == (1, "resdense: standard output: No space left on device.\n")


def test_that_a_terminal_that_knows_only_ascii_is_no_error():
    environment = ENVIRONMENT | {"PYTHONIOENCODING": "ascii"}
    ended = subprocess.run([*COMMAND, "summary", "resnet18"], capture_output=True, text=True, env=environment)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "11,689,512" in ended.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX shells")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_that_a_closed_stream_is_nobodys_ear(closed):
    shell = f"{sys.executable} {ROOT / 'main.py'} summary digits_resnet {closed}"
    ended = subprocess.run(shell, shell=True, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ("77,754" in ended.stdout) is (closed == "2>&-")


def test_that_the_version_is_that_of_the_distribution(say):
    status, out, _ = say("--version")
    assert (status, out) == (0, f"ResDense {explorer.__version__}\n")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "explorer.__version__"}


def test_that_an_error_of_the_program_itself_is_not_hidden(monkeypatch):
    def fail(arguments):
        raise ValueError("not enough values to unpack")

    monkeypatch.setattr(presets, "run", fail)
    with pytest.raises(ValueError, match="unpack"):
        cli.main(["presets"])


@pytest.mark.parametrize("command", [[], *([name] for name in cli.COMMANDS)])
def test_that_help_is_there(say, command):
    status, out, err = say(*command, "--help")
    assert (status, err) == (0, "")
    assert out.startswith("usage: resdense")


@pytest.mark.parametrize("command", list(cli.COMMANDS))
def test_that_help_waits_for_no_torch(command):
    code = (
        "import sys; from explorer.cli import main\n"
        f"try: main([{command!r}, '--help'])\nexcept SystemExit: print(*sys.modules)"
    )
    assert not {"torch", "torchvision"} & set(run_python(code).splitlines()[-1].split())
