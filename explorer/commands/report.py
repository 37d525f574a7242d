"""`resdense report`: a page about a run, for people who do not have this program."""

import argparse
from pathlib import Path

from explorer.commands.arguments import DEVICES
from explorer.commands.evaluate import evaluated
from explorer.reports.run_report import check_report, write_run_report
from explorer.runs.run_files import available_weights
from explorer.runs.run_folder import RunFolder


def add_options(parser: argparse.ArgumentParser) -> None:
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
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where it runs (auto)")
    parser.add_argument("--force", action="store_true", help="replace files that exist")


def run(arguments: argparse.Namespace) -> int:
    """Tests the run's weights where that was not done yet, writes the page and says where it is."""
    folder = RunFolder(Path(arguments.run).expanduser())
    out = Path(arguments.out or f"{folder.path.name}-report.html")
    check_report(folder, out, overwrite=arguments.force)
    which = available_weights(folder)
    result = None
    if which is not None:
        result = evaluated(folder.path, which, arguments)
    files = write_run_report(folder, out, result, overwrite=arguments.force, language=arguments.language)
    beside = f", its {len(files) - 1} images beside it in {files[1].parent}" if len(files) > 1 else ""
    print(f"The report is in {out}{beside}.")
    return 0
