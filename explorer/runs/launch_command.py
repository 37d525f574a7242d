"""The command that trains an experiment on many processes or machines, for a person to copy."""

import shlex
from pathlib import Path

import explorer

PORT = 29400


def launch_command(source: str, out: str, *, num_processes: int, num_nodes: int = 1, host: str = "HOST") -> str:
    """The line for a shell, the same on every machine. Given again it goes on with the run.

    Args:
        source: a preset's name or the path of an experiment's file.
        out: the folder of the run, which all machines see.
        num_processes: processes on each machine, one for each of its GPUs.
        num_nodes: machines.
        host: the name or address of one of the machines, where they meet.
    """
    meeting = ["--standalone"]
    if num_nodes > 1:
        meeting = ["--nnodes", str(num_nodes), "--rdzv-backend", "c10d", "--rdzv-endpoint", f"{host}:{PORT}"]
    launcher = ["torchrun", *meeting, "--nproc-per-node", str(num_processes)]
    return shlex.join([*launcher, *_program(), "train", source, "--out", out, "--resume"])


def _program() -> list[str]:
    main = Path(explorer.__file__).parents[1] / "main.py"
    return [str(main)] if main.is_file() else ["--no-python", "resdense"]
