"""What hostile names do at the edge of the terminal: nothing."""

import io
import json
import os
import re
import tracemalloc
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from explorer.commands.console import VisibleStream, make_console, print_json
from explorer.commands.progress import TrainingProgress
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.runs.events import Loading
from models.presets import PRESETS

BIDIRECTIONAL = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)))
CONTROLS = "".join(chr(i) for i in (*range(0x20), *range(0x7F, 0xA0)) if chr(i) not in "\n\t")
HOSTILE = f"\x1b[2J\x1b]0;owned\x07cat[red]{CONTROLS}{BIDIRECTIONAL}\u2028end"
SHOWN = "[2J]0;ownedcat[red]end"


@pytest.fixture
def written():
    return io.StringIO()


def test_that_what_is_printed_is_only_seen(written):
    print(HOSTILE, "猫\tcafé", file=VisibleStream(written))
    assert written.getvalue() == f"{SHOWN} 猫\tcafé\n"


@pytest.mark.parametrize("is_terminal", [False, True])
def test_that_a_console_writes_no_sequences_but_its_own(written, is_terminal):
    console = make_console(file=written, force_terminal=is_terminal, width=200)
    table = Table("Name")
    table.add_row(HOSTILE)
    console.print(HOSTILE, Text(HOSTILE, style="bold"), table, soft_wrap=True)
    text = written.getvalue()
    assert ("\x1b[1m" in text) is is_terminal
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert plain.count("[2J]0;ownedcat[red]") == 3
    assert not set(plain) & set(CONTROLS + BIDIRECTIONAL)
    assert len({len(line) for line in plain.splitlines()[2:]}) == 1, "the table's lines end in one column"


def test_that_a_bar_that_moves_takes_names_for_what_they_are(written):
    with TrainingProgress(make_console(file=written, force_terminal=True, width=200)) as progress:
        progress.show(Loading(what=HOSTILE, done=1, total=2))
    assert "[2J]0;ownedcat[red" in written.getvalue()
    assert not set(written.getvalue()) & (set(CONTROLS + BIDIRECTIONAL) - set("\x1b\r"))


def test_that_json_escapes_them_and_is_read_as_it_was(capsys):
    value = {
        "name": HOSTILE + "\udcff",
        "rows": iter([{"a": HOSTILE}, {"b": [1]}]),
        "none": iter(()),
        "deep": {"x": [1]},
    }
    print_json(value)
    out = capsys.readouterr().out
    assert not set(out) & set(CONTROLS + BIDIRECTIONAL)
    assert json.loads(out) == {
        "name": HOSTILE + "\udcff",
        "rows": [{"a": HOSTILE}, {"b": [1]}],
        "none": [],
        "deep": {"x": [1]},
    }


def test_that_what_is_printed_item_by_item_is_never_held():
    rows = ({"name": f"stages.0.{i}", "output_shape": (64, 32, 32)} for i in range(20_000))
    tracemalloc.start()
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        print_json({"layers": rows})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * 2**20


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_that_a_hostile_experiment_is_summed_up(say, tmp_path, options):
    save_experiment(tmp_path / "net.json", Experiment(name=HOSTILE, network=PRESETS["digits_resnet"]))
    status, out, _ = say("summary", str(tmp_path / "net.json"), *options)
    assert status == 0
    assert not set(out) & set(CONTROLS + BIDIRECTIONAL)


def test_that_an_error_about_a_hostile_name_is_a_sentence(refuse):
    error = refuse("summary", HOSTILE)
    assert error.startswith(f'resdense: "{SHOWN}" is neither a preset nor a file')
    assert not set(error) & set(CONTROLS + BIDIRECTIONAL)
