"""The list of parts with the buttons of stages: each row has a mark in its kind's colour, two lines and its costs."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.experiment.analysis import Analysis
from explorer.ui.actions import make_menu, pop_up, tool_button
from explorer.ui.layout import column, label, row, styled
from explorer.ui.network_parts import PartRow, part_rows
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The PartRow that the delegate paints."""
STALE_ROLE = ROW_ROLE + 1
"""Whether the costs are those of the last legal network."""
MARGIN = 16
MARK_WIDTH = 4
GAP = 10
PADDING = 5

Index = QModelIndex | QPersistentModelIndex

SELECTED, HOVERED, FOCUSED = (
    flag.value
    for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver, QStyle.StateFlag.State_HasFocus)
)
"""As numbers, which Python compares much faster than flags."""

COLORS = {"input": "text_disabled", "init": "text_disabled"}
"""Colours of the kinds without a colour of their own name."""


class PartsList(QWidget):
    """Shows the parts, one of them selected, and offers the actions on stages."""

    partSelected = Signal(str)

    def __init__(self, actions: list[QAction | None]) -> None:
        """`actions` are those on stages, None between groups."""
        super().__init__()
        self._actions = actions
        self._is_quiet = False
        self.model = PartsModel(self)
        self.view, self._title = self._make_view(), label(self.tr("Network"), "title")
        self.setLayout(column(self._make_header(), self.view, spacing=0))

    def set_analysis(self, analysis: Analysis) -> None:
        # Where a row goes, Qt selects its neighbour, which no person chose.
        self._is_quiet = True
        self.model.set_analysis(analysis)
        self._is_quiet = False

    def set_selected(self, part: str) -> None:
        """Selects a part, without `partSelected`."""
        row = self.model.row_of(part)
        if row is None or row == self.view.currentIndex().row():
            return
        self._is_quiet = True
        self.view.setCurrentIndex(self.model.index(row))
        self._is_quiet = False

    def _make_view(self) -> QListView:
        view = _StillList(uniformItemSizes=True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setAccessibleName(self.tr("Parts of the network"))
        styled(view, "plain")
        view.setModel(self.model)
        view.setItemDelegate(PartsDelegate(self))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.selectionModel().currentChanged.connect(self._emit_selected)
        view.addActions([action for action in self._actions if action is not None])
        return view

    def _make_header(self) -> QHBoxLayout:
        buttons = [6 if action is None else tool_button(action) for action in self._actions]
        return row(self._title, ..., *buttons, spacing=2, margins=(16, 8, 12, 4))

    def _open_menu(self, place: QPoint) -> None:
        pop_up(make_menu(self, *self._actions), self.view.viewport().mapToGlobal(place))

    def _emit_selected(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_quiet:
            self.partSelected.emit(self.model.part_at(current.row()))


class _StillList(QListView):
    """Rows of one height: QListView would lay out and repaint all of them whenever one changes."""

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, list(roles))


class PartsModel(QAbstractListModel):
    """A row for each part. Only rows that change are touched, so that selection and scroll position stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PartRow] = []
        self._is_stale = False

    def set_analysis(self, analysis: Analysis) -> None:
        rows = part_rows(analysis)
        if not analysis.is_legal:
            rows = _with_last_costs(rows, self._rows)
        self._match_length(rows)
        staleness_changed = self._is_stale == analysis.is_legal
        self._is_stale = not analysis.is_legal
        self._replace(rows, everywhere=staleness_changed)

    def row_of(self, part: str) -> int | None:
        return next((i for i, row in enumerate(self._rows) if row.part == part), None)

    def part_at(self, row: int) -> str:
        return self._rows[row].part

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (row.title, row.detail, row.shape, row.exact, row.problem)))
            case Qt.ItemDataRole.ToolTipRole:
                return row.problem or row.exact or None
        if role == ROW_ROLE:
            return row
        return self._is_stale if role == STALE_ROLE else None

    def _match_length(self, rows: list[PartRow]) -> None:
        """Inserts or removes rows where the kinds of the parts begin to differ."""
        surplus = len(self._rows) - len(rows)
        if not surplus:
            return
        start = _first_difference(self._rows, rows)
        if surplus > 0:
            start = min(start, len(rows))
            self.beginRemoveRows(QModelIndex(), start, start + surplus - 1)
            del self._rows[start : start + surplus]
            self.endRemoveRows()
        else:
            start = min(start, len(self._rows))
            self.beginInsertRows(QModelIndex(), start, start - surplus - 1)
            self._rows[start:start] = rows[start : start - surplus]
            self.endInsertRows()

    def _replace(self, rows: list[PartRow], *, everywhere: bool) -> None:
        old, self._rows = self._rows, rows
        for i, (one, other) in enumerate(zip(old, rows, strict=True)):
            if everywhere or one != other:
                self.dataChanged.emit(self.index(i), self.index(i))


def _first_difference(old: list[PartRow], new: list[PartRow]) -> int:
    pairs = zip(old, new, strict=False)
    same = (one.kind == other.kind and one.detail == other.detail for one, other in pairs)
    return next((i for i, is_same in enumerate(same) if not is_same), min(len(old), len(new)))


def _with_last_costs(rows: list[PartRow], old: list[PartRow]) -> list[PartRow]:
    """Rows with the costs of the last legal network, if it had the same parts: they stay while a person types."""
    if [row.kind for row in rows] != [row.kind for row in old]:
        return rows
    return [
        PartRow(row.part, row.kind, row.title, row.detail, last.shape, last.params, last.exact, row.problem)
        for row, last in zip(rows, old, strict=True)
    ]


class PartsDelegate(QStyledItemDelegate):
    """Paints PartRows. Many change with one edit, so that texts are placed by hand and measured once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title, self._caption = Lettering(scaled_font(bold=True)), Lettering(scaled_font(-1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._title.height + self._caption.height + 2 * PADDING + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PartRow = index.data(ROW_ROLE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        self._paint_mark(painter, option.rect, row)
        cost_color = "text_disabled" if index.data(STALE_ROLE) else "text_muted"
        upper = option.rect.top() + PADDING + self._title.ascent
        lower = option.rect.bottom() - PADDING - self._caption.descent
        width = self._paint_cost(painter, option.rect, upper, row.shape, cost_color)
        self._paint_text(painter, option.rect, upper, row.title, (self._title, "text", width))
        width = self._paint_cost(painter, option.rect, lower, "" if row.problem else row.params, cost_color)
        detail = (row.problem, "danger") if row.problem else (row.detail, "text_muted")
        self._paint_text(painter, option.rect, lower, detail[0], (self._caption, detail[1], width))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect, state = QRectF(option.rect).adjusted(4, 1, -4, -1), option.state.value
        if state & SELECTED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themed("selection"))
            painter.drawRoundedRect(rect, 6, 6)
        elif state & HOVERED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themed("text", 0.05))
            painter.drawRoundedRect(rect, 6, 6)
        if state & FOCUSED and state & SELECTED:
            painter.setPen(themed("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_mark(self, painter: QPainter, rect: QRect, row: PartRow) -> None:
        color = "danger" if row.problem else COLORS.get(row.kind, row.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themed(color))
        mark = QRectF(rect.left() + MARGIN, rect.top() + 8, MARK_WIDTH, rect.height() - 16)
        painter.drawRoundedRect(mark, MARK_WIDTH / 2, MARK_WIDTH / 2)

    def _paint_cost(self, painter: QPainter, rect: QRect, baseline: int, text: str, color: str) -> int:
        """Paints a text at the right edge, and gives the width that is left beside it."""
        room = rect.width() - 2 * MARGIN - MARK_WIDTH - GAP
        if not text:
            return room
        width = self._caption.width(text)
        painter.setFont(self._caption.font)
        painter.setPen(themed(color))
        painter.drawText(rect.right() - MARGIN - width, baseline, text)
        return room - width - GAP

    def _paint_text(
        self, painter: QPainter, rect: QRect, baseline: int, text: str, style: tuple["Lettering", str, int]
    ) -> None:
        """Paints a text on the left, cut short to a width."""
        lettering, color, width = style
        painter.setFont(lettering.font)
        painter.setPen(themed(color))
        painter.drawText(rect.left() + MARGIN + MARK_WIDTH + GAP, baseline, lettering.fitted(text, width))


class Lettering:
    """A font with its metrics. It caches widths: the same texts are painted again and again."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self.height, self.ascent, self.descent = (
            self._metrics.height(),
            self._metrics.ascent(),
            self._metrics.descent(),
        )
        self._widths: dict[str, int] = {}

    def width(self, text: str) -> int:
        if text not in self._widths:
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]

    def fitted(self, text: str, width: int) -> str:
        """The text, cut short where it is wider than `width`."""
        if self.width(text) <= width:
            return text
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
