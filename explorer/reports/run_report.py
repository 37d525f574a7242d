"""Writes a page about a run."""

from pathlib import Path

from explorer.atomic_file import write_atomically, write_errors_named
from explorer.reports.html_page import html_page
from explorer.reports.markdown_page import markdown_page
from explorer.reports.report_content import ReportContent, read_content
from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.run_files import is_there
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.words.catalogue import Language, Words
from models.sentence import SaidError

SUFFIXES = (".html", ".md")


class ReportError(SaidError):
    """A page that cannot be written; the message is one sentence."""


def check_report(folder: RunFolder, out: Path, *, overwrite: bool) -> None:
    """Raises RunFolderError or ReportError where a page cannot be asked for."""
    if not is_there(folder.experiment_file):
        raise RunFolderError("{} is not the folder of a run: it has no {}.", folder.path, folder.experiment_file.name)
    if out.suffix.lower() not in SUFFIXES:
        raise ReportError("{} is neither a .html nor a .md file; name one of these.", out)
    taken = [path for path in (out, _images_folder(out)) if path.exists()] if not overwrite else []
    if out.is_dir():
        raise ReportError("{} is a folder; name a file.", out)
    if taken:
        raise ReportError("{} exists already; choose another name, or have it replaced (--force).", taken[0])


def write_run_report(
    folder: RunFolder,
    out: Path,
    result: EvaluationResult | None,
    *,
    overwrite: bool = False,
    language: Language = "en",
) -> list[Path]:
    """Write a page: one HTML file, or a Markdown file with a folder of images beside it. Gives the files.

    Args:
        result: what the run's weights make of its test images; None where it has none.

    Raises:
        RunFolderError: the run cannot be read.
        ReportError: the file is of another kind, or there already.
        FileWriteError: it cannot be written; the page is the last file to be.
    """
    check_report(folder, out, overwrite=overwrite)
    receipts_in, words = (folder.path, out.absolute().parent), Words(language)
    content = read_content(folder, result, receipts_in=receipts_in, words=words)
    if out.suffix.lower() == ".html":
        write_atomically(out, html_page(content).encode())
        return [out]
    return _write_markdown(content, out)


def _write_markdown(content: ReportContent, out: Path) -> list[Path]:
    beside = _images_folder(out)
    page, images = markdown_page(content, beside.name)
    with write_errors_named(beside):
        beside.mkdir(exist_ok=True)
    for name, data in images.items():
        write_atomically(beside / name, data)
    write_atomically(out, page.encode())
    return [out, *(beside / name for name in images)]


def _images_folder(out: Path) -> Path:
    """Where the images of a Markdown page are; an HTML page has none."""
    return out.with_name(f"{out.stem}-images") if out.suffix.lower() == ".md" else out
