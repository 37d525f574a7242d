"""The controller of the Build page: it turns what the views ask for into edits, and shows the document in them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError
from PySide6.QtCore import QObject, Qt, Signal

from explorer.experiment.stage_edits import StageEdit, add_stage, duplicate_stage, move_stage, remove_stage
from explorer.figure.network_part import stage_part
from explorer.ui.actions import ActionSet, ActionSpec, Need
from explorer.ui.build_page.build_page import BuildPage
from explorer.ui.document import Document, DocumentState
from explorer.ui.language import in_words
from explorer.ui.network_parts import changed_parts, part_names, part_of_field, part_title, stage_index
from models.config import NetworkConfig
from models.presets import Preset

if TYPE_CHECKING:
    from explorer.ui.build_page.cost_views import CostViews

StageChoice = Literal["residual", "dense", "basic", "bottleneck"]
"""A kind of stage, or the blocks of a residual one."""


class BuildController(QObject):
    """Keeps one part selected, and the views of the page in step with the document."""

    newDocumentRequested = Signal(object, str)
    """(experiment of a new untitled document, name of the undo step)."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._selected = _first_part(document.experiment.network)
        self._block: int | None = None
        self._legal: DocumentState | None = None
        self._costs: CostViews | None = None
        self.actions = self._make_actions()
        self.stage_menu = self.actions.of("add_residual add_dense - duplicate move_up move_down - remove")
        """The actions on stages in the order of menus and button rows, None between groups."""
        self.page = BuildPage(self.stage_menu)
        self._connect()
        self.show()

    @property
    def selected(self) -> str:
        """The selected part."""
        return self._selected

    @property
    def selected_block(self) -> int | None:
        """Position of the selected block in its part; None: none of them."""
        return self._block

    def select(self, part: str) -> None:
        if part != self._selected:
            self._selected = part
            self._show_selected(self._document.state, part)
            self.actions.update()
        if self._block is not None:
            self._show_block(part, None)

    def select_block(self, part: str, block: int | None) -> None:
        """Selects a part, and in every figure one of its blocks; None: none of them."""
        self.select(part)
        self._show_block(part, block)

    def reveal(self, field: str) -> None:
        """Selects the part of a field and puts the cursor there."""
        part = part_of_field(field)
        if part is not None:
            self.select(part)
            self.page.editor.reveal(field.rpartition(".")[2])

    def load_preset(self, preset: Preset) -> None:
        """Asks for a new document with a preset's network and name, and the recipe of this one."""
        experiment = self._document.experiment.model_copy(update={"name": preset.name, "network": preset.config})
        self.select(_first_part(self._document.experiment.network))
        self.newDocumentRequested.emit(experiment, self.tr("choose {}").format(in_words(preset.title)))

    def add_costs(self, costs: "CostViews") -> None:
        """Shows the document in the views that load late, too."""
        costs.partSelected.connect(self.select)
        costs.blockSelected.connect(self.select_block)
        costs.comparisonChanged.connect(self.page.totals.set_comparison)
        costs.changesFound.connect(self.page.diagram.set_changes)
        self._costs = costs
        self.page.add_costs(costs)
        costs.set_state(self._document.state)
        costs.set_selected(self._selected)

    def match_view(self, other: "BuildController") -> None:
        """Shows the document as the page of another window does."""
        if not self._document.analysis.is_legal and other._legal is not None:
            # The last legal network stays visible.
            self._show_state(other._legal, _first_part(other._legal.experiment.network))
            self.show()
        self.select_block(other._selected, other._block)
        self.page.match_view(other.page)

    def _make_actions(self) -> ActionSet:
        made = ActionSet(self)

        def can_move(step: int) -> bool:
            index = stage_index(self._selected)
            return index is not None and 0 <= index + step < len(self._document.experiment.network.stages)

        on_stage = (Need(lambda: stage_index(self._selected) is not None, self.tr("Select a stage first")),)
        can_rise = (Need(lambda: can_move(-1), self.tr("Select a stage with one before it")),)
        can_sink = (Need(lambda: can_move(1), self.tr("Select a stage with one after it")),)
        # Delete and Ctrl+D mean something else while a person types in a field.
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        add_residual, add_dense = partial(self._add_stage, "residual"), partial(self._add_stage, "dense")
        residual, dense = self.tr("Add residual stage"), self.tr("Add dense stage")
        copy, remove = self.tr("Duplicate stage"), self.tr("Remove stage")
        rise, sink = partial(self._move_selected, -1), partial(self._move_selected, 1)
        duplicate = partial(self._edit_selected, duplicate_stage, self.tr("duplicate {}"))
        drop = partial(self._edit_selected, remove_stage, self.tr("remove {}"))
        made.add(
            ActionSpec("add_residual", residual, add_residual, "residual", "Ctrl+Shift+R", color="residual"),
            ActionSpec("add_dense", dense, add_dense, "dense", "Ctrl+Shift+D", color="dense"),
            ActionSpec("duplicate", copy, duplicate, "duplicate", "Ctrl+D", needs=on_stage, context=here),
            ActionSpec("move_up", self.tr("Move stage up"), rise, "up", "Alt+Up", needs=can_rise),
            ActionSpec("move_down", self.tr("Move stage down"), sink, "down", "Alt+Down", needs=can_sink),
            ActionSpec("remove", remove, drop, "remove", "Del", needs=on_stage, context=here),
        )
        return made

    def _connect(self) -> None:
        self._document.changed.connect(self._show_change)
        page = self.page
        for view in (page.parts, page.diagram):
            view.partSelected.connect(self.select)
        page.diagram.blockSelected.connect(self.select_block)
        page.diagram.stageAddRequested.connect(self._add_stage)
        page.diagram.stageMoveRequested.connect(self._move_stage)
        for view in (page.editor, page.diagram):
            view.fieldEdited.connect(self._edit_field)
        page.headline.nameEdited.connect(self._rename)
        page.headline.issueChosen.connect(self.reveal)

    def _show_change(self, old: DocumentState, new: DocumentState) -> None:
        """Where the network stays, only its name and the recipe's part in the costs are shown again."""
        if old.analysis is new.analysis:
            self.page.headline.set_name(new.experiment.name)
            self.page.totals.set_analysis(new.analysis, new.experiment.recipe.batch_size)
            if self._costs is not None:
                self._costs.set_recipe(new)
            return
        self._selected = _part_to_show(self._selected, old.experiment.network, new.experiment.network)
        self.show()

    def show(self) -> None:
        """Shows the whole document anew."""
        if self._document.analysis.is_legal:
            self._legal = self._document.state
        self._show_state(self._document.state, self._selected)
        self.actions.update()

    def _show_state(self, state: DocumentState, part: str) -> None:
        page, analysis = self.page, state.analysis
        # First: the costs say what differs from the baseline, which the canvas shows with the rest.
        if self._costs is not None:
            self._costs.set_state(state)
        page.headline.set_name(state.experiment.name)
        page.headline.set_analysis(analysis)
        page.parts.set_analysis(analysis)
        page.diagram.set_analysis(analysis)
        page.totals.set_analysis(analysis, state.experiment.recipe.batch_size)
        self._show_selected(state, part)

    def _show_selected(self, state: DocumentState, part: str) -> None:
        self.page.parts.set_selected(part)
        self.page.editor.set_part(state.analysis, part, part_title(part))
        self.page.diagram.set_selected(part)
        if self._costs is not None:
            self._costs.set_selected(part)

    def _show_block(self, part: str, block: int | None) -> None:
        self._block = block
        self.page.diagram.set_selected_block(part, block)
        if self._costs is not None:
            self._costs.set_selected_block(part, block)

    def _edit_field(self, path: str, value: object) -> None:
        try:
            self._document.edit_field(f"network.{path}", value)
        except ValidationError:
            # The field cannot hold such a number: it shows again what it had.
            self._show_selected(self._document.state, self._selected)

    def _rename(self, name: str) -> None:
        if name:
            self._document.edit_field("name", name, self.tr("rename"))
        self.page.headline.set_name(self._document.experiment.name)

    def _add_stage(self, kind: StageChoice, at: int | None = None) -> None:
        """Adds a stage of a kind or of a block type, behind what is selected or at an index."""
        network, selected = self._document.experiment.network, stage_index(self._selected)
        if at is None:
            at = 0 if self._selected in ("input", "stem") else len(network.stages) if selected is None else selected + 1
        at = min(at, len(network.stages))
        if kind == "dense":
            self._edit_stages(add_stage(network, at, "dense"), self.tr("add dense stage"))
        else:
            edit = add_stage(network, at, "residual", None if kind == "residual" else kind)
            self._edit_stages(edit, self.tr("add residual stage"))

    def _move_selected(self, step: int) -> None:
        self._edit_selected(lambda network, index: move_stage(network, index, index + step), self.tr("move {}"))

    def _move_stage(self, index: int, target: int) -> None:
        edit = move_stage(self._document.experiment.network, index, target)
        self._edit_stages(edit, self.tr("move {}").format(part_title(stage_part(index))))

    def _edit_selected(self, edit: Callable[[NetworkConfig, int], StageEdit], text: str) -> None:
        """Edits the selected stage; nothing where another part is selected."""
        index = stage_index(self._selected)
        if index is not None:
            edited = edit(self._document.experiment.network, index)
            self._edit_stages(edited, text.format(part_title(self._selected)))

    def _edit_stages(self, edit: StageEdit, text: str) -> None:
        experiment = self._document.experiment.model_copy(update={"network": edit.network})
        self._document.edit(experiment, text)
        self.select("stem" if edit.selected is None else stage_part(edit.selected))


def _first_part(network: NetworkConfig) -> str:
    return stage_part(0) if network.stages else "stem"


def _part_to_show(selected: str, old: NetworkConfig, new: NetworkConfig) -> str:
    """The selected part where it is concerned; else the first one that changed, so that undo shows what it undoes."""
    changed = changed_parts(old, new)
    names = part_names(new)
    if selected in names and (selected in changed or not changed):
        return selected
    if changed:
        return changed[0]
    return selected if selected in names else names[-3]
