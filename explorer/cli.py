"""The terminal shell: what may be said on the command line, and how mistakes are answered."""

import argparse
import importlib
import io
import math
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import NoReturn, TypeVar, get_args

from explorer import __version__
from explorer.commands.console import VisibleStream, visible
from explorer.commands.loading import leaving_on_interrupt, say_interrupted
from explorer.experiment.mistakes import did_you_mean
from explorer.experiment.typed_input import parse_axis, parse_bytes, parse_count, parse_shape
from explorer.exports.export_options import Format, Precision
from explorer.memory_limit import guard_torch, is_out_of_memory, memory_used_up

DESCRIPTION = "Assemble, cost, train and export networks of residual and dense blocks. Without arguments: the window."
SOURCE_HELP = (
    "a preset's name, a family with its numbers (cifar_resnet:110, cifar_wide_resnet:28x10, "
    "cifar_densenet_bc:100,k=12), or a file (an experiment, or a bare network config)"
)

Typed = TypeVar("Typed")

FEW = 4
"""So many choices are all named to somebody who chose none of them."""

AROUND = 40
"""Characters before and behind what cannot be written that show where it is."""


class _Parser(argparse.ArgumentParser):
    """Answers a mistake with one sentence, without the usage, and a wrong word with those that are near it."""

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
        arguments = _parse(argv)
        guard_torch()
        # A command is imported when it is asked for: training imports torch, which takes seconds, and listing presets
        # need not wait for that.
        with leaving_on_interrupt():
            command = importlib.import_module(f"explorer.commands.{arguments.command.replace('-', '_')}")
        status = command.run(arguments)
        sys.stdout.flush()
        return status
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


def _refuse(error: ValueError) -> int:
    """The project's own kinds of ValueError are for people; one line is one mistake."""
    for line in visible(str(error)).splitlines():
        print(f"resdense: {line}", file=sys.stderr)
    return 2


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = _Parser(prog="resdense", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"ResDense {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (text, add_arguments) in COMMANDS.items():
        add_arguments(commands.add_parser(name, help=text, description=text, allow_abbrev=False))
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:
        commands.choices[arguments.command].refuse_unknown(unknown[0])
    return arguments


def _presets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON list")


def _summary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help=SOURCE_HELP)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object, with every layer")
    form.add_argument("--torchinfo", action="store_true", help="print torchinfo's report too, and compare")
    parser.add_argument("--ledger", action="store_true", help="count it by other conventions too, with the reasons")
    memory = parser.add_argument_group("what training needs of a device's memory; each of these asks for it")
    memory.add_argument("--memory", action="store_true", help="with the experiment's own recipe")
    memory.add_argument("--batch-size", type=_positive, metavar="N", help="images in one step")
    memory.add_argument("--optimizer", choices=("sgd", "adamw"))
    memory.add_argument("--precision", choices=("fp32", "tf32", "bf16", "fp16"))
    memory.add_argument("--device-memory", type=_typed(parse_bytes), metavar="BYTES", help="what it has: 24GiB")


def _search(parser: argparse.ArgumentParser) -> None:
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--params", type=_typed(parse_count), metavar="N", help="so many parameters: 1.7M")
    budget.add_argument("--macs", type=_typed(parse_count), metavar="N", help="so many MACs for one image: 4.1G")
    parser.add_argument(
        "--input", type=_typed(parse_shape), default=(3, 32, 32), metavar="CxHxW", help="the image (3x32x32)"
    )
    parser.add_argument("--classes", type=_positive, default=10, metavar="N", help="number of classes (10)")
    parser.add_argument("--most", type=_positive, default=4, metavar="N", help="networks of each family (4)")
    parser.add_argument("--json", action="store_true", help="print one JSON list, with the networks")
    parser.add_argument("--save", nargs=2, metavar=("NO", "FILE"), help="write this one as an experiment")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def _sweep(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help=SOURCE_HELP)
    parser.add_argument(
        "--field",
        required=True,
        action="append",
        type=_typed(parse_axis),
        metavar="PATH=VALUES",
        help="a field and its values: stages.0.blocks=1,2,3 or stages.*.growth_rate=8:32:4 (start, end, step); "
        "further ones are combined with it",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON list")
    form.add_argument("--csv", metavar="FILE", help="write a CSV file")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def _recipes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON list, with every field")


def _add_recipe_options(parser: argparse.ArgumentParser, *, source_nargs: str | None = None) -> None:
    parser.add_argument("source", metavar="SOURCE", nargs=source_nargs, help=SOURCE_HELP)
    parser.add_argument("--recipe", metavar="NAME", help='how it is trained: one of those that "recipes" lists')
    parser.add_argument(
        "--data",
        metavar="NAME|FOLDER",
        help="digits, mnist, fashion_mnist, kmnist, cifar10, cifar100, svhn, imagenette, or a folder with one "
        "sub-folder a class",
    )
    parser.add_argument("--data-root", metavar="DIR", help="where downloaded data is kept")
    parser.add_argument(
        "--set", action="append", metavar="FIELD=VALUE", help="any field of the recipe: augmentation.cutmix=1"
    )
    parser.add_argument(
        "--weights",
        metavar="torchvision|FILE",
        help="what it begins with: torchvision's published weights, or a file's",
    )
    parser.add_argument("--epochs", type=_whole_number, metavar="N", help="passes through the training images")
    parser.add_argument("--batch-size", type=_whole_number, metavar="N", help="images in one step")
    parser.add_argument("--learning-rate", type=_number, metavar="RATE", help="the highest of the schedule")
    parser.add_argument("--seed", type=_whole_number, metavar="N", help="of weights, order and augmentation")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), help="where it trains")
    parser.add_argument("--threads", type=_positive, metavar="N", help="threads of one operation on the CPU")


