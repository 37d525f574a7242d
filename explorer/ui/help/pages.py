"""The pages of help as HTML, in the colours of the theme."""

import platform
from collections.abc import Iterable
from html import escape
from importlib import metadata

from PySide6.QtCore import QCoreApplication, qVersion

from explorer import __version__
from explorer.ui.command_search.command import Command
from explorer.ui.diagram.canvas_commands import keyboard_help
from explorer.ui.palette import shown_palette

translate = QCoreApplication.translate

PARTS = ("torch", "torchvision", "PySide6-Essentials", "pyqtgraph", "pydantic", "torchinfo", "safetensors")


def keyboard_page(commands: Iterable[Command]) -> tuple[str, str]:
    """Every shortcut of the menus, menu by menu, and the keys of the canvas."""
    groups: dict[str, list[Command]] = {}
    for command in commands:
        if command.hint:
            groups.setdefault(command.group, []).append(command)
    parts = [_section(title, [_key_row(command) for command in rows]) for title, rows in groups.items()]
    heading = translate("Help", "On the picture of the network")
    canvas = f"<h3>{escape(heading)}</h3><p>{escape(keyboard_help())}</p>"
    title = translate("Help", "Keys")
    return title, html_page(title, "".join(parts) + canvas)


def about_page() -> tuple[str, str]:
    """What the program is and what it runs on."""
    text = translate(
        "Help", "A desktop explorer for convolutional networks built from residual and dense blocks. MIT licence."
    )
    versions = [("resdense", __version__), *((name, _version(name)) for name in PARTS)]
    versions += [("Qt", qVersion()), ("Python", platform.python_version())]
    rows = [f"<tr><td>{name}&nbsp;&nbsp;</td><td>{version}</td></tr>" for name, version in versions if version]
    title = translate("Help", "About ResDense")
    versions = _section(translate("Help", "Versions"), rows)
    return title, html_page("ResDense", f"<p>{escape(text)}</p>{versions}")


def _section(title: str, rows: list[str]) -> str:
    return f"<h3>{escape(title)}</h3><table cellspacing=0 cellpadding=3 width='100%'>{''.join(rows)}</table>"


def _key_row(command: Command) -> str:
    key = f"<span style='background-color:{shown_palette().sunken};'>&nbsp;{escape(command.hint)}&nbsp;</span>"
    return f"<tr><td>{escape(command.text)}</td><td align=right>{key}</td></tr>"


def html_page(title: str, body: str) -> str:
    """A page in the colours of the theme."""
    style = (
        f"body {{ color: {shown_palette().text}; }} h2 {{ font-weight: 600; }} "
        f"h3 {{ font-weight: 600; color: {shown_palette().text_muted}; margin-bottom: 2px; }} p {{ margin-top: 2px; }}"
    )
    return f"<html><head><style>{style}</style></head><body><h2>{escape(title)}</h2>{body}</body></html>"


def _version(name: str) -> str:
    # Of the installed distribution: torch itself is never loaded here.
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
