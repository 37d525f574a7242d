import json
import re
import shutil
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from explorer.experiment.experiment_file import load_experiment, save_experiment
from explorer.reports.html_page import html_page
from explorer.reports.markdown_page import markdown_page
from explorer.reports.report_content import Receipt, read_content
from explorer.reports.run_report import ReportError, write_run_report
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.run_record import RunState
from explorer.training.inference.evaluation import evaluate_source
from explorer.training.runtime.device import choose_device
from explorer.words.catalogue import Words
from models.presets import PRESETS

CHINESE = json.loads((Path(__file__).parents[3] / "resources/words/zh_CN.json").read_text(encoding="utf-8"))
VOID = ("meta", "br", "img", "rect", "line", "path", "circle", "image", "use")


class Tree(HTMLParser):
    """Fails where tags are not closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def folder(digits_run, tmp_path):
    return RunFolder(shutil.copytree(digits_run, tmp_path / "run"))


@pytest.fixture
def result(folder):
    return evaluate_source(folder.path, device=choose_device("cpu"))


def test_that_a_page_has_everything_and_needs_nothing_else(folder, result, tmp_path):
    files = write_run_report(folder, tmp_path / "report.html", result)
    page = files[0].read_text()
    tree = Tree()
    tree.feed(page)
    assert tree.open == []
    assert tree.seen.count("svg") == 4
    assert tree.seen.count("section") == 4
    for words in (f"{100 * result.accuracy:.2f} %", "77,754", "one_cycle", "prefers-color-scheme: dark", "torch"):
        assert words in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert "url(" not in page


class Asked(Words):
    """Notes what has no translation."""

    def __init__(self) -> None:
        super().__init__("zh_CN")
        self.missing: set[str] = set()

    def __call__(self, phrase: str) -> str:
        self.missing |= {getattr(phrase, "key", phrase)} - CHINESE.keys()
        return super().__call__(phrase)


@pytest.mark.parametrize("state", get_args(RunState))
def test_that_a_page_is_whole_in_another_language(folder, result, state):
    experiment = load_experiment(folder.experiment_file)
    mixed = experiment.model_copy(update={"network": PRESETS["digits_mixed"]})
    save_experiment(folder.experiment_file, mixed)
    receipt = Receipt(file="w.pt", form="pt, fp32", size="1 MiB", digest="00", proof="")
    words = Asked()
    read = read_content(folder, result, receipts_in=(), words=words)
    content = replace(read, receipts=(receipt,), record=replace(read.record, state=state))
    page, (text, _) = html_page(content), markdown_page(content, "pictures")
    assert words.missing == set()
    assert '<html lang="zh-CN">' in page
    assert "混淆矩阵" in page
    assert "混淆矩阵" in text


def test_that_names_cannot_be_mistaken_for_html(folder, result, tmp_path):
    experiment = load_experiment(folder.experiment_file)
    save_experiment(folder.experiment_file, experiment.model_copy(update={"name": "<script>a & b</script>"}))
    page = write_run_report(folder, tmp_path / "report.html", result)[0].read_text()
    assert "<script" not in page
    assert "&lt;script&gt;a &amp; b" in page


HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "a | b",
    "`a` **b** _c_ \\",
    "&lt;b&gt;",
    "# a",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_that_names_cannot_be_mistaken_for_markdown(folder, result, tmp_path, name):
    experiment = load_experiment(folder.experiment_file)
    recipe = experiment.recipe.model_copy(update={"start_from": name})
    save_experiment(folder.experiment_file, experiment.model_copy(update={"name": name, "recipe": recipe}))
    named = replace(result, classes=(name, *result.classes[1:]), paths=(name,) * result.num_images)
    page = write_run_report(folder, tmp_path / "report.md", named)[0].read_text()
    html = MarkdownIt("commonmark").enable("table").render(page)
    shown = " ".join(name.split())
    assert f"<h1>{escape(shown)}</h1>" in html
    assert html.count(f"<td>{escape(shown)}</td>") >= 2
    assert "<script" not in html
    assert not re.search(r'(src|href)="javascript', html)
    assert html.count("<h1>") == 1


def test_that_a_markdown_page_has_its_images_beside_it(folder, result, tmp_path):
    page, *images = write_run_report(folder, tmp_path / "my report.md", result)
    text = page.read_text()
    linked = re.findall(r"\(<(.*?)>\)", text)
    assert sorted(linked) == sorted(str(file.relative_to(tmp_path)) for file in images)
    for file in images:
        if file.suffix == ".svg":
            assert ElementTree.parse(file).getroot().tag.endswith("svg")
        else:
            assert file.read_bytes().startswith(b"\x89PNG")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(row.endswith("|") for row in rows)


def test_that_a_run_without_weights_has_a_page_too(folder, tmp_path):
    page = write_run_report(folder, tmp_path / "report.html", None)[0].read_text()
    assert "Confusion matrix" not in page
    assert "Training" in page


def test_that_a_run_that_never_began_has_a_page_too(folder, tmp_path):
    folder.metrics_file.write_bytes(b"")
    folder.environment_file.unlink()
    page = write_run_report(folder, tmp_path / "report.html", None)[0].read_text()
    assert page.count("No step was completed.") == 2


def test_that_receipts_of_the_same_weights_are_listed(folder, result, tmp_path):
    def leave(name: str, digest: str) -> None:
        content = {
            "export": {"format": "onnx", "precision": "fp32"},
            "weights": {"sha256": digest},
            "files": [{"name": f"{name}.onnx", "bytes": 320_000, "sha256": "abc"}],
            "proof": {"agrees": True, "top1_agreement": 1.0, "max_difference": 2e-6},
        }
        (folder.path / f"{name}.receipt.json").write_text(json.dumps(content))

    leave("mine", result.digest)
    leave("others", "0")
    (folder.path / "torn.receipt.json").write_text("{")
    page = write_run_report(folder, tmp_path / "report.html", result)[0].read_text()
    assert "mine.onnx" in page
    assert "top-1 agreement 100.00 %" in page
    assert "others.onnx" not in page


def test_that_nothing_is_replaced_unless_asked(folder, tmp_path):
    out = tmp_path / "report.html"
    out.write_text("mine")
    with pytest.raises(ReportError, match="exists already"):
        write_run_report(folder, out, None)
    assert out.read_text() == "mine"
    write_run_report(folder, out, None, overwrite=True)
    assert out.read_text() != "mine"


@pytest.mark.parametrize(
    ("name", "sentence"), (("report.pdf", r"neither a \.html nor a \.md"), ("in.html", "is a folder"))
)
def test_that_a_file_that_cannot_be_is_refused(folder, tmp_path, name, sentence):
    (tmp_path / "in.html").mkdir()
    with pytest.raises(ReportError, match=sentence):
        write_run_report(folder, tmp_path / name, None, overwrite=True)


def test_that_what_is_no_run_is_refused(tmp_path):
    with pytest.raises(RunFolderError, match="not the folder of a run"):
        write_run_report(RunFolder(tmp_path), tmp_path / "report.html", None)