def _train(parser: argparse.ArgumentParser) -> None:
    _add_recipe_options(parser, source_nargs="?")
    parser.add_argument("--out", metavar="DIR", help="a new or empty folder for the run")
    parser.add_argument(
        "--resume",
        metavar="DIR",
        nargs="?",
        const="",
        help="go on with the run in DIR, or with the one in --out, which is begun where there is none",
    )
    parser.add_argument(
        "--beyond-memory",
        action="store_true",
        help="begin though parameters, gradients and optimiser alone are larger than the device's memory",
    )


def _data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="download this one, unless it is here and whole")
    parser.add_argument("--data-root", metavar="DIR", help="where it is kept")
    parser.add_argument("--side", type=_positive, default=160, metavar="N", help="of Imagenette: 160, or more for 320")
    parser.add_argument("--json", action="store_true", help="print one JSON list")


def _find_lr(parser: argparse.ArgumentParser) -> None:
    _add_recipe_options(parser)
    parser.add_argument("--steps", type=_positive, default=100, metavar="N", help="rates to try (100)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="RUN",
        help="the folder of a run, or a .safetensors or .pt file that was exported; for code without weights also a "
        "preset's name or an experiment's file",
    )
    parser.add_argument(
        "--format",
        required=True,
        choices=get_args(Format),
        help="pt: a plain PyTorch state dict; python: one file of plain torch, with its weights; pt2: torch.export's",
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="where it goes; experiment and receipt go beside")
    parser.add_argument("--which", choices=("best", "last"), default="best", help="weights of which epoch (best)")
    parser.add_argument("--precision", choices=get_args(Precision), default="fp32", help="of the weights (fp32)")
    parser.add_argument("--normalise", action="store_true", help="take values from 0 to 1 (python, pt2, onnx)")
    parser.add_argument("--softmax", action="store_true", help="give probabilities (python, pt2, onnx)")
    parser.add_argument(
        "--pictures", dest="images", type=_positive, metavar="N", help="test images that it is proved on"
    )
    parser.add_argument("--force", action="store_true", help="replace files that exist")


def _evaluate(parser: argparse.ArgumentParser) -> None:
    _add_weights_options(parser)
    parser.add_argument(
        "--data",
        metavar="NAME|FOLDER",
        help="other images than the run's own test set: a name, or a folder with one sub-folder a class",
    )
    parser.add_argument(
        "--mistakes", type=_natural, default=10, metavar="N", help="the most confident mistakes to name (10)"
    )
    form = parser.add_argument_group("output")
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", metavar="FILE", help="write what every image was taken for")
    form.add_argument("--force", action="store_true", help="replace a file that exists")


def _predict(parser: argparse.ArgumentParser) -> None:
    _add_weights_options(parser)
    parser.add_argument("images", nargs="+", metavar="IMAGE", help="files of any size and kind")
    parser.add_argument("--top", type=_positive, default=5, metavar="N", help="classes of each image (5)")
    form = parser.add_argument_group("output")
    form.add_argument("--json", action="store_true", help="print one JSON list")
    form.add_argument("--csv", metavar="FILE", help="write a CSV file")
    form.add_argument("--force", action="store_true", help="replace a file that exists")


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="the folder of a run")
    parser.add_argument(
        "--out", metavar="FILE", help="a .html file, or a .md file with its images beside it (RUN-report.html)"
    )
    parser.add_argument(
        "--data",
        metavar="NAME|FOLDER",
        help="test images in place of the run's own, also where these have been moved: a name, or a folder with one "
        "sub-folder a class",
    )
    parser.add_argument("--language", choices=("en", "zh_CN"), default="en", help="language of the page (en)")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto", help="where it runs (auto)")
    parser.add_argument("--force", action="store_true", help="replace files that exist")


def _add_weights_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="RUN|WEIGHTS", help="the folder of a run, or a .safetensors or .pt file of one"
    )
    parser.add_argument("--which", choices=("best", "last"), default="best", help="weights of which epoch (best)")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto", help="where it runs (auto)")


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "presets": ("List the networks that have a name.", _presets),
    "summary": ("Tell what a network costs.", _summary),
    "search": ("Find the networks nearest to a budget.", _search),
    "sweep": ("Tell what a network costs over ranges of its fields.", _sweep),
    "recipes": ("List the recipes that have a name.", _recipes),
    "data": ("List the data sets that have a name, or download one.", _data),
    "find-lr": ("Try learning rates in a short training and name one.", _find_lr),
    "train": ("Train a network and keep the run in a folder.", _train),
    "export": ("Write a trained network to files that other programs read.", _export),
    "evaluate": ("Test the weights of a run: accuracy, classes, confusion matrix, worst mistakes.", _evaluate),
    "predict": ("Tell what the weights of a run see in images.", _predict),
    "report": ("Write a page about a run: network, curves, results, recipe.", _report),
}


def _typed(parse: Callable[[str], Typed]) -> Callable[[str], Typed]:
    """`parse` for argparse, which would say nothing of why a text is refused."""

    def convert(text: str) -> Typed:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return convert


def _whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'expected a whole number, found "{text}"') from error


def _positive(text: str) -> int:
    number = _whole_number(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected at least 1, found {number}")
    return number


def _natural(text: str) -> int:
    number = _whole_number(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"expected at least 0, found {number}")
    return number


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise argparse.ArgumentTypeError(f'expected a number, found "{text}"')
    return number
