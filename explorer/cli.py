"""The terminal shell: finds the command, runs it, and answers mistakes with a sentence."""

import argparse
import io
import logging
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NoReturn, Protocol

from explorer import __version__
from explorer.commands.console import VisibleStream, visible
from explorer.commands.loading import leaving_on_interrupt, say_interrupted
from explorer.experiment.mistakes import did_you_mean
from explorer.log_file import DEFAULT_LEVEL, LEVELS, log_path, logging_to_file
from explorer.memory_limit import guard_torch, is_out_of_memory, memory_used_up

DESCRIPTION = "Assemble, cost, train and export networks of residual and dense blocks. Without arguments: the window."
COMMANDS = {
    "presets": "List the networks that have a name.",
    "summary": "Tell what a network costs.",
    "search": "Find the networks nearest to a budget.",
    "sweep": "Tell what a network costs over ranges of its fields.",
    "recipes": "List the recipes that have a name.",
    "data": "List the data sets that have a name, or download one.",
    "find-lr": "Try learning rates in a short training and name one.",
    "train": "Train a network and keep the run in a folder.",
    "export": "Write a trained network to files that other programs read.",
    "evaluate": "Test the weights of a run: accuracy, classes, confusion matrix, worst mistakes.",
    "predict": "Tell what the weights of a run see in images.",
    "report": "Write a page about a run: network, curves, results, recipe.",
}

FEW = 4
"""So many choices are all named to somebody who chose none of them."""

AROUND = 40
"""Characters before and behind what cannot be written that show where it is."""


logger = logging.getLogger(__name__)


class Command(Protocol):
    """What the module of a command offers."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the command's arguments and options."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Runs it; gives the exit status."""
        ...


class _Parser(argparse.ArgumentParser):
    """Answers a mistake with one sentence, without the usage, and a wrong word with those that are near it."""

    foot = ""
    """Lines below the help, which are not wrapped."""

    def format_help(self) -> str:
        return super().format_help() + self.foot

    def refuse_unknown(self, argument: str) -> NoReturn:
        """What is left over when all else is understood."""
        if not argument.startswith("-"):
            self.error(f'"{argument}" is one argument too many')
        options = [option for action in self._actions for option in action.option_strings]
        self.error(f'there is no option "{argument}"{did_you_mean(argument, options, "its help lists them")}')

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        choices = [str(choice) for choice in action.choices]
        all_of_them = f"choose from {', '.join(choices)}"
        # A few are said sooner than guessed from.
        near = did_you_mean(str(value), choices if len(choices) > FEW else (), all_of_them)
        raise argparse.ArgumentError(action, f'invalid choice "{value}"{near}')

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"resdense: {message.removesuffix('.')} (see: {self.prog} --help)\n")


def main(argv: list[str]) -> int:
    """Runs one command.

    Returns:
        0; 1 for a job that failed; 2 for bad input, after one sentence for each mistake on standard error; 130 after
        Ctrl-C.
    """
    if sys.stdout is None:
        # It was closed. What is opened next must not take its place and be written into.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What a terminal cannot show becomes a question mark, not an error.
        sys.stdout.reconfigure(errors="replace")
    with redirect_stdout(VisibleStream(sys.stdout)), redirect_stderr(VisibleStream(sys.stderr)):
        return _run(argv)


def _run(argv: list[str]) -> int:
    try:
        for argument in argv:
            argument.encode()
        command, arguments = _parse(argv)
        guard_torch()
        with logging_to_file(LEVELS[arguments.log_level]):
            logger.debug("ResDense %s: %s", __version__, " ".join(argv))
            return _run_command(command, arguments)
    except UnicodeEncodeError as error:
        # Half a character stands for a byte of a path: no experiment and no page can hold it.
        around = error.object[max(0, error.start - AROUND) : error.end + AROUND]
        name = around.encode(errors="backslashreplace").decode()
        print(f'resdense: "{name}" is no name in UTF-8; rename it.', file=sys.stderr)
        return 2
    except ValueError as error:
        if type(error).__module__ == "builtins":
            raise
        return _refuse(error)
    except KeyboardInterrupt:
        return say_interrupted()
    except (MemoryError, RuntimeError, ImportError, OSError) as error:
        if is_out_of_memory(error):
            print(f"resdense: {memory_used_up()}", file=sys.stderr)
            return 1
        if not isinstance(error, OSError):
            raise
        # Python must not try to write the rest of the output once more when it leaves.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(f"resdense: {error.filename or 'standard output'}: {error.strerror}.", file=sys.stderr)
        return 1


def _run_command(command: Command, arguments: argparse.Namespace) -> int:
    try:
        status = command.run(arguments)
        sys.stdout.flush()
    except Exception:
        logger.debug("The command ended with an error.", exc_info=True)
        raise
    logger.debug("The command ended with status %d.", status)
    return status


def _refuse(error: ValueError) -> int:
    """The project's own kinds of ValueError are for people; one line is one mistake."""
    for line in visible(str(error)).splitlines():
        print(f"resdense: {line}", file=sys.stderr)
    return 2


def _parse(argv: list[str]) -> tuple[Command, argparse.Namespace]:
    parser = _Parser(prog="resdense", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"ResDense {__version__}")
    parser.foot = f"\nThe log: {log_path()}\n"
    _add_log_level(parser, default=DEFAULT_LEVEL)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in COMMANDS.items():
        commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    named = next((argument for argument in argv if argument in COMMANDS), None)
    if named is None:
        # Nothing is left to do but to help, to say the version, or to refuse.
        parser.parse_args(argv)
        parser.error("no command")
    with leaving_on_interrupt():
        command = _load_command(named)
    command.add_options(commands.choices[named])
    _add_log_level(commands.choices[named])
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:
        commands.choices[named].refuse_unknown(unknown[0])
    return command, arguments


def _add_log_level(parser: argparse.ArgumentParser, default: str = argparse.SUPPRESS) -> None:
    """--log-level, which may stand before the command or behind it."""
    shown = f"{', '.join(LEVELS)}: show records of this level and above ({DEFAULT_LEVEL})"
    text = f"{shown}; the log has those of INFO and above"
    parser.add_argument("--log-level", type=str.upper, choices=LEVELS, default=default, metavar="LEVEL", help=text)


def _load_command(name: str) -> Command:
    """The module of a command. One that only lists or counts does not wait for what training needs."""
    match name:
        case "presets":
            from explorer.commands import presets as command
        case "summary":
            from explorer.commands import summary as command
        case "search":
            from explorer.commands import search as command
        case "sweep":
            from explorer.commands import sweep as command
        case "recipes":
            from explorer.commands import recipes as command
        case "data":
            from explorer.commands import data as command
        case "find-lr":
            from explorer.commands import find_lr as command
        case "train":
            from explorer.commands import train as command
        case "export":
            from explorer.commands import export as command
        case "evaluate":
            from explorer.commands import evaluate as command
        case "predict":
            from explorer.commands import predict as command
        case "report":
            from explorer.commands import report as command
        case _:
            raise ValueError(name)
    return command
