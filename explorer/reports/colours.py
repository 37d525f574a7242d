"""The program's colours as a page's style."""

import json
from importlib import resources


def page_style() -> str:
    """The style of a page: its colours by the reader's choice of light or dark, and everything else."""
    return _colours() + _resource("report.css") + figure_style()


def figure_style() -> str:
    """The style of a drawing's classes."""
    return _resource("figure.css")


def standalone_style() -> str:
    """The style of a drawing in a file of its own."""
    return _colours() + figure_style()


def ink(color: str, strength: float) -> str:
    """The paint of a figure for a page, which has the colours."""
    paint = f"var({_variable(color)})"
    return paint if strength == 1.0 else f"color-mix(in srgb, {paint} {strength:.0%}, var(--surface))"


def _colours() -> str:
    text = (resources.files("resources") / "styles" / "palettes.json").read_text(encoding="utf-8")
    light, dark = (_variables(colours) for colours in json.loads(text).values())
    return (
        f":root {{ color-scheme: light dark; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"{_variable(name)}: {value};" for name, value in colours.items())


def _variable(color: str) -> str:
    return f"--{color.replace('_', '-')}"


def _resource(name: str) -> str:
    return (resources.files("resources") / "report" / name).read_text(encoding="utf-8")
