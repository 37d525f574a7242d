"""What CONTRIBUTING.md and the decision records say of the tree is true."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RECORDS = ROOT / "docs" / "adr"
DOCUMENTS = (ROOT / "CONTRIBUTING.md", *sorted(RECORDS.glob("*.md")))
ROOMS = r"explorer|models|resources|tests|tools|docs|\.ci"
PATH = re.compile(rf"(?:(?<=[\s`(])|^)((?:{ROOMS})/[\w./-]*\w/?|\w+\.(?:py|toml|md))(?=[`\s),;:])")
"""A path of a room, or the name of a file at the top, as documents and commands name it."""
LINK = re.compile(r"\]\(([^)#]+)\)")
RECIPES = ("an activation", "a recipe field", "a panel", "a job", "a preset")
OWN_VARIABLE = re.compile(r"\b(?:RESDENSE|REAL_EVENTS)_[A-Z0-9]+\b")
PARTS = ("## Context", "Considered:", "## Decision", "## Consequences")


def section(title: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.partition(f"# {title}\n")[2].partition("\n#")[0]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_that_every_path_that_a_document_names_exists(document):
    text = document.read_text(encoding="utf-8")
    assert [path for path in PATH.findall(text) if not (ROOT / path).exists()] == []
    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("what", RECIPES)
def test_that_a_recipe_names_its_files_in_order(what):
    steps = re.findall(r"(?m)^(\d+)\. (.*(?:\n   .*)*)", section(f"Add {what}"))
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1))
    assert len(steps) >= 3
    assert all(PATH.findall(step) for _, step in steps)


def test_that_every_variable_of_our_own_is_in_the_table():
    files = [*ROOT.glob("explorer/**/*.py"), *ROOT.glob("tests/**/*.py"), ROOT / ".ci" / "run"]
    texts = [file.read_text(encoding="utf-8") for file in files if file != Path(__file__)]
    used = {name for text in texts for name in OWN_VARIABLE.findall(text)}
    assert used == set(OWN_VARIABLE.findall(section("Environment variables")))


def test_that_the_list_of_decisions_is_whole_and_every_record_has_its_parts():
    records = [path.name for path in sorted(RECORDS.glob("[0-9]*.md"))]
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (RECORDS / "README.md").read_text(encoding="utf-8"))
    assert listed == records
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    for name in records:
        text = (RECORDS / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {int(name[:4])}. "), name
        assert [part for part in PARTS if f"\n{part}\n" not in text] == [], name
