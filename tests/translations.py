"""Brings Qt's translations up to date with the texts of the window, and compiles them.

Run it: python tests/translations.py
New texts enter resources/translations/*.ts unfinished; write their translation there and run it again. What networks,
runs, figures and reports say is not Qt's: it is in resources/words/, and tests/explorer/words/ tells what lacks there.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"


def sources() -> list[str]:
    """The files whose texts are translated."""
    return sorted(str(path) for path in (ROOT / "explorer" / "ui").rglob("*.py"))


def update(translation: Path) -> None:
    run("pyside6-lupdate", *sources(), "-ts", str(translation), "-no-obsolete", "-locations", "none")
    run("pyside6-lrelease", str(translation), "-qm", str(translation.with_suffix(".qm")))


def run(*command: str) -> None:
    program = Path(sys.executable).with_name(command[0])
    subprocess.run([str(program), *command[1:]], check=True)


def main() -> None:
    for translation in sorted(FOLDER.glob("*.ts")):
        update(translation)


if __name__ == "__main__":
    main()
