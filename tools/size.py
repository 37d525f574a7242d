"""Lines of code by room, held to the lines that `size.toml` allows each of them.

A line of code is neither blank, comment nor docstring. A room is a folder with all that lies in it.

Run it: python tools/size.py [--allow]
It prints the table, and fails where a room has outgrown its line; `--allow` sets every line to what stands now. A
commit that raises a line says why in its message.
"""

import ast
import io
import sys
import tokenize
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = ROOT / "size.toml"
HEADER = "# Lines of code that each room may have (tools/size.py); a commit that raises one says why.\n"
TOPS = ("models", "explorer", "tests")
UNDIVIDED = ("tests",)
"""Held as a whole: within it rooms may grow at each other's expense."""
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def count(text: str) -> int:
    """Lines of code of one module's text."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            lines.difference_update(range(first.lineno, first.end_lineno + 1))
    return len(lines)


def rooms() -> tuple[Counter[str], Counter[str]]:
    """Lines and files of every room."""
    lines: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for top in TOPS:
        for path in sorted((ROOT / top).rglob("*.py")):
            number = count(path.read_text(encoding="utf-8"))
            for room in path.relative_to(ROOT).parents[:-1]:
                lines[room.as_posix()] += number
                files[room.as_posix()] += 1
    return lines, files


def allow(lines: Counter[str]) -> None:
    """Set the line of each top folder, and of the rooms in it, to what stands now."""
    held = [room for room in sorted(lines) if room.count("/") <= (room.partition("/")[0] not in UNDIVIDED)]
    ALLOWED.write_text(HEADER + "".join(f'"{room}" = {lines[room]}\n' for room in held), encoding="utf-8")


def main(arguments: list[str]) -> int:
    lines, files = rooms()
    if "--allow" in arguments:
        allow(lines)
    allowed = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))
    for room in sorted(lines):
        line = f"of {allowed[room]:,}" if room in allowed else ""
        print(f"{lines[room]:7,} lines {line:9} {files[room]:4} files  {room}")
    outgrown = [room for room in allowed if lines[room] > allowed[room]]
    for room in outgrown:
        print(f"{room} has {lines[room]:,} lines of code; size.toml allows {allowed[room]:,}.", file=sys.stderr)
    return 1 if outgrown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
