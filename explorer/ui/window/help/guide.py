"""The guide: what to do first, task by task."""

from html import escape

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def guide_page() -> str:
    """As HTML."""
    tasks = (
        (
            translate("Help", "Assemble a network"),
            translate(
                "Help",
                "Choose a preset (Ctrl+P) or drag stages onto the figure. Click a part and change its fields: shapes, "
                "parameters, MACs, memory and channels follow each keystroke. A field that is not legal says why. "
                "Everything can be undone.",
            ),
        ),
        (
            translate("Help", "Understand what it costs"),
            translate(
                "Help",
                "The layers are a tree of stages and blocks with their sums; the chart shows channels, resolution, "
                "parameters, MACs, memory and receptive field for each block. Pin a baseline and every number shows "
                "its difference. The ledger tells why other programs count otherwise.",
            ),
        ),
        (
            translate("Help", "Train it"),
            translate(
                "Help",
                "On the Train page choose data and a recipe, then press Train (Ctrl+Return). The job runs in a process "
                "of its own: the window never waits, and stopping keeps what was learnt.",
            ),
        ),
        (
            translate("Help", "Understand what happened"),
            translate(
                "Help",
                "Choose several runs in the table to see their curves together. The best epoch is marked and its "
                "weights are kept.",
            ),
        ),
        (
            translate("Help", "Take it with you"),
            translate(
                "Help",
                "Export weights, code or a graph of a run; every export is loaded again in a fresh process and "
                "compared. Networks that torchvision has carry torchvision's names.",
            ),
        ),
        (
            translate("Help", "Find anything"),
            translate("Help", "Ctrl+K searches commands, fields, presets and recent files; F1 shows all keys."),
        ),
    )
    body = "".join(f"<h3>{escape(task)}</h3><p>{escape(text)}</p>" for task, text in tasks)
    title = translate("Help", "Guide")
    return f"<h2>{escape(title)}</h2>{body}"
