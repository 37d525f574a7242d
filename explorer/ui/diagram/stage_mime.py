"""A kind of stage while it is dragged."""

from typing import Literal, get_args

from PySide6.QtCore import QMimeData

StageKind = Literal["basic", "bottleneck", "dense"]
"""Residual stage of basic blocks, of bottlenecks, or dense stage."""

STAGE_KINDS: tuple[StageKind, ...] = get_args(StageKind)
MIME_TYPE = "application/x-resdense-stage"


def stage_mime(kind: StageKind) -> QMimeData:
    data = QMimeData()
    data.setData(MIME_TYPE, kind.encode())
    return data


def stage_kind(data: QMimeData) -> StageKind | None:
    """The kind that is dragged; None where something else is."""
    kind = bytes(data.data(MIME_TYPE)).decode("ascii", "replace")
    return kind if kind in STAGE_KINDS else None
