"""Brings the translations up to date with the texts of the program, and compiles them.

Run it: python tests/translations.py
New texts enter resources/translations/*.ts unfinished; write their translation there and run it again.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pydantic.fields import FieldInfo

from explorer.experiment import recipe
from explorer.experiment.examples import EXAMPLES
from explorer.experiment.recipe_presets import ALL_RECIPES
from models import config
from models.presets import ALL

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
PHRASES = ROOT / "explorer" / "ui" / "subject_phrases.py"
HEADER = '''"""The words of fields, presets and recipes, for the translators. Written by tests/translations.py."""

# ruff: noqa: E501

from PySide6.QtCore import QT_TRANSLATE_NOOP

PHRASES = (
'''


def phrases() -> list[str]:
    """Every text that the networks and the experiment hold as data, once."""
    texts = [text for module in (config, recipe) for text in (*_descriptions(module), *_field_names(module))]
    for preset in ALL:
        # Names stay what they are; what is made for this program is called in words.
        texts += [preset.group, preset.note, *([preset.title] if preset.group in ("Starters", "Tutorials") else [])]
    for named in (*ALL_RECIPES, *EXAMPLES):
        texts += [named.title, named.note]
    return list(dict.fromkeys(texts))


def write_phrases() -> None:
    lines = "".join(f"    QT_TRANSLATE_NOOP({'Subject'!r}, {text!r}),\n" for text in phrases())
    PHRASES.write_text(f"{HEADER}{lines})\n", encoding="utf-8")
    run("ruff", "format", "--quiet", str(PHRASES))


def sources() -> list[str]:
    """The files whose texts are translated."""
    return sorted(str(path) for room in ("figure", "ui") for path in (ROOT / "explorer" / room).rglob("*.py"))


def update(translation: Path) -> None:
    run("pyside6-lupdate", *sources(), "-ts", str(translation), "-no-obsolete", "-locations", "none")
    run("pyside6-lrelease", str(translation), "-qm", str(translation.with_suffix(".qm")))


def run(*command: str) -> None:
    program = Path(sys.executable).with_name(command[0])
    subprocess.run([str(program), *command[1:]], check=True)


def _descriptions(module: object) -> Iterator[str]:
    for _, field in _fields(module):
        if field.description:
            yield field.description.replace("\n", " ")


def _field_names(module: object) -> Iterator[str]:
    for name, _ in _fields(module):
        yield name.replace("_", " ")


def _fields(module: object) -> Iterator[tuple[str, FieldInfo]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, config.Value):
            yield from value.model_fields.items()


def main() -> None:
    write_phrases()
    for translation in sorted(FOLDER.glob("*.ts")):
        update(translation)


if __name__ == "__main__":
    main()
